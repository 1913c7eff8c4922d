import {
  abs,
  acos,
  add,
  asin,
  atan,
  cos,
  cosh,
  div,
  exp,
  log,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  relu,
  sigmoid,
  sign,
  sin,
  sinh,
  softplus,
  sqrt,
  square,
  sub,
  type TensorLike,
  tan,
  tanh
} from "../../tensor/index.js";

/** An operator or function: how often it takes arguments, what it computes, and how mathjs knows it. */
export interface FormulaFunction {
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  readonly apply: (...args: TensorLike[]) => TensorLike;
  /** The same in terms that mathjs can differentiate, where it does not know the function itself. */
  readonly rewrite?: (...args: string[]) => string;
}

type Unary = (x: TensorLike) => TensorLike;
type Rewrite = FormulaFunction["rewrite"];
const one = (apply: Unary, rewrite?: Rewrite): FormulaFunction => ({arity: [1, 1], apply, rewrite});
const two = (apply: (a: TensorLike, b: TensorLike) => TensorLike): FormulaFunction => ({arity: [2, 2], apply});
const many = (
  apply: (a: TensorLike, b: TensorLike) => TensorLike,
  rewrite: (a: string, b: string) => string
): FormulaFunction => ({
  arity: [2, 8],
  apply: (...args) => args.reduce(apply),
  rewrite: (...args) => args.reduce(rewrite)
});

// A square is a product: exact to half an ulp, and its derivative needs no case for 0⁰.
const power = (a: TensorLike, b: TensorLike) => (b === 2 ? square(a) : pow(a, b));

/** Operators by mathjs's name for them. */
export const operators: Readonly<Record<string, FormulaFunction>> = {
  add: two(add),
  subtract: two(sub),
  multiply: two(mul),
  divide: two(div),
  pow: two(power),
  unaryMinus: one(neg)
};

/** Functions that a reader may call. */
export const functions: Readonly<Record<string, FormulaFunction>> = {
  exp: one(exp),
  log: {arity: [1, 2], apply: (x, base) => (base === undefined ? log(x) : div(log(x), log(base)))},
  ln: one(log, (x) => `log(${x})`),
  log2: one(
    (x) => div(log(x), Math.LN2),
    (x) => `log(${x}, 2)`
  ),
  log10: one((x) => div(log(x), Math.LN10)),
  sqrt: one(sqrt),
  abs: one(abs),
  sign: one(sign, (x) => `(abs(${x}) / ${x})`),
  sin: one(sin),
  cos: one(cos),
  tan: one(tan),
  asin: one(asin),
  acos: one(acos),
  atan: one(atan),
  sinh: one(sinh),
  cosh: one(cosh),
  tanh: one(tanh),
  sigmoid: one(sigmoid, (x) => `(1 / (1 + exp(-${x})))`),
  relu: one(relu, (x) => `((${x} + abs(${x})) / 2)`),
  softplus: one(
    (x) => softplus(x),
    (x) => `log(1 + exp(${x}))`
  ),
  square: one(square, (x) => `((${x})^2)`),
  pow: two(power),
  max: many(maximum, (a, b) => `((${a} + ${b} + abs(${a} - ${b})) / 2)`),
  min: many(minimum, (a, b) => `((${a} + ${b} - abs(${a} - ${b})) / 2)`)
};

/** Functions that appear only in derivatives. */
export const derived: Readonly<Record<string, FormulaFunction>> = {
  sec: one((x) => div(1, cos(x))),
  sech: one((x) => div(1, cosh(x)))
};

export const constants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  e: Math.E,
  tau: 2 * Math.PI,
  phi: (1 + Math.sqrt(5)) / 2
};

/** An operator or function by name, own properties only. */
export function functionOf(op: string): FormulaFunction | undefined {
  for (const table of [operators, functions, derived]) if (Object.hasOwn(table, op)) return table[op];
}
