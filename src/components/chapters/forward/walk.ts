import {type Activation, activate} from "../../../lib/nn/activations.js";
import {add} from "../../../lib/tensor/elementwise.js";
import {matmul} from "../../../lib/tensor/matmul.js";
import {withoutRecording} from "../../../lib/tensor/op.js";
import {reshape} from "../../../lib/tensor/shaping.js";
import {tensor} from "../../../lib/tensor/tensor.js";

/** A network of two inputs, some hidden units and one output, small enough to follow by eye. */
export interface SmallNetwork {
  /** Hidden weights, [inputs, hidden]. */
  readonly w1: readonly (readonly number[])[];
  readonly b1: readonly number[];
  /** Output weights, one a hidden unit. */
  readonly w2: readonly number[];
  readonly b2: number;
}

/** One thing that happens on the way: a weighted sum, or what an activation makes of it. */
export interface WalkStep {
  readonly layer: "hidden" | "output";
  readonly unit: number;
  readonly kind: "sum" | "activation";
  /** What comes in: values and, for a sum, their weights. */
  readonly inputs: readonly {readonly value: number; readonly weight: number}[];
  readonly bias: number;
  readonly value: number;
}

/** Weights that a reader can add up in the head. */
export const smallNetwork: SmallNetwork = {
  w1: [
    [0.8, -1.2, 0.5],
    [0.6, 0.9, -1.4]
  ],
  b1: [0.1, -0.3, 0.2],
  w2: [1.5, -0.7, 1.1],
  b2: -0.4
};

/** Everything that happens between the inputs and the output, in order. The library's ops do the arithmetic. */
export function walk(network: SmallNetwork, x: readonly number[], activation: Activation): WalkStep[] {
  return withoutRecording(() => {
    const row = (values: readonly number[]) => tensor([values]);
    const z1 = add(matmul(row(x), tensor(network.w1)), tensor(network.b1));
    const h = activate(z1, activation);
    const z2 = add(matmul(h, reshape(tensor(network.w2), [network.w2.length, 1])), network.b2);
    const y = activate(z2, "sigmoid");
    const hidden = network.b1.flatMap((bias, unit): WalkStep[] => {
      const inputs = x.map((value, i) => ({value, weight: network.w1[i][unit]}));
      const sum: WalkStep = {layer: "hidden", unit, kind: "sum", inputs, bias, value: z1.data[unit]};
      return [sum, {...sum, kind: "activation", inputs: [{value: z1.data[unit], weight: 1}], value: h.data[unit]}];
    });
    const inputs = network.w2.map((weight, unit) => ({value: h.data[unit], weight}));
    const out: WalkStep = {layer: "output", unit: 0, kind: "sum", inputs, bias: network.b2, value: z2.item()};
    return [...hidden, out, {...out, kind: "activation", inputs: [{value: z2.item(), weight: 1}], value: y.item()}];
  });
}

/** A number for KaTeX, in brackets where a sign would stand beside another. */
export function texNumber(value: number, digits = 2): string {
  const text = String(Number(value.toFixed(digits)));
  return text.startsWith("-") ? `(${text})` : text;
}

/** TeX of the activations that the walk offers, around an argument. */
export const activationTex: Readonly<Record<"tanh" | "relu" | "sigmoid", (z: string) => string>> = {
  tanh: (z) => `\\tanh(${z})`,
  relu: (z) => `\\max(0,\\,${z})`,
  sigmoid: (z) => `\\sigma(${z})`
};

/** A step as a formula with its numbers. */
export function walkTex(step: WalkStep, activation: keyof typeof activationTex): string {
  const {layer, unit, kind, inputs, bias, value} = step;
  const index = unit + 1;
  const number = (v: number) => String(Number(v.toFixed(2)));
  if (kind === "activation") {
    const [name, argument, f] =
      layer === "hidden"
        ? [`h_${index}`, `z_${index}`, activationTex[activation]]
        : ["\\hat y", "z", activationTex.sigmoid];
    return `${name} = ${f(argument)} = ${f(number(inputs[0].value))} = ${number(value)}`;
  }
  const letter = layer === "hidden" ? "x" : "h";
  const name = layer === "hidden" ? `z_${index}` : "z";
  const symbols = inputs
    .map((_, i) => `w_{${layer === "hidden" ? `${i + 1}${index}` : i + 1}}${letter}_${i + 1}`)
    .join(" + ");
  const numbers = inputs.map(({value, weight}) => `${texNumber(weight)}\\cdot ${texNumber(value)}`).join(" + ");
  // Three products fill the width of a phone.
  const end = layer === "hidden" ? " = " : "\\\\ &= ";
  return `\\begin{aligned}${name} &= ${symbols} + b${layer === "hidden" ? `_${index}` : ""}\\\\ &= ${numbers} + ${texNumber(bias)}${end}${number(value)}\\end{aligned}`;
}
