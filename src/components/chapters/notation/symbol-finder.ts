import {figureFrame} from "../../book/figure.js";
import {element} from "../../element.js";

const text = {
  title: "Find a symbol, a name or a source",
  label: "Look for",
  example: "beta, velocity, Kingma …",
  all: (rows: number) => `${rows} entries on this page.`,
  found: (count: number, rows: number) => `${count} of ${rows} entries have it.`,
  none: "No entry has it."
};

/** A field that dims every entry of the page's tables and rules without the words typed. */
export function symbolFinder() {
  const input = element("input", {type: "search", placeholder: text.example, "aria-label": text.label});
  const parts = figureFrame({
    title: text.title,
    id: "symbols",
    body: [element("label", {class: "sentence"}, text.label, input)]
  });

  /** Rows of tables; a rule's heading stands for all that follows it. */
  function entries(): {nodes: Element[]; words: string}[] {
    const page = document.querySelector("#observablehq-main");
    if (!page) return [];
    const rows = [...page.querySelectorAll("tbody tr")].map((row) => ({nodes: [row], words: wordsOf([row])}));
    const rules = [...page.querySelectorAll("h3")].flatMap((heading) => {
      const nodes: Element[] = [heading];
      for (
        let next = heading.nextElementSibling;
        next && !/^H[23]$|^UL$/.test(next.tagName);
        next = next.nextElementSibling
      )
        nodes.push(next);
      return nodes.length > 2 ? [{nodes, words: wordsOf(nodes)}] : [];
    });
    return [...rows, ...rules];
  }

  const wordsOf = (nodes: readonly Element[]) =>
    nodes
      .flatMap((node) => [
        node.textContent ?? "",
        ...[...node.querySelectorAll("annotation")].map((note) => note.textContent ?? "")
      ])
      .join(" ")
      .toLowerCase();

  function find() {
    const wanted = input.value.trim().toLowerCase();
    const all = entries();
    let count = 0;
    for (const {nodes, words} of all) {
      const has = words.includes(wanted);
      count += Number(has);
      for (const node of nodes) node.classList.toggle("elsewhere", !has);
    }
    parts.say(!wanted ? text.all(all.length) : count ? text.found(count, all.length) : text.none);
  }

  input.addEventListener("input", find);
  // The tables are in the page already; the figure itself is shown a moment later.
  const ready = setTimeout(find);
  return {
    node: parts.node,
    dispose() {
      clearTimeout(ready);
      parts.dispose();
    }
  };
}
