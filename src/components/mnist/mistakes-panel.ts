import {element} from "../element.js";
import {digitFigure, inkNow} from "./digit-image.js";
import type {Panel, PanelContext} from "./panel.js";
import type {Digits} from "./questions.js";

const text = {
  empty: "After the first epoch you see here which digits are taken for which.",
  caption: "Rows: what it is. Columns: what the network says. Press a cell to see its digits.",
  cell: (label: number, answer: number, n: number) =>
    n === 1 ? `1 digit: a ${label} taken for a ${answer}` : `${n} digits: ${label} taken for ${answer}`,
  right: (label: number, n: number) => `${n} digits: ${label}, read right`,
  mistakes: (total: number) => `The surest of ${total.toLocaleString("en-US")} mistakes`,
  none: "No mistakes at the last evaluation.",
  surest: "Surest mistakes",
  perClass: ["Digit", "Precision", "Recall"],
  about: "Precision: of those called a 3, how many are. Recall: of the 3s, how many are called so.",
  is: (label: number, answer: number, sure: number) => `${label}, says ${answer} (${Math.round(100 * sure)} %)`
};

const MOST = 36;

/** The confusion matrix, whose cells open the digits; the surest mistakes; precision and recall. */
export function mistakesPanel({control}: PanelContext): Panel {
  const hint = element("p", {class: "hint"}, text.empty);
  const matrix = element("table", {class: "confusion"});
  const classes = element("table", {class: "per-class"});
  const title = element("h4", {});
  const gallery = element("div", {class: "gallery"});
  const surest = element("button", {type: "button"}, text.surest);
  const content = element(
    "div",
    {class: "two"},
    element("div", {}, element("p", {class: "hint"}, text.caption), element("div", {class: "scroll-x"}, matrix)),
    element("div", {}, classes, element("p", {class: "hint"}, text.about))
  );
  const below = element("div", {class: "gallery-part"}, element("div", {class: "row"}, title, surest), gallery);
  let open: {label: number; answer: number} | undefined;
  let asked = 0;
  surest.addEventListener("click", () => {
    open = undefined;
    void fill();
  });

  /** Shows the digits of the open cell, or the surest mistakes. */
  async function fill() {
    const ticket = ++asked;
    const question = open ? control.ask("cell", {...open, most: MOST}) : control.ask("mistakes", {most: MOST});
    const found = await question.catch(() => undefined);
    if (ticket !== asked || !found) return;
    if (open?.label === open?.answer && open) title.textContent = text.right(open.label, found.total);
    else if (open) title.textContent = text.cell(open.label, open.answer, found.total);
    else title.textContent = found.total ? text.mistakes(found.total) : text.none;
    gallery.replaceChildren(...figuresOf(found));
  }

  function draw(confusion: Uint32Array) {
    const n = Math.sqrt(confusion.length);
    const most = Math.max(1, ...confusion.filter((_, i) => i % (n + 1) !== 0));
    const focused = matrix.contains(document.activeElement) ? document.activeElement?.getAttribute("data-cell") : null;
    const head = element("tr", {}, element("td"), ...digits(n).map((d) => element("th", {scope: "col"}, String(d))));
    const rows = digits(n).map((label) =>
      element(
        "tr",
        {},
        element("th", {scope: "row"}, String(label)),
        ...digits(n).map((answer) => {
          const count = confusion[label * n + answer];
          const share = label === answer ? 0 : Math.sqrt(count / most);
          const button = element("button", {
            type: "button",
            class: label === answer ? "cell right" : "cell",
            "data-cell": `${label},${answer}`,
            "aria-label": label === answer ? text.right(label, count) : text.cell(label, answer, count),
            style: `--share:${Math.round(100 * share)}%`
          });
          button.textContent = count ? String(count) : "";
          button.addEventListener("click", () => {
            open = {label, answer};
            void fill();
          });
          return element("td", {}, button);
        })
      )
    );
    matrix.replaceChildren(element("tbody", {}, head, ...rows));
    if (focused) matrix.querySelector<HTMLElement>(`[data-cell="${focused}"]`)?.focus();
    classes.replaceChildren(
      element("thead", {}, element("tr", {}, ...text.perClass.map((t) => element("th", {scope: "col"}, t)))),
      element("tbody", {}, ...perClass(confusion).map(({precision, recall}, d) => classRow(d, precision, recall)))
    );
  }

  return {
    node: element("div", {class: "panel"}, hint, content, below),
    update(changes) {
      const last = control.run?.evaluations.at(-1);
      hint.hidden = Boolean(last);
      content.hidden = below.hidden = !last;
      if (!last || !["evaluation", "run"].some((c) => changes.has(c as never))) return;
      draw(last.confusion);
      void fill();
    }
  };
}

const digits = (n: number) => Array.from({length: n}, (_, i) => i);
const percent = (v: number) => (Number.isNaN(v) ? "–" : `${(100 * v).toFixed(1)} %`);

function classRow(digit: number, precision: number, recall: number): HTMLElement {
  const cells = [precision, recall].map((v) => element("td", {}, percent(v)));
  return element("tr", {}, element("th", {scope: "row"}, String(digit)), ...cells);
}

function figuresOf({images, labels, answers, sure}: Digits): HTMLElement[] {
  const size = images.length / Math.max(1, labels.length);
  const ink = inkNow();
  return Array.from(labels, (label, i) => {
    const caption = text.is(label, answers[i], sure[i]);
    return digitFigure(images.subarray(i * size, (i + 1) * size), {caption, ink});
  });
}

/** Precision and recall of each class; NaN where there is nothing to divide by. */
export function perClass(confusion: Uint32Array): {precision: number; recall: number}[] {
  const n = Math.round(Math.sqrt(confusion.length));
  return digits(n).map((d) => {
    const said = digits(n).reduce((s, label) => s + confusion[label * n + d], 0);
    const are = digits(n).reduce((s, answer) => s + confusion[d * n + answer], 0);
    const right = confusion[d * n + d];
    return {precision: said ? right / said : Number.NaN, recall: are ? right / are : Number.NaN};
  });
}
