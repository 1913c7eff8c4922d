import {type Activation, activate} from "../../nn/activations.js";
import {type Model, sequential} from "../../nn/sequential.js";
import {valueAndGrad} from "../../tensor/grad.js";
import {withoutRecording} from "../../tensor/op.js";
import {crossEntropy} from "../../tensor/softmax.js";
import {type Floats, type Tensor, tensor} from "../../tensor/tensor.js";

/** Every factor between the loss of one example and one weight of the first dense layer, in float64. */
export interface Chain {
  readonly loss: number;
  /** The pixel that the weight multiplies, in model units. */
  readonly x: number;
  readonly weight: number;
  /** z = Σ xᵢwᵢ + b of the unit, and h = φ(z). */
  readonly z: number;
  readonly h: number;
  /** φ′(z), from the tape. */
  readonly slope: number;
  /** For each class, when the next layer is the last: the weight to it and p − y. Empty in deeper networks. */
  readonly terms: readonly {readonly weight: number; readonly error: number}[];
  /** ∂J/∂h. */
  readonly upstream: number;
  /** The product x·φ′(z)·∂J/∂h. */
  readonly product: number;
  /** What the reverse sweep gives for the same weight. */
  readonly automatic: number;
  /** (J(w + ε) − J(w − ε)) / 2ε. */
  readonly numeric: number;
  readonly epsilon: number;
}

/**
 * Takes ∂J/∂w apart for w from `input` to `unit` of the first layer, for one example and cross-entropy. The network is
 * rebuilt in float64, so that the finite difference is not drowned in rounding.
 * @throws `chainOf: invalid network: …` where the first layer is not dense or nothing follows it, and
 * `chainOf: invalid weight: …` for an input or a unit that is not there
 */
export function chainOf(
  model: Model,
  {
    inputs,
    label,
    input,
    unit,
    epsilon = 1e-4
  }: {
    inputs: ArrayLike<number>;
    label: number;
    input: number;
    unit: number;
    epsilon?: number;
  }
): Chain {
  const [first, ...rest] = model.layers;
  if (first.type !== "dense" || !rest.some(({type}) => type === "dense"))
    throw new Error(`chainOf: invalid network: layer 0 is ${first.type}; expected dense, and another dense after it`);
  const [pixels, wide] = first.parameters[0].shape;
  const isPlace = (i: number, n: number) => Number.isInteger(i) && i >= 0 && i < n;
  if (!isPlace(input, pixels) || !isPlace(unit, wide))
    throw new Error(`chainOf: invalid weight: from ${input} to ${unit}; expected one of ${pixels}×${wide}`);
  const exact = sequential(model.layers, {dtype: "float64", inputShape: model.inputShape});
  exact.parameters.set(model.parameters);
  exact.buffers.set(model.buffers);
  const x = tensor(Float64Array.from(inputs), {shape: [1, inputs.length]});
  const labels = Uint8Array.of(label);
  const contextOf = (layer: number) => ({
    training: false,
    buffers: exact.bufferLayout
      .filter((e) => e.layer === layer)
      .map(({offset, size}) => exact.buffers.subarray(offset, offset + size))
  });
  const lossFrom = (h: Tensor, weights: readonly Tensor[]) => {
    let at = 0;
    let y = h;
    rest.forEach((layer, i) => {
      const own = weights.slice(at, at + layer.parameters.length);
      at += own.length;
      // Cross-entropy is taken from the scores, so a softmax at the end is left out.
      const preActivation = i === rest.length - 1 && layer.activation === "softmax";
      y = layer.forward(y, own, {...contextOf(i + 1), preActivation});
    });
    return {loss: crossEntropy(y, labels), scores: y};
  };
  const weights = exact.weights();
  const count = first.parameters.length;
  const [own, later] = [weights.slice(0, count), weights.slice(count)];
  const lossAt = (w: readonly Tensor[]) => lossFrom(first.forward(x, w, contextOf(0)), later).loss;

  const h = withoutRecording(() => first.forward(x, own, contextOf(0)));
  const {value, gradients} = valueAndGrad((...w) => lossAt(w))(...own);
  const upstream = valueAndGrad((t) => lossFrom(t, later).loss)(h).gradients[0].data[unit];
  const units = h.size;
  const place = input * units + unit;
  const bias = own[1]?.data[unit] ?? 0;
  let sum = bias;
  for (let i = 0; i < x.size; ++i) sum += x.data[i] * own[0].data[i * units + unit];

  const w = own[0].data;
  const before = w[place];
  const shifted = (by: number) => {
    w[place] = before + by;
    const j = withoutRecording(() => lossAt(own).item());
    w[place] = before;
    return j;
  };
  const numeric = (shifted(epsilon) - shifted(-epsilon)) / (2 * epsilon);
  const slope = slopeAt(first.activation ?? "linear", sum);
  const scores = withoutRecording(() => lossFrom(h, later).scores);
  const last = rest.length === 1;
  return {
    loss: value.item(),
    x: x.data[input],
    weight: before,
    z: sum,
    h: h.data[unit],
    slope,
    terms: last ? termsOf(scores.data, label, later[0].data, unit) : [],
    upstream,
    product: x.data[input] * slope * upstream,
    automatic: gradients[0].data[place],
    numeric,
    epsilon
  };
}

/** φ′(z), by the tape. */
function slopeAt(activation: Activation, z: number): number {
  return valueAndGrad((t) => activate(t, activation))(tensor(z)).gradients[0].item();
}

/** For each class the weight from the unit to it, and p − y. */
function termsOf(scores: Floats, label: number, weights: Floats, unit: number): Chain["terms"] {
  const most = Math.max(...scores);
  const powers = Array.from(scores, (s) => Math.exp(s - most));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((p, k) => ({
    weight: weights[unit * scores.length + k],
    error: p / total - Number(k === label)
  }));
}
