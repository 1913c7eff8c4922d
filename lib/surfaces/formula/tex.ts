import type {Expression} from "./expression.js";

// How tightly each form binds: what stands inside a tighter one needs parentheses.
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

const greek = new Set(
  "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau chi psi omega".split(" ")
);
const named = new Set(["sin", "cos", "tan", "sec", "sinh", "cosh", "tanh", "max", "min"]);
const spelled: Readonly<Record<string, string>> = {
  log: "\\ln",
  ln: "\\ln",
  log2: "\\log_{2}",
  log10: "\\log_{10}",
  asin: "\\arcsin",
  acos: "\\arccos",
  atan: "\\arctan",
  sigmoid: "\\sigma"
};

interface Piece {
  readonly tex: string;
  readonly binds: number;
}

/** KaTeX source of an expression. */
export function texOfExpression(e: Expression): string {
  return piece(e).tex;
}

/** KaTeX source of a name: `alpha` is α, `a_1` and `a1` have an index, longer words stand upright. */
export function texOfName(name: string): string {
  if (name === "phi") return "\\varphi";
  const [, head, index] = /^(.*?)_?(\d*)$/.exec(name) as RegExpExecArray;
  const letter = greek.has(head) ? `\\${head}` : head.length === 1 ? head : "";
  if (!letter) return `\\mathrm{${name.replaceAll("_", "\\_")}}`;
  return index ? `${letter}_{${index}}` : letter;
}

/** KaTeX source of a number, at most 6 digits: it is for reading. */
export function texOfNumber(value: number): string {
  const text = String(Number(value.toPrecision(6)));
  const [mantissa, exponent] = text.split("e");
  if (exponent === undefined) return mantissa;
  const power = `10^{${Number(exponent)}}`;
  return mantissa === "1" ? power : `${mantissa}\\cdot ${power}`;
}

const inParentheses = (tex: string) => `\\left(${tex}\\right)`;
const atLeast = (p: Piece, binds: number) => (p.binds < binds ? inParentheses(p.tex) : p.tex);

function piece(e: Expression): Piece {
  if (e.type === "number") return {tex: texOfNumber(e.value), binds: e.value < 0 ? SUM : ATOM};
  if (e.type === "name") return {tex: texOfName(e.name), binds: ATOM};
  const args = e.args.map(piece);
  const [a, b] = args;
  switch (e.op) {
    case "add":
      return {tex: `${a.tex} + ${b.tex.startsWith("-") ? inParentheses(b.tex) : b.tex}`, binds: SUM};
    case "subtract":
      return {tex: `${a.tex} - ${atLeast(b, PRODUCT)}`, binds: SUM};
    case "unaryMinus":
      return {tex: `-${atLeast(a, PRODUCT)}`, binds: SUM};
    case "multiply":
      return {tex: product(e.args[0], atLeast(a, PRODUCT), atLeast(b, PRODUCT)), binds: PRODUCT};
    case "divide":
      return {tex: `\\frac{${a.tex}}{${b.tex}}`, binds: PRODUCT};
    case "square":
      return power(e.args[0], a, "2");
    case "pow":
      return power(e.args[0], a, b.tex);
    case "exp":
      return {tex: `e^{${a.tex}}`, binds: POWER};
    case "sqrt":
      return {tex: `\\sqrt{${a.tex}}`, binds: ATOM};
    case "abs":
      return {tex: `\\left|${a.tex}\\right|`, binds: ATOM};
    case "log":
      if (b) return {tex: `\\log_{${b.tex}}${inParentheses(a.tex)}`, binds: POWER};
  }
  return {tex: `${nameOfFunction(e.op)}${inParentheses(args.map((p) => p.tex).join(", "))}`, binds: POWER};
}

const nameOfFunction = (op: string) => spelled[op] ?? (named.has(op) ? `\\${op}` : `\\operatorname{${op}}`);

/** Factors side by side, with a dot before a digit, and a thin space where two letters would run together. */
function product(left: Expression, a: string, b: string): string {
  if (/^[\d.]/.test(b) || /^\\frac\{[\d.]+\}\{[\d.]+\}/.test(b)) return `${a} \\cdot ${b}`;
  return left.type === "number" ? `${a} ${b}` : `${a} \\, ${b}`;
}

/** sin²(x) for powers of a function, (…)² for those of anything else that is not one symbol. */
function power(base: Expression, p: Piece, exponent: string): Piece {
  const trigonometric = base.type === "call" && base.args.length === 1 && /^(sin|cos|tan|sec)h?$/.test(base.op);
  const tex =
    trigonometric && /^\d+$/.test(exponent)
      ? `${nameOfFunction(base.op)}^{${exponent}}${inParentheses(piece(base.args[0]).tex)}`
      : `${atLeast(p, ATOM)}^{${exponent}}`;
  return {tex, binds: POWER};
}
