import {type Code, signed, type, unsigned} from "./encode.js";

/** A vector instruction on expressions. */
const op =
  (number: number) =>
  (...args: Code[]): Code => [...args.flat(), 0xfd, ...unsigned(number)];

/** Two float64 at a time. `smaller` and `larger` give their first operand where either is NaN. */
export const f64x2 = {
  add: op(240),
  sub: op(241),
  mul: op(242),
  div: op(243),
  min: op(244),
  max: op(245),
  smaller: op(246),
  larger: op(247),
  neg: op(237),
  abs: op(236),
  sqrt: op(239),
  floor: op(117),
  eq: op(71),
  lt: op(73),
  gt: op(74)
};

export const bits = {
  and: op(78),
  andNot: op(79),
  or: op(80),
  xor: op(81),
  /** The first where the third has ones, the second where it has zeros. */
  select: op(82)
};

const i32 = (value: number): Code => [0x41, ...signed(value)];
const shift = op(203);
export const i64x2 = {
  add: op(206),
  sub: op(209),
  eq: op(214),
  allTrue: op(195),
  shiftLeft: (x: Code, n: number): Code => shift(x, i32(n))
};

/** Both lanes filled with the float64 at a fixed address. */
export const loadConstant = (at: number): Code => [...i32(0), 0xfd, 10, 3, ...unsigned(at)];

export const load = (base: Code, at: number): Code => [...base, 0xfd, 0, 4, ...unsigned(at)];
export const store = (base: Code, at: number, value: Code): Code => [...base, ...value, 0xfd, 11, 4, ...unsigned(at)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];

/** Calls a function on the same lane of each operand, for both lanes. */
export function eachLane(f: number, args: readonly Code[]): Code {
  const lane = (i: number): Code => [...args.flatMap((a) => [...a, 0xfd, 33, i]), 0x10, ...unsigned(f)];
  return [...lane(0), 0xfd, 20, ...lane(1), 0xfd, 34, 1];
}

/** One of two vectors, by a condition that is one number. */
export const either = (condition: Code, yes: Code, no: Code): Code => [
  ...condition,
  0x04,
  type.v128,
  ...yes,
  0x05,
  ...no,
  0x0b
];

export const sum = (a: Code, b: Code): Code => [...a, ...b, 0x6a];

/** The smaller of `most` and the difference of two locals. */
export function smallerDifference(most: number, a: number, b: number): Code {
  const difference = [...get(a), ...get(b), 0x6b];
  return [...difference, ...i32(most), ...difference, ...i32(most), 0x49, 0x1b];
}

/** Runs statements with local `at` at 0, `step`, …, as long as that is less than `end`; at least once. */
export const loop = ({at, end, step}: {at: number; end: Code; step: number}, statements: Code): Code => [
  ...set(at, i32(0)),
  ...[0x03, 0x40],
  ...statements,
  ...set(at, sum(get(at), i32(step))),
  ...[...get(at), ...end, 0x49],
  ...[0x0d, 0],
  0x0b
];
