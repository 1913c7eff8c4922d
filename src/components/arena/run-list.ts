import {rules} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {svg} from "../svg.js";
import {steady} from "./format.js";
import {styleOf} from "./palette.js";
import type {Run} from "./state.js";
import {lastLeg, MAX_RUNS} from "./state.js";
import type {Trajectory} from "./trajectory.js";

const text = {
  label: "Runs",
  add: "Add a run",
  addTitle: "Add a run of another optimizer",
  addByKey: "Choose with the arrow keys, add with Enter.",
  hide: (name: string) => `Hide ${name}`,
  show: (name: string) => `Show ${name}`,
  twin: (n: number) => ` ${n}`,
  loss: "loss J(θ)",
  full: `There are ${MAX_RUNS} runs; take one away first.`,
  look: (step: number) => `Look at step ${step}`
};

export interface RunListActions {
  select(id: string): void;
  toggle(id: string): void;
  add(rule: string): void;
  /** Holds at the last step of a run that cannot go on. */
  look(id: string, step: number): void;
}

/** The name of a run: its optimizer's, numbered where there are several. */
export function nameOf(runs: readonly Run[], run: Run): string {
  const {rule} = lastLeg(run);
  const twins = runs.filter((other) => lastLeg(other).rule === rule);
  return rules[rule].label + (twins.length > 1 ? text.twin(twins.indexOf(run) + 1) : "");
}

/** A short line in a run's colour and style. */
export function swatch(color: string, dash: readonly number[]): SVGSVGElement {
  return svg(
    "svg",
    {class: "swatch", viewBox: "0 0 26 14", width: 26, height: 14, "aria-hidden": "true"},
    svg("path", {
      d: "M1,7H17",
      stroke: color,
      "stroke-width": 2.4,
      "stroke-dasharray": dash.map((d) => d * 0.75).join(" "),
      fill: "none"
    }),
    svg("circle", {cx: 20, cy: 7, r: 5, fill: color})
  );
}

/** The runs, each with its loss at the shown moment; the elements that carry each run's state for tools. */
export function runList(actions: RunListActions) {
  const list = element("ul", {class: "run-list", "aria-label": text.label});
  const add = element(
    "select",
    {class: "run-add", title: text.addTitle},
    element("option", {value: ""}, `+ ${text.add}`),
    ...Object.values(rules).map(({name, label}) => element("option", {value: name}, label))
  );
  add.setAttribute("aria-label", text.add);
  add.setAttribute("aria-description", text.addByKey);
  /** Whether the last key may have chosen something without unfolding the list: then Enter adds it, not the choice. */
  let browsing = false;
  const take = () => {
    browsing = false;
    if (add.value) actions.add(add.value);
    add.value = "";
  };
  add.addEventListener("keydown", (event) => {
    const {key, altKey} = event;
    if (key === "Enter" && browsing && add.value) {
      event.preventDefault();
      take();
    } else browsing = !altKey && key !== " " && (key.length === 1 || /^(Arrow|Page|Home|End)/.test(key));
  });
  add.addEventListener("pointerdown", () => {
    browsing = false;
  });
  add.addEventListener("change", () => {
    if (!browsing) take();
  });
  add.addEventListener("blur", () => {
    browsing = false;
    add.value = "";
  });
  const node = element("section", {class: "runs"}, list, add);
  let rows: {run: Run; item: HTMLElement; loss: HTMLElement; note: HTMLElement; said: string}[] = [];

  function build(runs: readonly Run[], selected: string) {
    const focused =
      document.activeElement instanceof HTMLElement && list.contains(document.activeElement)
        ? document.activeElement.dataset.key
        : undefined;
    rows = runs.map((run) => {
      const name = nameOf(runs, run);
      const {hue, dash} = styleOf(runs, run);
      const loss = element("span", {class: "run-loss", title: text.loss});
      const note = element("p", {class: "run-note", hidden: true});
      const choose = element(
        "button",
        {type: "button", class: "run-name", "aria-pressed": String(run.id === selected), "data-key": `n${run.id}`},
        swatch(hue, dash),
        element("span", {}, name),
        loss
      );
      choose.addEventListener("click", () => actions.select(run.id));
      const eye = element(
        "button",
        {
          type: "button",
          class: "run-eye",
          "aria-pressed": String(!run.hidden),
          "aria-label": run.hidden ? text.show(name) : text.hide(name),
          title: run.hidden ? text.show(name) : text.hide(name),
          "data-key": `e${run.id}`
        },
        eyeIcon(run.hidden)
      );
      eye.addEventListener("click", () => actions.toggle(run.id));
      const item = element(
        "li",
        {
          class: "run",
          "data-run": run.id,
          "data-optimizer": lastLeg(run).rule,
          "data-selected": String(run.id === selected),
          "data-hidden": String(run.hidden)
        },
        choose,
        eye,
        note
      );
      item.style.setProperty("--hue", hue);
      return {run, item, loss, note, said: ""};
    });
    add.disabled = runs.length >= MAX_RUNS;
    add.title = add.disabled ? text.full : text.addTitle;
    list.replaceChildren(...rows.map(({item}) => item));
    if (focused) list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  }

  return {
    node,
    build,
    /** Brings the attributes up to date that tools read. */
    mark(step: number, of: (id: string) => Trajectory) {
      for (const {run, item} of rows) {
        const path = of(run.id);
        const at = Math.min(step, path.last);
        const {stopped} = path;
        item.dataset.theta = `${path.at("theta.0", at)},${path.at("theta.1", at)}`;
        item.dataset.loss = String(path.at("loss", at));
        item.dataset.stopped =
          stopped && step >= stopped.step && stopped.reason !== "converged" ? String(stopped.step) : "";
      }
    },
    /** Writes the numbers of a moment. */
    show(step: number, of: (id: string) => Trajectory) {
      for (const row of rows) {
        const {run, loss, note} = row;
        const path = of(run.id);
        const value = steady(path.at("loss", Math.min(step, path.last)));
        if (loss.textContent !== value) loss.textContent = value;
        const stopped = path.stopped && step >= path.stopped.step ? path.stopped : undefined;
        const words = stopped?.message ?? "";
        if (row.said === words) continue;
        row.said = words;
        note.dataset.reason = stopped?.reason ?? "";
        note.hidden = !stopped;
        note.replaceChildren(words);
        if (!stopped || stopped.reason === "converged" || path.last < 1) continue;
        const look = element("button", {type: "button"}, text.look(path.last));
        look.addEventListener("click", () => {
          actions.look(run.id, path.last);
          // The button goes, and with it the focus.
          list.querySelector<HTMLElement>(`[data-key="n${run.id}"]`)?.focus();
        });
        note.append(" ", look);
      }
    }
  };
}

function eyeIcon(hidden: boolean): SVGSVGElement {
  return svg(
    "svg",
    {
      viewBox: "0 0 20 14",
      width: 20,
      height: 14,
      "aria-hidden": "true",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 1.4
    },
    svg("path", {d: "M1,7C4,2.5 7,1 10,1S16,2.5 19,7C16,11.5 13,13 10,13S4,11.5 1,7Z"}),
    hidden ? svg("path", {d: "M3,13L17,1"}) : svg("circle", {cx: 10, cy: 7, r: 2.6})
  );
}
