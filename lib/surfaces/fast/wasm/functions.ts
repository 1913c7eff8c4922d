import type {ScalarOp} from "../scalar-ops.js";
import type {Code} from "./encode.js";
import {bits, either, f64x2, i64x2} from "./simd.js";

/** What the code of a function is written with. */
export interface Writer {
  /** Computes an expression now, and gives a short one that may be used often. */
  keep(code: Code): Code;
  constant(value: number): Code;
  pattern(value: bigint): Code;
  /** The scalar function, lane by lane. */
  host(op: ScalarOp, ...args: Code[]): Code;
}

type Emit = (w: Writer, ...args: Code[]) => Code;

const {add, sub, mul, div, abs, lt, gt, eq} = f64x2;
const {and, andNot, or, xor, select} = bits;

/** Added to a number of less than 51 bits it leaves no room for a fraction: the lowest bits are then the whole number. */
const ROUND = 3 * 2 ** 51;

/** c[0]·xⁿ + … + c[n] */
const polynomial = (w: Writer, x: Code, [first, ...rest]: readonly number[]): Code =>
  rest.reduce((sum, c) => add(mul(sum, x), w.constant(c)), w.constant(first));

/**
 * 2^f = (q + p)/(q − p) for |f| ≤ ½, where p/q = tanh(½f·ln 2) to within 2e-17: the rational function that is right at
 * the five Chebyshev nodes of f².
 */
function powerOfTwo(w: Writer, f: Code): {p: Code; q: Code} {
  const square = w.keep(mul(f, f));
  const leading = add(mul(add(square, w.constant(874.7433902959501)), square), w.constant(65551.0000716974));
  const p = w.keep(mul(f, leading));
  const q = w.keep(polynomial(w, square, [43.30054535271349, 10096.724382890854, 189140.20545749986]));
  return {p, q};
}

/** Times 2ⁿ, for n as `ROUND` leaves it: n is added to the exponent, which must not end below or above what there is. */
const scaled = (value: Code, rounded: Code): Code => i64x2.add(value, i64x2.shiftLeft(rounded, 52));

/** NaN stays: it is neither smaller nor larger. */
const clamp = (w: Writer, x: Code, low: number, high: number): Code =>
  w.keep(f64x2.larger(f64x2.smaller(x, w.constant(high)), w.constant(low)));

/** Within 2 units of the last place; 0 below e^−708, where numbers lose digits; infinite from where they overflow. */
const exp: Emit = (w, x) => {
  const [low, high] = [-708, 709.782712893384];
  const y = clamp(w, x, low, high);
  const rounded = w.keep(add(mul(y, w.constant(Math.LOG2E)), w.constant(ROUND)));
  const n = w.keep(sub(rounded, w.constant(ROUND)));
  // ln 2 in two parts, the first with so few digits that its product is exact.
  const rest = sub(sub(y, mul(n, w.constant(0.693145751953125))), mul(n, w.constant(1.4286068203094173e-6)));
  const {p, q} = powerOfTwo(w, w.keep(mul(rest, w.constant(Math.LOG2E))));
  const value = scaled(add(w.constant(1), div(add(p, p), sub(q, p))), rounded);
  const finite = select(w.constant(Infinity), value, gt(x, w.constant(high)));
  return andNot(finite, lt(x, w.constant(low)));
};

/**
 * 1/(1 + e^−x) = 2ⁿ(q + p)/(2ⁿ(q + p) + (q − p)), where e^x = 2ⁿ·2^f: a single division. Within 3e-16, and within
 * 1e-13 of its size where it is small; not below e^−690.
 */
const sigmoid: Emit = (w, x) => {
  const power = w.keep(mul(clamp(w, x, -690, 690), w.constant(Math.LOG2E)));
  const rounded = w.keep(add(power, w.constant(ROUND)));
  const {p, q} = powerOfTwo(w, w.keep(sub(power, sub(rounded, w.constant(ROUND)))));
  const top = w.keep(scaled(add(q, p), rounded));
  return div(top, add(top, sub(q, p)));
};

/** x − n·π/2 in three parts, then the polynomial of the quadrant (Cephes). Beyond 10⁵ the machine's own function. */
const sinus =
  (op: "sin" | "cos"): Emit =>
  (w, x) => {
    const rounded = w.keep(add(mul(x, w.constant(2 / Math.PI)), w.constant(ROUND)));
    const n = w.keep(sub(rounded, w.constant(ROUND)));
    const parts = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21];
    const r = w.keep(parts.reduce((rest, part) => sub(rest, mul(n, w.constant(part))), x));
    const q = w.keep(mul(r, r));
    const s = polynomial(
      w,
      q,
      [
        1.5896230157654656e-10, -2.5050747762857807e-8, 2.7557313621385722e-6, -0.0001984126982958954,
        0.008333333333322118, -0.1666666666666663
      ]
    );
    const c = polynomial(
      w,
      q,
      [
        -1.1358536521387682e-11, 2.087570084197473e-9, -2.755731417929674e-7, 2.4801587288851704e-5,
        -0.0013888888888873056, 0.041666666666666595
      ]
    );
    const sine = w.keep(add(r, mul(mul(s, q), r)));
    const cosine = w.keep(add(sub(w.constant(1), mul(w.constant(0.5), q)), mul(mul(c, q), q)));
    const quadrant = w.keep(op === "sin" ? rounded : i64x2.add(rounded, w.pattern(1n)));
    const odd = i64x2.eq(and(quadrant, w.pattern(1n)), w.pattern(1n));
    const sign = i64x2.shiftLeft(and(quadrant, w.pattern(2n)), 62);
    const near = w.keep(xor(select(cosine, sine, odd), sign));
    return either(i64x2.allTrue(lt(abs(x), w.constant(1e5))), near, w.host(op, x));
  };

const one = (w: Writer) => w.constant(1);
const zero = (w: Writer) => w.constant(0);

/** Ops with instructions of their own. The others go to the host, lane by lane. */
export const functions: {readonly [op in ScalarOp]?: Emit} = {
  add: (_, a, b) => add(a, b),
  sub: (_, a, b) => sub(a, b),
  mul: (_, a, b) => mul(a, b),
  div: (_, a, b) => div(a, b),
  maximum: (_, a, b) => f64x2.max(a, b),
  minimum: (_, a, b) => f64x2.min(a, b),
  neg: (_, x) => f64x2.neg(x),
  abs: (_, x) => abs(x),
  sqrt: (_, x) => f64x2.sqrt(x),
  floor: (_, x) => f64x2.floor(x),
  exp,
  sigmoid,
  sin: sinus("sin"),
  cos: sinus("cos"),
  relu: (w, x) => f64x2.larger(x, zero(w)),
  leakyRelu: (w, x, slope) => select(x, mul(slope, x), gt(x, zero(w))),
  leakySlope: (w, x, slope) => select(one(w), slope, gt(x, zero(w))),
  sign: (w, x) => select(or(and(x, w.pattern(1n << 63n)), one(w)), x, gt(abs(x), zero(w))),
  above: (w, x, limit) => and(gt(x, limit), one(w)),
  isZero: (w, x) => and(eq(x, zero(w)), one(w)),
  isNotZero: (w, x) => andNot(one(w), eq(x, zero(w))),
  won: (w, side, other, y) => select(w.constant(0.5), and(eq(side, y), one(w)), eq(side, other))
};
