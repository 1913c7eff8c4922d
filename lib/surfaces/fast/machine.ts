import {createKernels, INSTRUCTION_WORDS, type Level, ops64, shared64} from "../../kernels/index.js";
import type {Value} from "./program.js";
import {type ScalarOp, scalarOps} from "./scalar-ops.js";

/** Points that one pass of a program works on: small enough that its values stay in the nearest cache. */
export const CHUNK = 256;

/** A program ready to run on up to `CHUNK` points at a time. */
export interface Machine {
  /** The numbers of a value, for the caller to fill (inputs) or to read (`keep`). */
  view(value: number): Float64Array;
  run(n: number): void;
}

/** What is left of a program: a stretch of instructions for `run64`, or a loop in JavaScript. */
type Stage = (n: number) => void;

/**
 * Lays a program out in an arena. Values that `keep` does not need are never computed, and values that nobody needs any
 * more give their place to later ones.
 */
export function createMachine(values: readonly Value[], keep: readonly number[], level?: Level): Machine {
  const lastUse = lastUses(values, keep);
  const {places, count} = allocate(values, lastUse);
  const constants = values.flatMap(({constant}, i) => (constant === undefined || !lastUse.has(i) ? [] : [i]));
  const code = values.flatMap(({args}, i) => (args.length && lastUse.has(i) ? [i] : []));

  const registers = 64;
  const constantsAt = registers + count * CHUNK * 8;
  const codeAt = constantsAt + constants.length * CHUNK * 8;
  const k = createKernels(codeAt + code.length * INSTRUCTION_WORDS * 4, {level});
  const f64 = new Float64Array(k.arena.buffer);
  const address = (i: number): number =>
    values[i].constant === undefined
      ? registers + (places.get(i) as number) * CHUNK * 8
      : constantsAt + constants.indexOf(i) * CHUNK * 8;
  const view = (i: number) => f64.subarray(address(i) / 8, address(i) / 8 + CHUNK);
  for (const i of constants) view(i).fill(values[i].constant as number);

  const stages: Stage[] = [];
  let stretch = 0;
  code.forEach((i, at) => {
    const {op, args} = values[i];
    const instruction = codeAt + at * INSTRUCTION_WORDS * 4;
    const number = (ops64 as Record<string, number>)[op];
    if (number === undefined) {
      stages.push(loop(op as ScalarOp, view(i), args.map(view)));
      stretch = 0;
      return;
    }
    const [a, b = a] = args;
    const isConstant = (v: number) => values[v].constant !== undefined;
    const shared = args.length < 2 ? "none" : isConstant(a) ? "left" : isConstant(b) ? "right" : "none";
    k.arena.u32.set([number, address(i), address(a), address(b), shared64[shared]], instruction / 4);
    if (stretch++) {
      const [first, length] = [instruction - (stretch - 1) * INSTRUCTION_WORDS * 4, stretch];
      stages[stages.length - 1] = (n) => k.run64(first, length, n);
    } else stages.push((n) => k.run64(instruction, 1, n));
  });

  return {
    view,
    run(n) {
      // Two lanes at a time; the one too many is never read.
      const even = n + (n & 1);
      for (const stage of stages) stage(even);
    }
  };
}

/** The last value that each value is needed for; Infinity for what is kept. Values that are needed for nothing are absent. */
function lastUses(values: readonly Value[], keep: readonly number[]): Map<number, number> {
  const last = new Map<number, number>(keep.map((i) => [i, Infinity]));
  for (let i = values.length - 1; i >= 0; --i)
    if (last.has(i)) for (const a of values[i].args) if (!last.has(a)) last.set(a, i);
  return last;
}

/** A place for each value; a place is free again after its value's last use. */
function allocate(values: readonly Value[], lastUse: ReadonlyMap<number, number>) {
  const places = new Map<number, number>();
  const free: number[] = [];
  let count = 0;
  values.forEach(({op, args}, i) => {
    if (op === "constant" || (op !== "input" && !lastUse.has(i))) return;
    places.set(i, free.pop() ?? count++);
    for (const a of new Set(args)) {
      const place = places.get(a);
      // Inputs are filled by the caller before each run, so their places may be used again too.
      if (place !== undefined && lastUse.get(a) === i) free.push(place);
    }
  });
  return {places, count};
}

function loop(op: ScalarOp, out: Float64Array, [a, b, c]: Float64Array[]): Stage {
  const f = scalarOps[op] as (...xs: number[]) => number;
  if (c)
    return (n) => {
      for (let i = 0; i < n; ++i) out[i] = f(a[i], b[i], c[i]);
    };
  if (b)
    return (n) => {
      for (let i = 0; i < n; ++i) out[i] = f(a[i], b[i]);
    };
  return (n) => {
    for (let i = 0; i < n; ++i) out[i] = f(a[i]);
  };
}
