import {FormulaError} from "./error.js";
import {evaluateAt} from "./evaluate.js";
import {call, type Expression, number, type Program, sizeOfExpression} from "./expression.js";
import {functionOf} from "./functions.js";
import {functionNameOf, type MathJs, type NodeDetails} from "./mathjs.js";
import {simplify} from "./simplify.js";
import {texOfExpression} from "./tex.js";
import {differentiable, expand} from "./text.js";

/** Formulas and derivatives longer than this are not differentiated by symbols: nobody would read them. */
export const symbolicSize = 1500;

/** ∇J and ∇²J as formulas. */
export interface SymbolicDerivatives {
  readonly gradientTex: readonly [string, string];
  readonly hessianTex: readonly [readonly [string, string], readonly [string, string]];
  /** [∂J/∂x, ∂J/∂y] at a point. */
  gradient(x: number, y: number): [number, number];
  /** Row-major: [Jxx, Jxy, Jyx, Jyy]. */
  hessian(x: number, y: number): [number, number, number, number];
}

/**
 * Differentiates by mathjs, and tidies what comes out. Where mathjs does not know a function, it is given the same in
 * others: max(a, b) as (a + b + |a − b|)/2.
 * @throws FormulaError for a formula whose derivatives would be too long to read
 */
export function differentiate(program: Program, math: MathJs): SymbolicDerivatives {
  const source = expand(program, symbolicSize);
  if (!source) throw tooLong();
  const d = (e: Expression, variable: string) => {
    const node = math.derivative(differentiable(e), variable, {simplify: false});
    const out = simplify(fromMathjs(node, {left: 100 * symbolicSize}));
    if (sizeOfExpression(out) > symbolicSize) throw tooLong();
    return out;
  };
  const [jx, jy] = [d(source, "x"), d(source, "y")];
  const [jxx, jxy, jyy] = [d(jx, "x"), d(jx, "y"), d(jy, "y")];
  const [txx, txy, tyy] = [jxx, jxy, jyy].map(texOfExpression);
  return {
    gradientTex: [texOfExpression(jx), texOfExpression(jy)],
    hessianTex: [
      [txx, txy],
      [txy, tyy]
    ],
    gradient: (x, y) => [evaluateAt(jx, x, y), evaluateAt(jy, x, y)],
    hessian(x, y) {
      const mixed = evaluateAt(jxy, x, y);
      return [evaluateAt(jxx, x, y), mixed, mixed, evaluateAt(jyy, x, y)];
    }
  };
}

const tooLong = () => new FormulaError("invalid size; expected a shorter formula, to write its derivatives out", 0);

/** What mathjs's derivatives are made of, as an `Expression`. */
function fromMathjs(node: NodeDetails, budget: {left: number}): Expression {
  if (--budget.left < 0) throw tooLong();
  if (node.type === "ConstantNode") return number(Number(node.value));
  if (node.type === "SymbolNode") return {type: "name", name: node.name ?? ""};
  if (node.type === "ParenthesisNode" && node.content) return fromMathjs(node.content, budget);
  const op = functionNameOf(node);
  const args = (node.args ?? []).map((a) => fromMathjs(a, budget));
  if (op === "unaryPlus") return args[0];
  if (!functionOf(op)) throw new Error(`internal: formula: unknown ${node.type} in a derivative: ${op}`);
  return call(op, ...args);
}
