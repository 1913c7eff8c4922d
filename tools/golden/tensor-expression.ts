import {add, div, type Fn, matmul, mul, neg, pow, sub, type TensorLike} from "../../lib/tensor/index.js";

type Attrs = Record<string, unknown>;
type Apply = (name: string, args: readonly TensorLike[], attrs: Attrs) => TensorLike;

/**
 * Reads the expressions of autograd.json's `composite` records, such as `z = x*y; sum(z*z, axis=1)`: numbers, names,
 * + − * / ^ and @, calls of the file's ops with their attributes as `name=value`, and definitions that end in `;`.
 * The result is a function of x, y, … in that order. Throws for what it cannot read, with the rest of the source.
 */
export function composite(source: string, apply: Apply): Fn {
  return (...inputs) => {
    const names = new Map<string, TensorLike>(inputs.map((x, i) => ["xyzuvw"[i], x]));
    const statements = source.split(";");
    statements.slice(0, -1).forEach((statement) => {
      const [, name, value] = /^\s*(\w+)\s*=(.*)$/s.exec(statement) ?? [];
      if (!name) throw new Error(`golden: invalid definition: ${statement}; expected name = value`);
      names.set(name, evaluate(value, names, apply));
    });
    return evaluate(statements[statements.length - 1], names, apply) as ReturnType<Fn>;
  };
}

const lexeme = /\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_]\w*|\*\*|[-+*/^@(),=[\]])/y;

/** Evaluates one expression by recursive descent: sum, product, sign, power, then what is in between. */
function evaluate(source: string, names: ReadonlyMap<string, TensorLike>, apply: Apply): TensorLike {
  const tokens: string[] = [];
  lexeme.lastIndex = 0;
  while (source.slice(lexeme.lastIndex).trim()) {
    const from = lexeme.lastIndex;
    const found = lexeme.exec(source);
    if (!found)
      throw new Error(`golden: invalid expression: ${source.slice(from)}; expected a number, name or operator`);
    tokens.push(found[1]);
  }
  let at = 0;
  const take = (...wanted: string[]) => (wanted.includes(tokens[at]) ? tokens[at++] : undefined);
  const expect = (wanted: string) => {
    if (!take(wanted))
      throw new Error(`golden: invalid expression: ${tokens.slice(at).join(" ")} in ${source}; expected ${wanted}`);
  };

  const sum = (): TensorLike => {
    let left = product();
    for (let op = take("+", "-"); op; op = take("+", "-")) left = (op === "+" ? add : sub)(left, product());
    return left;
  };
  const product = (): TensorLike => {
    let left = sign();
    for (let op = take("*", "/", "@"); op; op = take("*", "/", "@")) {
      const right = sign();
      left = op === "@" ? matmul(left as never, right as never) : (op === "*" ? mul : div)(left, right);
    }
    return left;
  };
  const sign = (): TensorLike => (take("-") ? neg(sign()) : power());
  const power = (): TensorLike => {
    const base = atom();
    return take("^", "**") ? pow(base, sign()) : base;
  };
  const atom = (): TensorLike => {
    if (take("(")) {
      const inner = sum();
      expect(")");
      return inner;
    }
    const token = tokens[at++];
    if (/^[\d.]/.test(token ?? "")) return Number(token);
    if (take("(")) return call(token);
    const value = names.get(token);
    if (value === undefined)
      throw new Error(`golden: unknown name: ${token} in ${source}; expected one of ${[...names.keys()].join(", ")}`);
    return value;
  };
  const call = (name: string): TensorLike => {
    const args: TensorLike[] = [];
    const attrs: Attrs = {};
    while (!take(")")) {
      if (tokens[at + 1] === "=") {
        const key = tokens[at];
        at += 2;
        attrs[key] = attribute();
      } else args.push(sum());
      if (tokens[at] !== ")") expect(",");
    }
    return apply(name, args, attrs);
  };
  /** A number, a list of numbers, or one of Python's words. */
  const attribute = (): unknown => {
    if (take("[")) {
      const list: unknown[] = [];
      while (!take("]")) {
        list.push(attribute());
        take(",");
      }
      return list;
    }
    const negative = take("-");
    const token = tokens[at++];
    if (/^true$/i.test(token)) return true;
    if (/^false$/i.test(token)) return false;
    return token === "None" || token === "null" ? null : (negative ? -1 : 1) * Number(token);
  };

  const value = sum();
  if (at < tokens.length)
    throw new Error(`golden: invalid expression: ${tokens.slice(at).join(" ")} in ${source}; expected its end`);
  return value;
}
