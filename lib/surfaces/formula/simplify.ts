import {call, type Expression, number} from "./expression.js";
import {textOf} from "./text.js";

/** A fraction n/d, so that 1/3 stays 1/3. */
type Ratio = readonly [n: number, d: number];

const one: Ratio = [1, 1];
const times = ([a, b]: Ratio, [c, d]: Ratio) => ratio(a * c, b * d);
const plus = ([a, b]: Ratio, [c, d]: Ratio) => (b === d ? ratio(a + c, b) : ratio(a * d + c * b, b * d));

function ratio(n: number, d: number): Ratio {
  if (d === 0) return [n, d];
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) return Number.isInteger(d) && d === 1 ? [n, 1] : [n / d, 1];
  let [a, b] = [Math.abs(n), Math.abs(d)];
  while (b) [a, b] = [b, a % b];
  const sign = d < 0 ? -1 : 1;
  return a === 0 ? [0, 1] : [(sign * n) / a, (sign * d) / a];
}

/**
 * The expression without the clutter that differentiation leaves: numbers folded, 0 and 1 dropped, equal terms and
 * equal factors collected. Only steps that are equalities wherever the original is defined.
 */
export function simplify(e: Expression): Expression {
  if (e.type !== "call") return e;
  const args = e.args.map(simplify);
  const [a, b] = args;
  const next = call(e.op, ...args);
  switch (e.op) {
    case "add":
    case "subtract":
      return sum(next);
    case "multiply":
    case "divide":
    case "unaryMinus":
    case "pow":
      return product(next);
    case "square":
      return product(call("pow", a, number(2)));
    case "log":
      if (!b && a.type === "name" && a.name === "e") return number(1);
      if (!b && a.type === "number" && a.value === 1) return number(0);
  }
  return next;
}

/** Terms of a sum with their coefficients; the key "" is the plain number. */
type Terms = Map<string, {coefficient: Ratio; rest: Expression | undefined}>;

function sum(e: Expression): Expression {
  const terms: Terms = new Map();
  addTerms(e, one, terms);
  const kept = [...terms.values()].filter((t) => t.coefficient[0] !== 0);
  // A sum that starts with a minus reads better the other way round.
  const first = kept.findIndex((t) => t.coefficient[0] > 0);
  if (first > 0) kept.unshift(...kept.splice(first, 1));
  const [head, ...tail] = kept;
  if (!head) return number(0);
  return tail.reduce<Expression>(
    (left, {coefficient: [n, d], rest}) =>
      n < 0 ? call("subtract", left, scaled([-n, d], rest)) : call("add", left, scaled([n, d], rest)),
    scaled(head.coefficient, head.rest)
  );
}

function addTerms(e: Expression, scale: Ratio, terms: Terms): void {
  if (e.type === "call" && (e.op === "add" || e.op === "subtract")) {
    addTerms(e.args[0], scale, terms);
    addTerms(e.args[1], e.op === "add" ? scale : times(scale, [-1, 1]), terms);
    return;
  }
  const {coefficient, factors} = factorsOf(e);
  const rest = joined(factors);
  const key = rest ? textOf(rest) : "";
  const before = terms.get(key)?.coefficient ?? [0, 1];
  terms.set(key, {coefficient: plus(before, times(scale, coefficient)), rest});
}

/** coefficient · base₁^exponent₁ · base₂^exponent₂ ⋯, by the bases' texts. */
interface Factors {
  coefficient: Ratio;
  readonly factors: Map<string, {base: Expression; exponent: number}>;
}

function product(e: Expression): Expression {
  const {coefficient, factors} = factorsOf(e);
  return scaled(coefficient, joined(factors));
}

function factorsOf(e: Expression): Factors {
  const into: Factors = {coefficient: one, factors: new Map()};
  addFactors(e, 1, into);
  return into;
}

function addFactors(e: Expression, exponent: number, into: Factors): void {
  if (e.type === "number" && Number.isInteger(exponent)) {
    const power = e.value ** Math.abs(exponent);
    into.coefficient = times(into.coefficient, exponent < 0 ? [1, power] : [power, 1]);
    return;
  }
  if (e.type === "call" && Number.isInteger(exponent)) {
    const [a, b] = e.args;
    if (e.op === "unaryMinus") {
      if (exponent % 2) into.coefficient = times(into.coefficient, [-1, 1]);
      addFactors(a, exponent, into);
      return;
    }
    if (e.op === "multiply" || e.op === "divide") {
      addFactors(a, exponent, into);
      addFactors(b, e.op === "multiply" ? exponent : -exponent, into);
      return;
    }
    if (e.op === "pow" && b.type === "number") {
      addFactors(a, b.value * exponent, into);
      return;
    }
    if ((e.op === "sqrt" || e.op === "abs") && exponent % 2 === 0) {
      addFactors(a, e.op === "sqrt" ? exponent / 2 : exponent, into);
      return;
    }
  }
  addFactor(e, exponent, into);
}

function addFactor(base: Expression, exponent: number, {factors}: Factors): void {
  // Only whole powers are added: x^½·x^½ is not x for negative x, but (x^½)².
  const whole = Number.isInteger(exponent);
  const root = whole ? base : call("pow", base, number(Math.abs(exponent)));
  const key = textOf(root);
  const before = factors.get(key)?.exponent ?? 0;
  factors.set(key, {base: root, exponent: before + (whole ? exponent : Math.sign(exponent))});
}

/** The factors as one expression, symbols by name, then sums, then functions; nothing if they are all to the power 0. */
function joined(factors: Factors["factors"]): Expression | undefined {
  const kept = [...factors.values()].filter((f) => f.exponent !== 0).sort((f, g) => byRank(f.base, g.base));
  const chain = (list: typeof kept) =>
    list
      .map(({base, exponent}) => {
        const p = Math.abs(exponent);
        return p === 1 ? base : call("pow", base, number(p));
      })
      .reduce<Expression | undefined>((left, f) => (left ? call("multiply", left, f) : f), undefined);
  const above = chain(kept.filter((f) => f.exponent > 0));
  const below = chain(kept.filter((f) => f.exponent < 0));
  return below ? call("divide", above ?? number(1), below) : above;
}

function byRank(a: Expression, b: Expression): number {
  return a.type === "name" && b.type === "name" ? (a.name < b.name ? -1 : 1) : rank(a) - rank(b);
}

function rank(e: Expression): number {
  if (e.type !== "call") return 0;
  return e.op === "add" || e.op === "subtract" ? 1 : 2;
}

/** coefficient · e, with the number in front and the minus outside. */
function scaled([n, d]: Ratio, e: Expression | undefined): Expression {
  if (n < 0) return call("unaryMinus", scaled([-n, d], e));
  if (n === 0 && d !== 0) return number(0);
  let [above, below] = e?.type === "call" && e.op === "divide" ? e.args : [e, undefined];
  if (above?.type === "number") above = undefined;
  const up = above ? (n === 1 ? above : call("multiply", number(n), above)) : number(n);
  if (d !== 1) below = below ? call("multiply", number(d), below) : number(d);
  return below ? call("divide", up, below) : up;
}
