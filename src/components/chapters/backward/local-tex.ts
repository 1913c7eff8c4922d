import type {OpName} from "../../../lib/tensor/op.js";

interface Names {
  readonly inputs: readonly string[];
  readonly output: string;
}

/** ∂output/∂input in symbols, for one input of an op. An op without a line here is written as its derivative sign. */
export function localTex(op: OpName, input: number, {inputs, output}: Names): string {
  const [a, b] = inputs;
  const line = lines[op]?.[input];
  return line ? line({a, b, y: output}) : `\\frac{\\partial ${output}}{\\partial ${inputs[input]}}`;
}

type Line = (names: {a: string; b: string; y: string}) => string;

const lines: Partial<Record<OpName, readonly Line[]>> = {
  add: [() => "1", () => "1"],
  sub: [() => "1", () => "(-1)"],
  mul: [({b}) => b, ({a}) => a],
  div: [({b}) => `\\tfrac{1}{${b}}`, ({b, y}) => `\\bigl(-\\tfrac{${y}}{${b}}\\bigr)`],
  pow: [({a, b}) => power(a, b), ({a, y}) => `${y}\\ln ${a}`],
  neg: [() => "(-1)"],
  exp: [({y}) => y],
  log: [({a}) => `\\tfrac{1}{${a}}`],
  sqrt: [({y}) => `\\tfrac{1}{2${y}}`],
  abs: [({a}) => `\\operatorname{sign}${a}`],
  sin: [({a}) => `\\cos ${a}`],
  cos: [({a}) => `(-\\sin ${a})`],
  tan: [({y}) => `(1+${y}^2)`],
  sinh: [({a}) => `\\cosh ${a}`],
  cosh: [({a}) => `\\sinh ${a}`],
  tanh: [({y}) => `(1-${y}^2)`],
  sigmoid: [({y}) => `${y}(1-${y})`],
  relu: [({a}) => `[${a} > 0]`],
  asin: [({a}) => `\\tfrac{1}{\\sqrt{1-${a}^2}}`],
  acos: [({a}) => `\\tfrac{-1}{\\sqrt{1-${a}^2}}`],
  atan: [({a}) => `\\tfrac{1}{1+${a}^2}`]
};

/** The rule for a power, tidied where the exponent is a plain number. */
function power(a: string, b: string): string {
  const n = Number(b);
  if (Number.isNaN(n)) return `${b}\\,${a}^{${b}-1}`;
  if (n === 1) return "1";
  return n === 2 ? `2${a}` : `${b}\\,${a}^{${Number((n - 1).toPrecision(6))}}`;
}

/** How an op is written in its node: a sign, or a short name. */
export const sign: Readonly<Partial<Record<OpName, string>>> = {
  add: "+",
  sub: "−",
  mul: "×",
  div: "÷",
  pow: "^",
  neg: "−",
  sqrt: "√",
  log: "ln",
  sigmoid: "σ"
};
