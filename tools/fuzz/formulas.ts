import katex from "katex";
import * as math from "mathjs";
import type {Rng} from "../../lib/rng.js";
import {FormulaError, formulaFunctions, formulaSurface, gradientAt, lossAt} from "../../lib/surfaces/index.js";
import type {Trial} from "./trial.js";

const pick = <T>(rng: Rng, from: readonly T[]): T => from[rng.integer(from.length)];

const pieces = [
  ..."xy0123456789.+-*/^()=;,![]{}<>&|%'\"\\:@#$? \n",
  ..."x y pi e 1e309 0x1f 2i NaN Infinity null undefined import evaluate parse constructor __proto__ prototype this".split(
    " "
  ),
  ..."f(x)=x for while if eval window globalThis createUnit kg [1,2] ans end mod to in and or not".split(" "),
  ...Object.keys(formulaFunctions)
];

/** Pieces of formulas and of attacks in random order. */
function soup(rng: Rng): string {
  return Array.from({length: 1 + rng.integer(24)}, () => pick(rng, pieces)).join(rng.uniform() < 0.3 ? " " : "");
}

/** A random formula that the grammar allows. */
function grammatical(rng: Rng, depth: number): string {
  const next = () => grammatical(rng, depth - 1);
  if (depth === 0 || rng.uniform() < 0.15) return pick(rng, ["x", "y", "x", "y", "pi", "2", "0.5", "3", "1.25", "10"]);
  const form = rng.integer(8);
  if (form < 4) return `(${next()} ${pick(rng, ["+", "-", "*", "/"])} ${next()})`;
  if (form === 4) return `(${next()})^${pick(rng, ["2", "3", "0.5", "(-1)"])}`;
  if (form === 5) return `-(${next()})`;
  const [name, {arity}] = pick(rng, Object.entries(formulaFunctions));
  return `${name}(${Array.from({length: Math.max(1, arity[0])}, next).join(", ")})`;
}

/** The central difference along an axis, where halving its step changes nothing: elsewhere it shows nothing. */
function numeric(loss: (x: number, y: number) => number, at: readonly [number, number], axis: 0 | 1) {
  const along = (h: number) => {
    const [dx, dy] = axis === 0 ? [h, 0] : [0, h];
    return (loss(at[0] + dx, at[1] + dy) - loss(at[0] - dx, at[1] - dy)) / (2 * h);
  };
  const [coarse, fine] = [along(1e-4), along(5e-5)];
  const smooth = Math.abs(coarse - fine) <= 1e-6 * Math.max(1, Math.abs(fine)) && Math.abs(loss(...at)) < 1e6;
  return smooth && Number.isFinite(fine) ? fine : undefined;
}

const apart = (a: number, b: number) => Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));

/** Compares the gradients by the autograd, by mathjs's symbols and by differences at a few points. */
function disagreement(source: string, rng: Rng): string | undefined {
  const f = formulaSurface(source, math);
  const loss = (x: number, y: number) => lossAt(f.surface, x, y);
  let symbolic: typeof f.symbolic | undefined;
  try {
    symbolic = f.symbolic;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
  }
  for (const tex of [f.tex, ...f.definitions.map((d) => d.tex), ...(symbolic?.gradientTex ?? [])])
    katex.renderToString(tex, {strict: "error", throwOnError: true});
  // max(a, b) is (a + b + |a − b|)/2 in symbols: right, but beside a huge value the other cancels to nothing.
  const cancels = /max|min/.test(source);
  for (let i = 0; i < 2; ++i) {
    const at = [4 * rng.uniform() - 2, 4 * rng.uniform() - 2] as const;
    const {gradient} = gradientAt(f.surface, ...at);
    const symbols = symbolic?.gradient(...at);
    for (const axis of [0, 1] as const) {
      const difference = numeric(loss, at, axis);
      if (difference === undefined) continue;
      // ∞·0 at a kink is not a number, here as in PyTorch: √relu(x) for x < 0.
      if (Number.isNaN(gradient[axis])) continue;
      if (!(apart(gradient[axis], difference) < 1e-4))
        return `at ${at}: autograd ${gradient[axis]}, difference ${difference}`;
      // Symbols may pass through 0/0 or ∞ where the value does not; where they give a number it must be the same.
      if (symbols && !cancels && Number.isFinite(symbols[axis]) && !(apart(gradient[axis], symbols[axis]) < 1e-6))
        return `at ${at}: autograd ${gradient[axis]}, symbols ${symbols[axis]}`;
    }
  }
  return undefined;
}

/** Reads a random text as a formula: it must be refused at a character of it, or have one gradient in three ways. */
export function tryFormula(rng: Rng): Trial {
  const source = rng.uniform() < 0.5 ? soup(rng) : grammatical(rng, 1 + rng.integer(4));
  const input = JSON.stringify(source);
  try {
    return {input, wrong: disagreement(source, rng), accepted: true};
  } catch (error) {
    if (error instanceof FormulaError && error.position >= 0 && error.position <= source.length)
      return {input, accepted: false};
    return {input, wrong: error instanceof Error ? `${error.name}: ${error.message}` : String(error), accepted: false};
  }
}
