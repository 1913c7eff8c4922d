import {type Formula, formulaSurface, gridOf, type MathJs, type Surface} from "../../lib/surfaces/index.js";

/** Room that a formula is looked at in, until the reader zooms. */
const domain = {x: [-4.5, 4.5], y: [-3, 3]} as const;

const text = {
  lost: "The formula reader could not be loaded. Type again once there is a connection."
};

let reader: Promise<MathJs> | undefined;

/** mathjs, fetched when the first formula is read; where that failed, when the next one is. */
function mathReader(): Promise<MathJs> {
  reader ??= import("npm:mathjs").then(
    (math) => math as unknown as MathJs,
    () => {
      reader = undefined;
      throw new Error(text.lost);
    }
  );
  return reader;
}

/** Waits until a formula can be read, or until it is known that none can. */
export const readerReady = (): Promise<unknown> => mathReader().catch(() => undefined);

/** Whether the formula reader has been asked for. */
export const readerAsked = (): boolean => reader !== undefined;

/**
 * A surface of the reader's own. Throws a FormulaError that knows the character at which it is wrong, and another error
 * where what reads it could not be loaded.
 */
export async function surfaceOfFormula(source: string): Promise<{formula: Formula; surface: Surface}> {
  const formula = formulaSurface(source, await mathReader());
  return {
    formula,
    surface: {
      id: "formula",
      name: "Your formula",
      tex: formula.tex,
      J: formula.surface.J,
      minima: [],
      domain,
      starts: [[-2, 1.5]],
      learningRate: 0.02,
      levels: spacing(gridOf(formula.surface, 30, 20, domain)),
      about: "A loss of your own. The autograd differentiates what you type.",
      source: source
    }
  };
}

/** Logarithmic levels where most of the surface lies in the lowest twentieth of its range. */
function spacing(losses: Float64Array): Surface["levels"] {
  const sorted = losses.filter(Number.isFinite).sort();
  if (sorted.length < 10) return "linear";
  const range = sorted[sorted.length - 1] - sorted[0];
  return (sorted[sorted.length >> 1] - sorted[0]) / range < 0.08 ? "log" : "linear";
}
