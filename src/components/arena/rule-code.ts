import type {Rule} from "../../lib/optim/index.js";
import {element} from "../element.js";

const keywords = new Set(
  "const let return if else for of in while function export as true false break continue new".split(" ")
);

/** Which identifier of a rule's source stands for which term: `g` for g, `alpha` for the learning rate, `mHat` for m̂. */
export function identifiersOf(rule: Rule, code: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, {code: identifier}] of Object.entries(rule.quantities)) names.set(identifier, name);
  for (const name of Object.keys(rule.hyperparameters)) {
    names.set(name, name);
    const renamed = new RegExp(`\\b${name}: (\\w+)`).exec(code)?.[1];
    if (renamed) names.set(renamed, name);
  }
  return names;
}

/**
 * A rule's source, every identifier that is a term marked, and every line with the term that it makes. The keyboard stops
 * at the first place of each term.
 */
export function ruleCode(rule: Rule, code: string): HTMLElement[] {
  const names = identifiersOf(rule, code);
  const met = new Set<string>();
  return code.split("\n").map((line) => {
    const made = /^\s*(?:const |let )?([\w.]+)(?:\[\w+\])?\s*[-+*/]?=(?!=)/.exec(line)?.[1] ?? "";
    const node = element("span", {class: "code-line"});
    const makes = names.get(made.replace(/^state\./, ""));
    if (makes) node.dataset.makes = makes;
    const comment = /^\s*\/\//.test(line);
    let at = 0;
    for (const match of line.matchAll(/[A-Za-z_$][\w$]*/g)) {
      const [word] = match;
      const term = comment || line[match.index - 1] === "." ? undefined : names.get(word);
      if (!term && !keywords.has(word)) continue;
      node.append(line.slice(at, match.index));
      node.append(
        term
          ? element("span", {class: "code-term", "data-term": term, tabIndex: met.has(term) ? undefined : 0}, word)
          : element("span", {class: "hljs-keyword"}, word)
      );
      if (term) met.add(term);
      at = match.index + word.length;
    }
    node.append(line.slice(at), "\n");
    return node;
  });
}
