/** The float64 ops that `run64` does itself, as it numbers them. */
export const ops64 = {
  add: 0,
  sub: 1,
  mul: 2,
  div: 3,
  neg: 4,
  sqrt: 5,
  abs: 6,
  exp: 7,
  sigmoid: 8,
  sin: 9,
  cos: 10
} as const;

/** 32-bit words of one instruction: op, addresses of the output and of both operands, and which operand is shared. */
export const INSTRUCTION_WORDS = 5;

/** Which operand is one number for all points: none, the left or the right one. */
export const shared64 = {none: 0, left: 1, right: 2} as const;
