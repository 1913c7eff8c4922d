import type {ProgramBuilder} from "./program.js";
import type {ScalarOp} from "./scalar-ops.js";

/** Given ∂J/∂y at g, y and its operands: ∂J/∂operand for each; undefined where nothing flows. */
type Rule = (p: ProgramBuilder, g: number, y: number, args: readonly number[]) => readonly (number | undefined)[];

const unary =
  (slope: (p: ProgramBuilder, x: number, y: number) => number): Rule =>
  (p, g, y, [x]) => [p.apply("mul", g, slope(p, x, y))];

const choice: Rule = (p, g, y, [a, b]) => [
  p.apply("mul", g, p.apply("won", a, b, y)),
  p.apply("mul", g, p.apply("won", b, a, y))
];

/** A step function: level wherever it has a slope. */
const level: Rule = () => [];

/** √(1 − x²) */
const circle = (p: ProgramBuilder, x: number) => p.apply("sqrt", p.apply("sub", p.constant(1), p.apply("mul", x, x)));

/** The rules of `tensor/backward.ts` in the same order of operations, so that the rounding is the same. */
export const adjoint: {readonly [op in ScalarOp]?: Rule} = {
  add: (_, g) => [g, g],
  sub: (p, g) => [g, p.apply("neg", g)],
  mul: (p, g, _, [a, b]) => [p.apply("mul", g, b), p.apply("mul", g, a)],
  div: (p, g, y, [, b]) => [p.apply("div", g, b), p.apply("neg", p.apply("div", p.apply("mul", g, y), b))],
  maximum: choice,
  minimum: choice,
  pow: (p, g, y, [a, b]) => {
    const some = p.apply("isNotZero", b);
    const one = p.values[b].op === "constant" ? some : p.apply("maximum", some, p.apply("isNotZero", a));
    const lower = p.apply("pow", a, p.apply("sub", b, one));
    const log = p.apply("log", p.apply("add", a, p.apply("isZero", a)));
    return [p.apply("mul", g, p.apply("mul", b, lower)), p.apply("mul", g, p.apply("mul", y, log))];
  },
  neg: (p, g) => [p.apply("neg", g)],
  exp: unary((_, __, y) => y),
  log: (p, g, _, [x]) => [p.apply("div", g, x)],
  sqrt: (p, g, y) => [p.apply("div", g, p.apply("mul", y, p.constant(2)))],
  abs: unary((p, x) => p.apply("sign", x)),
  sin: unary((p, x) => p.apply("cos", x)),
  cos: unary((p, x) => p.apply("neg", p.apply("sin", x))),
  tan: unary((p, _, y) => p.apply("add", p.constant(1), p.apply("mul", y, y))),
  asin: unary((p, x) => p.apply("div", p.constant(1), circle(p, x))),
  acos: unary((p, x) => p.apply("div", p.constant(-1), circle(p, x))),
  atan: unary((p, x) => p.apply("div", p.constant(1), p.apply("add", p.constant(1), p.apply("mul", x, x)))),
  sinh: unary((p, x) => p.apply("cosh", x)),
  cosh: unary((p, x) => p.apply("sinh", x)),
  tanh: unary((p, _, y) => p.apply("sub", p.constant(1), p.apply("mul", y, y))),
  sigmoid: unary((p, _, y) => p.apply("mul", y, p.apply("sub", p.constant(1), y))),
  relu: unary((p, x) => p.apply("above", x, p.constant(0))),
  leakyRelu: (p, g, _, [x, slope]) => [p.apply("mul", g, p.apply("leakySlope", x, slope)), undefined],
  softplus: (p, g, _, [x, beta, threshold]) => {
    const scaled = p.apply("mul", x, beta);
    const linear = p.apply("above", scaled, threshold);
    const curved = p.apply("mul", p.apply("sub", p.constant(1), linear), p.apply("sigmoid", scaled));
    return [p.apply("mul", g, p.apply("add", linear, curved)), undefined, undefined];
  },
  erf: unary((p, x) =>
    p.apply("mul", p.constant(2 / Math.sqrt(Math.PI)), p.apply("exp", p.apply("neg", p.apply("mul", x, x))))
  ),
  sign: level,
  floor: level,
  // These stand in gradients, and are asked for where a gradient's gradient is.
  won: level,
  above: level,
  leakySlope: level,
  isZero: level,
  isNotZero: level
};
