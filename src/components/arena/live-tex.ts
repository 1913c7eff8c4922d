import type {Rule} from "../../lib/optim/index.js";

/** A place in a formula for a number that changes: which quantity, which component, before or after the update. */
export interface Slot {
  readonly name: string;
  /** Undefined for a scalar. */
  readonly component: 0 | 1 | undefined;
  readonly time: "before" | "after";
}

export interface LiveLine {
  /** KaTeX source with `\htmlData{slot=…}` around each placeholder. */
  readonly tex: string;
  readonly slots: readonly Slot[];
}

/** Splits `\term{name}{tex}` out of a formula: plain pieces and terms in turn. */
export function termsOf(tex: string): ({readonly plain: string} | {readonly name: string; readonly tex: string})[] {
  const parts: ({plain: string} | {name: string; tex: string})[] = [];
  let at = 0;
  for (;;) {
    const next = tex.indexOf("\\term{", at);
    if (next < 0) break;
    const nameEnd = tex.indexOf("}", next);
    const end = closing(tex, nameEnd + 1);
    if (nameEnd < 0 || end < 0) break;
    if (next > at) parts.push({plain: tex.slice(at, next)});
    parts.push({name: tex.slice(next + 6, nameEnd), tex: tex.slice(nameEnd + 2, end)});
    at = end + 1;
  }
  if (at < tex.length) parts.push({plain: tex.slice(at)});
  return parts;
}

/** Index of the brace that closes the one at `open`; −1 if there is none. */
function closing(tex: string, open: number): number {
  let depth = 0;
  for (let i = open; i < tex.length; ++i) {
    if (tex[i] === "{") ++depth;
    else if (tex[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

/**
 * The lines of a rule with a slot for a number in place of every term.
 *
 * A quantity to the left of an arrow stands for its new value; to the right, for its new value if an earlier line made
 * it, and otherwise for the value before the update.
 */
export function liveLines(rule: Rule, lines: readonly string[] = rule.tex): LiveLine[] {
  const made = new Set<string>();
  return lines.map((line) => {
    const slots: Slot[] = [];
    const put = (name: string, component: Slot["component"], time: Slot["time"]) => {
      slots.push({name, component, time});
      return `\\htmlData{slot=${slots.length - 1}}{\\text{0.0000}}`;
    };
    let left = true;
    let tex = "";
    const here = new Set<string>();
    for (const part of termsOf(line)) {
      if ("plain" in part) {
        tex += part.plain;
        if (/\\leftarrow|\\gets|=/.test(part.plain)) left = false;
        if (/\\\\|\\quad/.test(part.plain)) {
          left = true;
          for (const name of here) made.add(name);
        }
        continue;
      }
      const {name} = part;
      if (name in rule.hyperparameters)
        tex += typeof rule.hyperparameters[name].default === "number" ? put(name, undefined, "after") : part.tex;
      else if (name in rule.quantities) {
        const time = left || made.has(name) || name === "g" ? "after" : "before";
        if (left) here.add(name);
        tex +=
          rule.quantities[name].kind === "scalar"
            ? put(name, undefined, time)
            : `\\term{${name}}{\\begin{pmatrix}${put(name, 0, time)}\\\\${put(name, 1, time)}\\end{pmatrix}}`;
      } else tex += name === "t" ? put("t", undefined, "after") : part.tex;
    }
    for (const name of here) made.add(name);
    return {tex: tex.replace(/\^t(?![a-z])/g, () => `^{${put("t", undefined, "after")}}`), slots};
  });
}
