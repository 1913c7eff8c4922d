import {FormulaError} from "./error.js";

export interface Token {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  /** Index of the first character in the source. */
  readonly at: number;
}

/** Characters that look like an operator and are not: typed on a phone, or pasted from a page. */
const lookalikes: Readonly<Record<string, string>> = {"−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", "⋅": "*"};

/** Writes lookalikes as what is meant, character for character, so that positions stay. */
export const plain = (source: string) => source.replace(/[−–·×÷⋅]/g, (c) => lookalikes[c]);

const pattern =
  /[^\S\n]+|(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z][A-Za-z0-9_]*)|([-+*/^(),=;\n])/y;

/**
 * Splits a formula into numbers, names and the symbols of arithmetic; a newline inside parentheses is a space.
 * @throws FormulaError at the first character that is none of these, and at parentheses that do not match or are
 * nested more than `depth` deep.
 */
export function tokensOf(source: string, {depth}: {depth: number}): Token[] {
  const tokens: Token[] = [];
  const open: number[] = [];
  pattern.lastIndex = 0;
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    const match = pattern.exec(source);
    if (!match) {
      const character = String.fromCodePoint(source.codePointAt(at) as number);
      throw new FormulaError(`invalid character: ${character}; expected numbers, names, + - * / ^ ( ) , = and ;`, at);
    }
    const [text, numeral, name, symbol] = match;
    if (numeral) {
      if (/[xXbBoO]/.test(source[pattern.lastIndex] ?? "") && numeral === "0")
        throw new FormulaError(`invalid number: ${text}${source[pattern.lastIndex]}; expected decimal digits`, at);
      tokens.push({kind: "number", text, at});
    } else if (name) tokens.push({kind: "name", text, at});
    else if (symbol) {
      if (symbol === "(" && open.push(at) > depth)
        throw new FormulaError(`invalid nesting: ${open.length} deep; expected at most ${depth} parentheses`, at);
      if (symbol === ")" && open.pop() === undefined)
        throw new FormulaError("invalid parenthesis: ); expected a ( before it", at);
      if (symbol !== "\n") tokens.push({kind: "symbol", text, at});
      else if (!open.length) tokens.push({kind: "end", text, at});
    }
  }
  const unclosed = open.pop();
  if (unclosed !== undefined) throw new FormulaError("missing parenthesis; expected a ) for this one", unclosed);
  return tokens.map((t) => (t.text === ";" ? {...t, kind: "end"} : t));
}

/** The tokens between one `;` or newline and the next. */
export function statementsOf(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "end") statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((s) => s.length > 0);
}
