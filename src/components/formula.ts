import katex from "npm:katex";

/** `\term{name}{tex}` becomes an element with data-term="name"; the same macro as at build time. */
const macros = {"\\term": "\\htmlData{term=#1}{#2}"};

export interface FormulaOptions {
  /** On a line of its own. */
  readonly display?: boolean;
}

/** A formula that can be set again in place. */
export interface Formula {
  readonly node: HTMLElement;
  /** Typesets other TeX; does nothing when it is the same. */
  set(tex: string): void;
}

/** Typesets TeX with KaTeX, HTML and MathML, in a node whose content `set` replaces. Throws for TeX that is wrong. */
export function formula(tex: string, {display = false}: FormulaOptions = {}): Formula {
  const node = document.createElement(display ? "div" : "span");
  node.className = display ? "formula formula-display" : "formula";
  let shown: string | undefined;
  const set = (next: string) => {
    if (next === shown) return;
    shown = next;
    katex.render(next, node, {
      displayMode: display,
      macros: {...macros},
      throwOnError: true,
      strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
      trust: ({command}) => command === "\\htmlData",
      output: "htmlAndMathml"
    });
  };
  set(tex);
  return {node, set};
}
