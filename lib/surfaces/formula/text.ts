import type {Expression, Program} from "./expression.js";
import {functions} from "./functions.js";

const signs: Readonly<Record<string, string>> = {add: "+", subtract: "-", multiply: "*", divide: "/", pow: "^"};

/** An expression in mathjs's syntax, every operation in parentheses. Equal texts are equal expressions. */
export function textOf(e: Expression): string {
  if (e.type === "number") return e.value < 0 ? `(${e.value})` : `${e.value}`;
  if (e.type === "name") return e.name;
  const args = e.args.map(textOf);
  if (e.op === "unaryMinus") return `(-${args[0]})`;
  return e.op in signs ? `(${args[0]} ${signs[e.op]} ${args[1]})` : `${e.op}(${args.join(", ")})`;
}

/** An expression in functions that mathjs can differentiate. */
export function differentiable(e: Expression): string {
  if (e.type !== "call" || e.op in signs || e.op === "unaryMinus") {
    if (e.type !== "call") return textOf(e);
    const args = e.args.map(differentiable);
    return e.op === "unaryMinus" ? `(-${args[0]})` : `(${args[0]} ${signs[e.op]} ${args[1]})`;
  }
  const args = e.args.map(differentiable);
  return functions[e.op]?.rewrite?.(...args) ?? `${e.op}(${args.join(", ")})`;
}

/** The loss in x and y alone: every name replaced by what it stands for. Gives up beyond `size` nodes. */
export function expand({definitions, loss}: Program, size: number): Expression | undefined {
  const values = new Map<string, Expression>();
  let budget = size;
  const replace = (e: Expression): Expression => {
    if (--budget < 0) return e;
    if (e.type === "name") {
      const value = values.get(e.name);
      return value ? replace(value) : e;
    }
    return e.type === "call" ? {...e, args: e.args.map(replace)} : e;
  };
  for (const {name, value} of definitions) values.set(name, value);
  const expanded = replace(loss);
  return budget < 0 ? undefined : expanded;
}
