/** Arithmetic, and nothing else: what is left of a mathjs tree once it has been checked. */
export type Expression = NumberExpression | NameExpression | CallExpression;

export interface NumberExpression {
  readonly type: "number";
  readonly value: number;
}

/** x, y, a constant, or a sub-expression that the reader has named. */
export interface NameExpression {
  readonly type: "name";
  readonly name: string;
}

/** An operator (`add`, `subtract`, `multiply`, `divide`, `pow`, `unaryMinus`) or a function of `functions.ts`. */
export interface CallExpression {
  readonly type: "call";
  readonly op: string;
  readonly args: readonly Expression[];
}

/** `name = value`. */
export interface Definition {
  readonly name: string;
  readonly value: Expression;
}

/** Named sub-expressions, each of which may use the ones before it, and the loss. */
export interface Program {
  readonly definitions: readonly Definition[];
  readonly loss: Expression;
}

export const number = (value: number): NumberExpression => ({type: "number", value});
export const call = (op: string, ...args: Expression[]): CallExpression => ({type: "call", op, args});

/** Number of nodes. */
export function sizeOfExpression(e: Expression): number {
  return e.type === "call" ? e.args.reduce((n, a) => n + sizeOfExpression(a), 1) : 1;
}
