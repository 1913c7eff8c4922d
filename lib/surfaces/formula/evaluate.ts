import {type Tensor, type TensorLike, withoutRecording} from "../../tensor/index.js";
import {asTensor} from "../../tensor/op.js";
import {broadcastTo} from "../../tensor/shaping.js";
import {tensor} from "../../tensor/tensor.js";
import type {Expression, Program} from "./expression.js";
import {constants, functionOf} from "./functions.js";

type Values = ReadonlyMap<string, TensorLike>;

/** The value of an expression by the autograd's ops, given the values of its names. */
export function evaluate(e: Expression, values: Values): TensorLike {
  if (e.type === "number") return e.value;
  if (e.type === "name") {
    const value = values.get(e.name) ?? constants[e.name];
    if (value === undefined) throw new Error(`internal: formula: unknown name: ${e.name}`);
    return value;
  }
  const f = functionOf(e.op);
  if (!f) throw new Error(`internal: formula: unknown function: ${e.op}`);
  return f.apply(...e.args.map((a) => evaluate(a, values)));
}

/** J(x, y), element by element. Each named sub-expression is computed once. The result has x's shape. */
export function evaluateProgram({definitions, loss}: Program, x: Tensor, y: Tensor): Tensor {
  const values = new Map<string, TensorLike>([
    ["x", x],
    ["y", y]
  ]);
  for (const {name, value} of definitions) values.set(name, evaluate(value, values));
  return broadcastTo(asTensor(evaluate(loss, values), x.dtype), x.shape);
}

/** The number that an expression in x and y gives at a point. */
export function evaluateAt(e: Expression, x: number, y: number): number {
  const values: Values = new Map([
    ["x", tensor(x)],
    ["y", tensor(y)]
  ]);
  return asTensor(withoutRecording(() => evaluate(e, values))).item();
}
