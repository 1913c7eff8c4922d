import {type Formula, FormulaError} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {readerAsked, surfaceOfFormula} from "./formula-surface.js";
import {typeset} from "./live-equation.js";

const text = {
  label: "Your formula in x and y",
  help: "Arithmetic, powers, functions such as sin, exp, abs, and names of your own: r = sqrt(x^2 + y^2); sin(r)/r",
  derivatives: "Its gradient and Hessian",
  loading: "Loading the formula reader.",
  meanwhile: " Until it can be read, the map shows the formula above.",
  tooLong: "The derivatives are too long to print. The descent does not need them: the autograd computes the gradient."
};

/** A field for a formula, typeset as it is typed; an error points at its character, and what was there before stays. */
export function formulaEditor(onFormula: (source: string) => void, onError: () => void) {
  const field = element("textarea", {rows: 1, spellcheck: false, autocapitalize: "off"});
  field.setAttribute("aria-label", text.label);
  const error = element("p", {class: "formula-error", role: "alert", hidden: true});
  const symbols = element("div", {class: "formula-symbols"});
  const details = element("details", {}, element("summary", {}, text.derivatives), symbols);
  const node = element(
    "section",
    {class: "formula-editor", hidden: true},
    field,
    element("p", {class: "formula-help"}, text.help),
    error,
    details
  );
  let latest = 0;
  let current: Formula | undefined;

  async function read() {
    const mine = ++latest;
    const source = field.value;
    try {
      if (!readerAsked()) say(text.loading);
      await surfaceOfFormula(source);
      if (mine !== latest) return;
      say("");
      onFormula(source);
    } catch (problem) {
      if (mine === latest) explain(problem, source);
    }
  }

  function say(words: string, ...more: (Node | string)[]) {
    error.hidden = words === "";
    error.replaceChildren(words, ...more);
    field.setAttribute("aria-invalid", "false");
  }

  /** The message, and the formula with its faulty character marked. */
  function explain(problem: unknown, source: string) {
    const message = problem instanceof Error ? problem.message.replace(/^formula: /, "") : String(problem);
    if (problem instanceof FormulaError) {
      const at = problem.position;
      say(
        `${message[0].toUpperCase()}${message.slice(1)}. `,
        element("code", {}, source.slice(0, at), element("mark", {}, source[at] ?? "\u2007"), source.slice(at + 1)),
        // A link's own first formula: what stands there in the meantime is another.
        current ? "" : text.meanwhile
      );
    } else say(message);
    field.setAttribute("aria-invalid", "true");
    onError();
  }

  function derivatives() {
    if (!details.open || !current) return;
    try {
      const [gx, gy] = current.gradientTex;
      const [[xx, xy], [yx, yy]] = current.hessianTex;
      symbols.replaceChildren(
        typeset(`\\nabla J = \\begin{pmatrix}${gx}\\\\[2pt]${gy}\\end{pmatrix}`, true),
        typeset(`\\nabla^2 J = \\begin{pmatrix}${xx} & ${xy}\\\\[2pt]${yx} & ${yy}\\end{pmatrix}`, true)
      );
    } catch {
      symbols.replaceChildren(text.tooLong);
    }
  }

  field.addEventListener("input", () => {
    grow();
    void read();
  });
  details.addEventListener("toggle", derivatives);
  const grow = () => {
    field.rows = Math.min(6, field.value.split("\n").length);
  };

  return {
    node,
    /** Shows the formula that is in force; undefined hides the editor. */
    show(formula: Formula | undefined, source: string) {
      node.hidden = false;
      current = formula;
      if (document.activeElement !== field && field.value !== source) {
        // What was said of the text that stood there goes with it.
        ++latest;
        say("");
        field.value = source;
        grow();
      }
      derivatives();
    },
    hide() {
      // What is still being read is not wanted any more.
      ++latest;
      if (field.getAttribute("aria-invalid") !== "true") say("");
      node.hidden = true;
    },
    /** Says what is wrong with a formula that came with a link. */
    fail(problem: unknown, source: string) {
      node.hidden = false;
      if (document.activeElement !== field) field.value = source;
      explain(problem, source);
    },
    get error(): string {
      return field.getAttribute("aria-invalid") === "true" ? (error.textContent ?? "") : "";
    }
  };
}
