import {type ScalarOp, scalarOps} from "./scalar-ops.js";

/** One value of a program: an input, a constant, or an op on values before it. */
export interface Value {
  readonly op: ScalarOp | "input" | "constant";
  /** Positions of the operands. */
  readonly args: readonly number[];
  /** Of a constant. */
  readonly constant?: number;
}

/** Straight-line code on numbers: values in an order in which each can be computed. */
export interface Program {
  readonly values: readonly Value[];
  /** Positions of what goes in and of what comes out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** A program being written. */
export interface ProgramBuilder {
  readonly values: readonly Value[];
  input(): number;
  constant(value: number): number;
  /** The value of an op, the one that is there already if there is one. */
  apply(op: ScalarOp, ...args: number[]): number;
}

/**
 * A program that computes nothing twice. Constants are folded; a factor 1 and a subtracted 0 are left out; c·v + c·v
 * becomes 2c·v; small powers in halves become products, with a root where they are not whole.
 */
export function createProgram(): ProgramBuilder {
  const values: Value[] = [];
  const known = new Map<string, number>();
  const add = (key: string, value: Value): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, values.length);
    return values.push(value) - 1;
  };
  const constant = (value: number) =>
    add(`constant ${Object.is(value, -0) ? "-0" : value}`, {op: "constant", args: [], constant: value});
  const apply = (op: ScalarOp, ...args: number[]): number => {
    const constants = args.map((a) => values[a].constant);
    if (constants.every((c) => c !== undefined))
      return constant((scalarOps[op] as (...xs: number[]) => number)(...(constants as number[])));
    if (op === "mul" && constants[0] === 1) return args[1];
    if ((op === "mul" || op === "div" || op === "pow") && constants[1] === 1) return args[0];
    if (op === "sub" && Object.is(constants[1], 0)) return args[0];
    if (op === "add" && args[0] === args[1]) {
      const [factor, other] = values[args[0]].op === "mul" ? values[args[0]].args : [];
      const c = factor === undefined ? undefined : values[factor].constant;
      if (c !== undefined) return apply("mul", constant(2 * c), other);
    }
    const exponent = op === "pow" ? constants[1] : undefined;
    if (exponent !== undefined && Number.isInteger(exponent) && exponent > 1 && exponent <= 16)
      return power(args[0], exponent);
    if (exponent !== undefined && Number.isInteger(exponent - 0.5) && exponent > 0 && exponent <= 16) {
      const root = apply("sqrt", args[0]);
      return exponent < 1 ? root : apply("mul", power(args[0], exponent - 0.5), root);
    }
    return add(`${op} ${args.join(" ")}`, {op, args});
  };
  /** xⁿ by squaring, n ≥ 1. */
  const power = (x: number, n: number): number => {
    if (n === 1) return x;
    const half = power(x, n >> 1);
    const even = apply("mul", half, half);
    return n % 2 ? apply("mul", even, x) : even;
  };
  return {
    values,
    input: () => values.push({op: "input", args: []}) - 1,
    constant,
    apply
  };
}
