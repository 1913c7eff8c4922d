import type {Surface} from "../surface.js";
import {evaluateProgram} from "./evaluate.js";
import type {MathJs} from "./mathjs.js";
import {readFormula} from "./read.js";
import {differentiate, type SymbolicDerivatives} from "./symbolic.js";
import {texOfExpression, texOfName} from "./tex.js";

/** A surface typed by a reader. */
export interface Formula {
  readonly source: string;
  readonly surface: Pick<Surface, "J">;
  /** KaTeX source of the loss, without "J(x, y) =". */
  readonly tex: string;
  /** The reader's named sub-expressions, typeset, in order. */
  readonly definitions: readonly {readonly name: string; readonly tex: string}[];
  /**
   * ∇J and ∇²J by mathjs, for display. Worked out when first asked for.
   * @throws FormulaError where they would be too long to read; the surface itself works all the same
   */
  readonly symbolic: SymbolicDerivatives;
  readonly gradientTex: SymbolicDerivatives["gradientTex"];
  readonly hessianTex: SymbolicDerivatives["hessianTex"];
}

/**
 * Makes a surface of a formula in x and y, such as `(1-x)^2 + 100*(y-x^2)^2`, or with named sub-expressions,
 * `r = sqrt(x^2 + y^2); sin(r)/r`. The syntax is mathjs's: it parses, and our autograd evaluates and differentiates.
 *
 * Only arithmetic gets through: numbers, x, y, `constants`, `functions`, + − * / ^, and names that the formula itself
 * defines. Length, depth and size have `limits`.
 *
 * @param math mathjs, or anything with its `parse` and `derivative`
 * @throws FormulaError, whose `position` is the character to point at
 */
export function formulaSurface(source: string, math: MathJs): Formula {
  const program = readFormula(source, math);
  let derivatives: SymbolicDerivatives | undefined;
  const symbolic = () => {
    derivatives ??= differentiate(program, math);
    return derivatives;
  };
  return {
    source,
    surface: {J: (x, y) => evaluateProgram(program, x, y)},
    tex: texOfExpression(program.loss),
    definitions: program.definitions.map(({name, value}) => ({
      name,
      tex: `${texOfName(name)} = ${texOfExpression(value)}`
    })),
    get symbolic() {
      return symbolic();
    },
    get gradientTex() {
      return symbolic().gradientTex;
    },
    get hessianTex() {
      return symbolic().hessianTex;
    }
  };
}
