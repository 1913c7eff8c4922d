import {readFileSync} from "node:fs";
import katex from "katex";
import * as math from "mathjs";
import {describe, expect, test} from "vitest";
import {
  FormulaError,
  formulaLimits,
  formulaSurface,
  gradientAt,
  gridOf,
  hessianAt,
  lossAt
} from "../../../../lib/surfaces/index.js";
import {checkGradient, tensor} from "../../../../lib/tensor/index.js";

const formula = (source: string) => formulaSurface(source, math);

/** Points away from kinks, in the domain of every function below. */
const points = [
  [0.31, 0.74],
  [0.83, 0.22],
  [0.47, 0.58]
] as const;

const header = JSON.parse(readFileSync(new URL("../../../golden/optimizers.json", import.meta.url), "utf8"));
const golden: [string, string][] = Object.entries<{formula: string}>(header.objectives).map(([k, v]) => [k, v.formula]);

describe.each([
  ...golden.map(([, source]) => source),
  "exp(-(x^2 + y^2)/0.3)",
  "-20*exp(-0.2*sqrt(0.5*(x^2+y^2)))-exp(0.5*(cos(2*pi*x)+cos(2*pi*y)))+e+20",
  "x^y + y^1.5 + e^(x y) + 2^x",
  "log(x) + ln(y) + log(x, 2) + log2(x y) + log10(x + y)",
  "sin(x) cos(y) + tan(x/2) + asin(x) acos(y) + atan(x y)",
  "sinh(x) - cosh(y) + tanh(3 x y)",
  "sigmoid(2x - y) + softplus(y) + relu(x - 0.1) + square(y)",
  "abs(x - 0.1)^1.5 + sign(x) y + sqrt(x)",
  "max(x, y, 0.1) min(x, y) + pow(x, 3)",
  "r = sqrt(x^2 + y^2); s = r/2\n sin(3 r)/r + s^2",
  "x/y/x*(x - y)/(x + y)^2",
  "+x - -y * tau + phi",
  "x^2/x^2 + x*x^3/y^-2 + (2x)^3",
  "(x^0.5 * -y)^2 + y^1.5 * y^1.5 / x^0.5 / x^0.5",
  "1.25 / ((10 / x)^0.5 / (x + 1.25)) + 3 / (2^0.5 / (0.5 + y))",
  "square(y)^3 + -(y^2) / square(x)^3",
  "7"
])("%s", (source) => {
  const f = formula(source);
  test("the autograd's gradient and Hessian are those of mathjs's symbols within 1e-10", () => {
    for (const [x, y] of points) {
      const {gradient} = gradientAt(f.surface, x, y);
      near(f.symbolic.gradient(x, y), gradient, 1e-10);
      near(f.symbolic.hessian(x, y), [...hessianAt(f.surface, x, y)], 1e-10);
    }
  });
  test("the gradient is that of central differences within 1e-6", () => {
    const [x, y] = points[0];
    expect(checkGradient((a, b) => f.surface.J(a, b), [tensor(x), tensor(y)]).error).toBeLessThan(1e-6);
  });
  test("KaTeX sets it, and its derivatives", () => {
    for (const tex of [f.tex, ...f.definitions.map((d) => d.tex), ...f.gradientTex, ...f.hessianTex.flat()])
      expect(() => katex.renderToString(tex, {strict: "error"})).not.toThrow();
  });
  test("a grid is its points", () => {
    const grid = gridOf(f.surface, 3, 2, {x: [0.2, 0.8], y: [0.3, 0.7]});
    expect(grid).toHaveLength(6);
    expect(grid[4]).toBeCloseTo(lossAt(f.surface, 0.5, 0.7), 12);
  });
});

test("mathjs evaluates the plain ones to the same numbers", () => {
  for (const [, source] of golden)
    for (const [x, y] of points)
      expect(lossAt(formula(source).surface, x, y)).toBeCloseTo(math.evaluate(source, {x, y}), 12);
});

test("the derivatives are tidy enough to read", () => {
  const f = formula("(1-x)^2 + 100*(y-x^2)^2");
  expect(f.tex).toBe("\\left(1 - x\\right)^{2} + 100 \\left(y - x^{2}\\right)^{2}");
  expect(f.gradientTex[1]).toBe("200 \\left(y - x^{2}\\right)");
  expect(f.hessianTex[0][1]).toBe("-400 x");
  expect(formula("r = x + y; r^2").definitions).toEqual([{name: "r", tex: "r = x + y"}]);
});

test("characters that look like an operator are taken for it", () => {
  expect(lossAt(formula("x × y − 1").surface, 3, 2)).toBe(5);
});

/** Source, position, and part of the message. */
const faults: [string, number, string][] = [
  ["", 0, "missing loss"],
  [" ; \n ", 0, "missing loss"],
  ["x^", 2, "Unexpected end"],
  ["x + * y", 4, "Value expected"],
  ["a = 1; x +", 10, "Unexpected end"],
  ["2 (x", 2, "missing parenthesis"],
  ["x)", 1, "invalid parenthesis"],
  ["x + foo*y", 4, "unknown name: foo"],
  ["a = b; b = 2; a", 4, "unknown name: b"],
  ["y*x(2)", 2, "write x*(…)"],
  ["1 + sin x", 7, "missing argument of sin"],
  ["sqrt(x, y)", 0, "arguments of sqrt: 2; expected 1"],
  ["x + max(y)", 4, "arguments of max: 1; expected 2 to 8"],
  ["a = x", 5, "missing loss"],
  ["x; y", 0, "missing name"],
  ["a = 1; a = 2; a", 7, "invalid name: a"],
  ["a = ; x", 3, "missing value of a"],
  ["1e999 x", 0, "invalid number"],
  // Everything that is not arithmetic.
  ["x = 3; x", 0, "invalid name: x"],
  ["pi = 3; x", 0, "invalid name: pi"],
  ["x + (y = 2)", 7, "invalid ="],
  ["f(x) = x^2; f(y)", 0, "missing name"],
  ["x = y = 2; x", 0, "invalid name: x"],
  ["a = b = 2; a", 4, "unknown name: b"],
  ["a = x = 2; a", 6, "invalid ="],
  ["import(x)", 0, "unknown name: import"],
  ['import({"a": 1})', 7, "invalid character: {"],
  ['evaluate("x")', 9, 'invalid character: "'],
  ["parse(x)", 0, "unknown name: parse"],
  ["derivative(x, x)", 0, "unknown name: derivative"],
  ["2 cm + x", 2, "unknown name: cm"],
  ["x to y", 2, "unknown name: to"],
  ["x mod 2", 2, "unknown name: mod"],
  ["mod = 2; x mod 2", 0, "invalid name: mod"],
  ["x % 2", 2, "invalid character: %"],
  ["x!", 1, "invalid character: !"],
  ["x'", 1, "invalid character: '"],
  ["[x, y]", 0, "invalid character: ["],
  ["x[1]", 1, "invalid character: ["],
  ["x.constructor", 1, "invalid character: ."],
  ["1:x", 1, "invalid character: :"],
  ["x > 1 ? y : 2", 2, "invalid character: >"],
  ["x == y", 0, "invalid name: x"],
  ["x .* y", 2, "invalid character: ."],
  ["x # y", 2, "invalid character: #"],
  ["x, y", 1, "Unexpected operator ,"],
  ["x and y", 2, "unknown name: and"],
  ["not x", 0, "unknown name: not"],
  ["true", 0, "unknown name: true"],
  ["NaN + x", 0, "unknown name: NaN"],
  ["i*x", 0, "unknown name: i"],
  ["constructor(x)", 0, "unknown name: constructor"],
  ["toString", 0, "unknown name: toString"],
  ["__proto__", 0, "invalid character: _"],
  ["b1 = 2; 0b1 + x", 8, "invalid number: 0b"],
  ["x10 = 2; 0x10", 9, "invalid number: 0x"],
  ["x²", 1, "invalid character: ²"],
  ["x + 😀", 4, "invalid character: 😀"]
];

test.each(faults)("%j is refused at character %i: %s", (source, position, message) => {
  const error = faultOf(source);
  expect(error.message).toContain(message);
  expect(error.position).toBe(position);
  expect(error.message).toMatch(/^formula: /);
});

test("length, depth, size and the number of names are limited", () => {
  expect(faultOf("x+".repeat(5000)).message).toContain("invalid length");
  expect(faultOf(`${"(".repeat(500)}x${")".repeat(500)}`).message).toContain("invalid nesting");
  expect(faultOf(`x${"^x".repeat(250)}`).message).toContain("invalid nesting");
  expect(faultOf(`${"-".repeat(500)}x`).message).toContain("invalid nesting");
  expect(faultOf(`${"-".repeat(1900)}x`).message).toContain("invalid size");
  const wide = Array.from({length: 7}, () => Array(50).fill("x").join("+")).map((s) => `(${s})`);
  expect(faultOf(wide.join("*")).message).toContain("invalid size");
  const names = Array.from({length: formulaLimits.definitions + 1}, (_, i) => `a${i} = x`).join(";");
  expect(faultOf(`${names}; y`).message).toContain("invalid number of names");
});

test("a formula that doubles with every name still evaluates, but its derivatives are not written out", () => {
  const names = ["a0 = x + y", ...Array.from({length: 30}, (_, i) => `a${i + 1} = 0.5 (a${i} + a${i})`)];
  const f = formula(`${names.join("\n")}\na30^2`);
  expect(gradientAt(f.surface, 1, 2).gradient).toEqual([6, 6]);
  expect(() => f.gradientTex).toThrow(FormulaError);
});

test("the scope of mathjs stays as it is", () => {
  formula("a = x^2; a");
  expect(() => math.evaluate("a")).toThrow("Undefined symbol a");
});

function faultOf(source: string): FormulaError {
  try {
    formula(source);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`expected a FormulaError for ${source}`);
}

function near(a: readonly number[], b: readonly number[], tolerance: number): void {
  expect(a.length).toBe(b.length);
  a.forEach((v, i) => {
    expect(Math.abs(v - b[i]) / Math.max(1, Math.abs(b[i]))).toBeLessThan(tolerance);
  });
}
