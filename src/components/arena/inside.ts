import {FileAttachment} from "observablehq:stdlib";
import {lawOf, type Rule, rules} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {arrowsOf, drawArrows} from "./arrows.js";
import {slotValue} from "./equations.js";
import {steady} from "./format.js";
import {liveEquation, typeset} from "./live-equation.js";
import {liveLines} from "./live-tex.js";
import {ruleCode} from "./rule-code.js";
import {squares} from "./squares.js";
import {type Leg, legAt, type Run} from "./state.js";
import {subSteps} from "./sub-steps.js";
import type {Trajectory} from "./trajectory.js";
import type {Viewport} from "./viewport.js";

const text = {
  title: "Inside the step",
  intro: "Point at a term: its arrow on the surface, its number and its line of code light up.",
  equation: "The rule",
  state: "The state",
  code: "The code that runs",
  build: "Build this step",
  next: "Next part",
  finish: "Make the step",
  stop: "Show all of it",
  quantity: "Quantity",
  before: "before",
  after: "after",
  done: "This run has no next step.",
  lost: "The code could not be loaded."
};

/** Only what differs is written, since every change costs a layout. */
const write = (cell: HTMLElement, words: string) => {
  if (cell.textContent !== words) cell.textContent = words;
};

let sources: Promise<Record<string, {path: string; code: string}>> | undefined;

export interface InsideActions {
  /** Makes the step that has been built. */
  step(): void;
  /** The arrows have changed. */
  redraw(): void;
}

/** One update of the selected run, taken apart: its equation, its numbers, its code, its arrows, and a guided walk. */
export function inside(actions: InsideActions) {
  const lines = element("div", {class: "inside-lines"});
  const table = element("table", {class: "inside-state"});
  const code = element("code", {});
  const caption = element("figcaption", {});
  const pre = element("pre", {tabIndex: 0, role: "region", "aria-label": text.code}, code);
  const words = element("p", {class: "inside-words", role: "status", "aria-live": "polite"}, text.intro);
  const build = element("button", {type: "button"}, text.build);
  const leave = element("button", {type: "button", class: "quiet", hidden: true}, text.stop);
  const picture = element("div", {class: "inside-squares"});
  const node = element(
    "details",
    {class: "inside"},
    element("summary", {}, text.title),
    element("div", {class: "inside-walk"}, build, leave, words),
    element(
      "div",
      {class: "inside-grid"},
      element("section", {}, element("h2", {}, text.equation), lines, picture),
      element("section", {}, element("h2", {}, text.state), table),
      element("figure", {class: "inside-code"}, caption, pre)
    )
  );
  let built = "";
  let live: ReturnType<typeof liveEquation>[] = [];
  let cells: {name: string; component: 0 | 1 | undefined; before: HTMLElement; after: HTMLElement}[] = [];
  /** `leg` makes the update that is taken apart, and `rule` is its rule. */
  let moment: {run: Run; leg: Leg; rule: Rule; path: Trajectory; step: number} | undefined;
  /** Which part of the walk is shown; undefined when nobody walks. */
  let part: number | undefined;

  function construct(rule: Rule, {settings}: Leg) {
    const law = lawOf(rule, settings);
    live = liveLines(rule, law).map(liveEquation);
    lines.replaceChildren(
      ...law.flatMap((line, i) => [
        element("div", {class: "inside-symbols"}, typeset(`\\displaystyle ${line}`)),
        element("div", {class: "inside-numbers"}, live[i].node)
      ])
    );
    for (const term of lines.querySelectorAll<HTMLElement>(".inside-symbols [data-term]")) term.tabIndex = 0;
    void showCode(rule);
  }

  async function showCode(rule: Rule) {
    sources ??= FileAttachment("../../data/rules.json").json<Record<string, {path: string; code: string}>>();
    try {
      const found = (await sources)[rule.name];
      if (moment?.rule !== rule) return;
      caption.textContent = `${text.code}: ${found.path}`;
      code.replaceChildren(...ruleCode(rule, found.code));
    } catch {
      sources = undefined;
      caption.textContent = text.lost;
    }
  }

  /** A row for each quantity that the run keeps. */
  function tabulate(rule: Rule, path: Trajectory) {
    const names = Object.keys(rule.quantities).filter((name) => path.names.includes(name));
    cells = [];
    const rows = names.map((name) => {
      const {kind, tex, label} = rule.quantities[name];
      const components = kind === "scalar" ? ([undefined] as const) : ([0, 1] as const);
      const numbers = components.map((component) => {
        const [before, after] = [element("span", {}), element("span", {})];
        cells.push({name, component, before, after});
        return [before, after] as const;
      });
      return element(
        "tr",
        {"data-term": name, tabIndex: 0},
        element("th", {scope: "row", title: label}, typeset(tex)),
        element("td", {}, ...numbers.map(([before]) => before)),
        element("td", {}, ...numbers.map(([, after]) => after))
      );
    });
    table.replaceChildren(
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          element("th", {scope: "col"}, text.quantity),
          element("th", {scope: "col"}, text.before),
          element("th", {scope: "col"}, text.after)
        )
      ),
      element("tbody", {}, ...rows)
    );
  }

  /** Takes over a moment, for the arrows. */
  function take(run: Run, path: Trajectory, step: number) {
    if (!node.open) return;
    if (moment && (moment.run.id !== run.id || moment.step !== step)) part = undefined;
    const leg = legAt(run, step + 1);
    moment = {run, leg, rule: rules[leg.rule], path, step};
  }

  /** Writes the numbers of the moment. */
  function show() {
    if (!node.open || !moment) return;
    const {run, leg, rule, path, step} = moment;
    const {rule: name, settings} = leg;
    const key = `${run.id} ${name} ${settings.convention} ${path.names.length}`;
    if (key !== built) {
      built = key;
      construct(rule, leg);
      tabulate(rule, path);
    }
    for (const one of live) one.show((slot) => slotValue(run, path, step + 1, slot));
    for (const {name: quantity, component, before, after} of cells) {
      const column = component === undefined ? quantity : `${quantity}.${component}`;
      // g and Δ belong to one update; before it there is nothing to show.
      write(before, ["g", "delta"].includes(quantity) ? "" : steady(path.at(column, step)));
      write(after, steady(path.at(column, step + 1)));
    }
    picture.replaceChildren(...squares(rule, lawOf(rule, settings), path, step + 1));
    walk();
  }

  function parts() {
    if (!moment) return [];
    const {leg, rule, path, step} = moment;
    return subSteps(rule, lawOf(rule, leg.settings), path, step);
  }

  function walk() {
    const list = parts();
    leave.hidden = part === undefined;
    if (part === undefined) {
      build.textContent = text.build;
      build.disabled = list.length === 0;
      words.textContent = list.length ? text.intro : text.done;
      mark("");
      return;
    }
    const {term, words: said} = list[part];
    build.textContent = part === list.length - 1 ? text.finish : text.next;
    words.textContent = `${part + 1} of ${list.length}. ${said}`;
    mark(term);
  }

  /** Points at what the walk is about. */
  function mark(term: string) {
    for (const old of node.querySelectorAll(".told")) old.classList.remove("told");
    if (term) for (const now of node.querySelectorAll(`[data-term="${term}"]`)) now.classList.add("told");
  }

  build.addEventListener("click", () => {
    const list = parts();
    if (part !== undefined && part === list.length - 1) {
      part = undefined;
      actions.step();
      return;
    }
    part = part === undefined ? 0 : part + 1;
    walk();
    actions.redraw();
  });
  leave.addEventListener("click", () => {
    part = undefined;
    walk();
    actions.redraw();
    build.focus();
  });
  node.addEventListener("toggle", () => actions.redraw());

  return {
    node,
    take,
    show,
    /** The arrows of the step on the map; none while the section is closed. */
    arrows(view: Viewport): Node[] {
      if (!node.open || !moment) return [];
      const {leg, rule, path, step} = moment;
      const alpha = Number(leg.settings.learningRate ?? 1);
      const drawn = part === undefined ? undefined : parts()[part]?.arrows;
      const wanted = arrowsOf(rule, alpha, path, step, view).filter(({role}) => !drawn || drawn.includes(role));
      return drawArrows(wanted, view);
    }
  };
}
