import {erf} from "../../kernels/plain/erf.js";

/** What each op of a program does to numbers, in the autograd's own words, and a few that only gradients need. */
export const scalarOps = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  // By name, not `a ** b`: engines call a function they know without a detour through JavaScript.
  pow: Math.pow,
  neg: (x: number) => -x,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sigmoid: (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  relu: (x: number) => (x > 0 || Number.isNaN(x) ? x : 0),
  leakyRelu: (x: number, slope: number) => (x > 0 ? x : slope * x),
  softplus: (x: number, beta: number, threshold: number) =>
    beta * x > threshold ? x : Math.log1p(Math.exp(beta * x)) / beta,
  erf,
  sign: Math.sign,
  floor: Math.floor,
  /** 1 above the limit, 0 elsewhere. */
  above: (x: number, limit: number) => (x > limit ? 1 : 0),
  /** 1 where x > 0, the slope elsewhere. */
  leakySlope: (x: number, slope: number) => (x > 0 ? 1 : slope),
  isZero: (x: number) => (x === 0 ? 1 : 0),
  isNotZero: (x: number) => (x === 0 ? 0 : 1),
  /** Share of a maximum's (or minimum's) gradient that goes to `side`: half at a tie. */
  won: (side: number, other: number, y: number) => (side === other ? 0.5 : side === y ? 1 : 0)
} as const satisfies Record<string, (...xs: number[]) => number>;

export type ScalarOp = keyof typeof scalarOps;
