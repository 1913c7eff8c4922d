import {FormulaError} from "./error.js";
import {call, type Definition, type Expression, number, type Program} from "./expression.js";
import {constants, type FormulaFunction, functions, operators} from "./functions.js";
import {functionNameOf, type MathJs, type NodeDetails} from "./mathjs.js";
import {plain, statementsOf, type Token, tokensOf} from "./tokens.js";

/** How much of a formula is read. */
export const limits = {
  /** Characters. */
  length: 2000,
  /** Parentheses inside one another. */
  parentheses: 32,
  /** Operations inside one another. */
  depth: 200,
  /** Numbers, names and signs of one statement. */
  size: 600,
  /** Named sub-expressions. */
  definitions: 32
};

/** Words that mathjs reads as operators or values, so that they cannot name anything. */
const reserved = new Set("mod to in and or xor not true false null undefined NaN Infinity end i x y".split(" "));
const known = () => `x, y, ${Object.keys(constants).join(", ")} or a function: ${Object.keys(functions).join(", ")}`;

/**
 * Reads a formula in mathjs's syntax: definitions `name = …`, separated by `;` or newlines, and then the loss in x and
 * y. Every character, name and node is checked against what arithmetic needs; nothing is ever evaluated.
 * @throws FormulaError
 */
export function readFormula(text: string, math: MathJs): Program {
  if (typeof text !== "string") throw new FormulaError("invalid source; expected text", 0);
  if (text.length > limits.length)
    throw new FormulaError(
      `invalid length: ${text.length}; expected at most ${limits.length} characters`,
      limits.length
    );
  const source = plain(text);
  const statements = statementsOf(tokensOf(source, {depth: limits.parentheses}));
  const last = statements.pop();
  if (!last) throw new FormulaError("missing loss; expected an expression in x and y, such as x^2 + 3*y^2", 0);
  const names = new Map<string, number>();
  const definitions = statements.map((tokens): Definition => {
    const [name, equals, ...rest] = tokens;
    if (equals?.text !== "=")
      throw new FormulaError(
        "missing name; expected only the last expression without one, as in a = x^2; a + y",
        name.at
      );
    checkName(name, names);
    if (!rest.length) throw new FormulaError(`missing value of ${name.text}; expected an expression`, equals.at + 1);
    const value = readStatement(rest, source, names, math);
    names.set(name.text, name.at);
    if (names.size > limits.definitions)
      throw new FormulaError(`invalid number of names: ${names.size}; expected at most ${limits.definitions}`, name.at);
    return {name: name.text, value};
  });
  if (last[1]?.text === "=") {
    checkName(last[0], names);
    throw new FormulaError(`missing loss; expected an expression in x and y after ${last[0].text} = …`, source.length);
  }
  return {definitions, loss: readStatement(last, source, names, math)};
}

function checkName({kind, text, at}: Token, names: ReadonlyMap<string, number>): void {
  if (kind !== "name") throw new FormulaError(`invalid name: ${text}; expected letters, digits and _`, at);
  if (names.has(text)) throw new FormulaError(`invalid name: ${text}; expected one that is not defined yet`, at);
  if (reserved.has(text) || Object.hasOwn(constants, text) || Object.hasOwn(functions, text))
    throw new FormulaError(`invalid name: ${text}; expected one that means nothing else`, at);
}

function readStatement(
  tokens: readonly Token[],
  source: string,
  names: ReadonlyMap<string, number>,
  math: MathJs
): Expression {
  for (const {kind, text, at} of tokens) {
    if (text === "=") throw new FormulaError("invalid =; expected it only after a name, as in a = x^2", at);
    const found = text === "x" || text === "y" || names.has(text);
    if (kind === "name" && !found && !Object.hasOwn(constants, text) && !Object.hasOwn(functions, text))
      throw new FormulaError(`unknown name: ${text}; expected ${known()}`, at);
  }
  const start = tokens[0].at;
  if (tokens.length > limits.size)
    throw new FormulaError(
      `invalid size: ${tokens.length}; expected at most ${limits.size} numbers, names and signs`,
      start
    );
  const last = tokens[tokens.length - 1];
  const text = source.slice(start, last.at + last.text.length);
  let tree: NodeDetails;
  try {
    tree = math.parse(text);
  } catch (error) {
    const {char, message} = error as {char?: number; message: string};
    if (char === undefined) throw new FormulaError(`invalid expression: ${message}`, start);
    const said = message.replace(/ \(char \d+\)$/, "").replace("end of expression", "end");
    throw new FormulaError(`invalid expression: ${said}`, start + Math.min(char - 1, text.length));
  }
  return convert(tree, new Cursor(tokens, start), 1);
}

/**
 * Where the next number or name of the tree stands in the source. mathjs's nodes do not say, but a walk in reading
 * order meets them in the order of the tokens.
 */
class Cursor {
  private next = 0;
  private readonly tokens: readonly Token[];
  constructor(
    tokens: readonly Token[],
    readonly start: number
  ) {
    this.tokens = tokens.filter((t) => t.kind !== "symbol");
  }

  /** Moves on, and holds the tree to what was checked token by token: the two must tell the same story. */
  take(kind: Token["kind"], text?: string): number {
    const token = this.tokens[this.next++];
    if (token?.kind !== kind || (text !== undefined && token.text !== text))
      throw new FormulaError("invalid expression; expected plain arithmetic", token?.at ?? this.start);
    return token.at;
  }

  get at(): number {
    return this.tokens[this.next]?.at ?? this.start;
  }
}

/** A mathjs tree as an `Expression`: only what is listed here gets through. */
function convert(node: NodeDetails, cursor: Cursor, depth: number): Expression {
  if (depth > limits.depth)
    throw new FormulaError(
      `invalid nesting; expected at most ${limits.depth} operations inside one another`,
      cursor.at
    );
  switch (node.type) {
    case "ConstantNode": {
      const at = cursor.take("number");
      if (typeof node.value !== "number" || !Number.isFinite(node.value))
        throw new FormulaError(`invalid number: ${String(node.value)}; expected a finite one`, at);
      return number(node.value);
    }
    case "SymbolNode": {
      const name = node.name ?? "";
      const at = cursor.take("name", name);
      if (Object.hasOwn(functions, name))
        throw new FormulaError(`missing argument of ${name}; expected ${name}(…)`, at + name.length);
      return {type: "name", name};
    }
    case "ParenthesisNode":
      return convert(node.content ?? node, cursor, depth + 1);
    case "OperatorNode": {
      const op = functionNameOf(node);
      const {args = []} = node;
      if (op === "unaryPlus" && args.length === 1) return convert(args[0], cursor, depth + 1);
      return apply(op, operators, args, cursor, depth, cursor.at);
    }
    case "FunctionNode": {
      const name = functionNameOf(node);
      const at = cursor.take("name", name);
      return apply(name, functions, node.args ?? [], cursor, depth, at);
    }
    default:
      throw new FormulaError(`invalid expression: ${node.type}; expected plain arithmetic`, cursor.at);
  }
}

function apply(
  op: string,
  table: Readonly<Record<string, FormulaFunction>>,
  args: readonly NodeDetails[],
  cursor: Cursor,
  depth: number,
  at: number
): Expression {
  if (!Object.hasOwn(table, op)) {
    const hint = table === functions ? `write ${op}*(…) for a product` : "expected + - * / ^";
    throw new FormulaError(`unknown ${table === functions ? "function" : "operator"}: ${op}; ${hint}`, at);
  }
  const [least, most] = table[op].arity;
  if (args.length < least || args.length > most) {
    const count = least === most ? `${least}` : `${least} to ${most}`;
    throw new FormulaError(`invalid number of arguments of ${op}: ${args.length}; expected ${count}`, at);
  }
  return call(op, ...args.map((a) => convert(a, cursor, depth + 1)));
}
