/** Elementwise activations as the kernels number them, and whether their slope is taken from the output. */
export const activationKinds = {
  relu: {kind: 1, slopeFrom: "output"},
  leakyRelu: {kind: 2, slopeFrom: "output"},
  tanh: {kind: 3, slopeFrom: "output"},
  sigmoid: {kind: 4, slopeFrom: "output"},
  softplus: {kind: 5, slopeFrom: "input"},
  geluErf: {kind: 6, slopeFrom: "input"},
  geluTanh: {kind: 7, slopeFrom: "input"}
} as const;
