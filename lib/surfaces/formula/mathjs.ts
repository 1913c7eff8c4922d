/** A node of a mathjs syntax tree. */
export interface MathNode {
  readonly type: string;
}

/** What formulas need of mathjs. The caller hands it in, so that `lib/` imports no package. */
export interface MathJs {
  parse(source: string): MathNode;
  derivative(expression: string, variable: string, options?: {simplify: boolean}): MathNode;
}

/** What formulas look at in a node; which of these it has depends on its type. */
export interface NodeDetails extends MathNode {
  readonly value?: unknown;
  readonly name?: string;
  readonly content?: NodeDetails;
  /** Name of the operator, or the node that names the function. */
  readonly fn?: string | NodeDetails;
  readonly args?: readonly NodeDetails[];
}

/** The function that an operator node or a function node applies; empty if it is no plain name. */
export function functionNameOf({fn}: NodeDetails): string {
  return typeof fn === "string" ? fn : fn?.type === "SymbolNode" ? (fn.name ?? "") : "";
}
