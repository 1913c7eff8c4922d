import {element} from "../element.js";
import {formula} from "../formula.js";
import {curled} from "./quotes.js";

/** Holds together what a line must not break: a number and its per cent sign, a mantissa and its power of ten. */
export const bound = (text: string): string =>
  text.replace(/(\d) (?=%|× 10)/g, "$1\u00a0").replace(/× (?=10)/g, "×\u00a0");

/** A formula with the full stop after it in its last piece: browsers would break the line between the two. */
function withMark(node: HTMLElement, mark: string): HTMLElement {
  const last = node.querySelector(".katex-html > .base:last-child");
  if (mark && last) last.append(element("span", {class: "after-math"}, mark));
  return node;
}

/** Nodes for a sentence in which `$…$` is mathematics, `` `…` `` is code and `*…*` is emphasis. */
export function prose(text: string): Node[] {
  return text
    .split(/(\$[^$]+\$[.,;:!?)]*|`[^`]+`|\*[^*]+\*)/)
    .filter(Boolean)
    .map((part, i, parts) => {
      const [, tex, mark] = /^\$([^$]+)\$([.,;:!?)]*)$/.exec(part) ?? [];
      if (tex) return withMark(formula(tex).node, mark);
      const inner = part.slice(1, -1);
      if (part.length > 2 && part.startsWith("`") && part.endsWith("`")) return element("code", {}, inner);
      if (part.length > 2 && part.startsWith("*") && part.endsWith("*")) return element("em", {}, curled(inner));
      return document.createTextNode(bound(curled(part, parts[i - 1]?.at(-1))));
    });
}

const spoken: Readonly<Record<string, string>> = {
  nabla: "∇",
  alpha: "α",
  beta: "β",
  theta: "θ",
  lambda: "λ",
  sigma: "σ",
  kappa: "κ",
  leftarrow: " ← ",
  times: "×",
  le: "≤",
  ge: "≥"
};

/** The same sentence for a label, in which mathematics is plain text: "$-\\nabla J$" is "−∇J". */
export function plain(text: string): string {
  return text
    .replace(/\$([^$]+)\$/g, (_, tex: string) =>
      tex
        .replace(/\\(\w+)\s?/g, (_, name: string) => spoken[name] ?? name)
        .replace(/\\./g, "")
        .replace(/[{}]/g, "")
        .replaceAll("-", "−")
    )
    .replace(/[*`]/g, "");
}
