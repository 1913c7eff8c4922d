import {rules} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {offSwitch} from "../off-switch.js";
import {choice} from "./fields.js";
import {isBusy} from "./lab-state.js";
import type {Panel, PanelContext} from "./panel.js";
import type {Race} from "./race.js";
import {atOnceUsually, mostAtOnce} from "./race-width.js";
import {colorsOf} from "./run-colors.js";
import {accuracyOf, type RunRecord, secondsAt} from "./run-record.js";
import {optimizers} from "./settings.js";
import {goingOn} from "./words.js";

const text = {
  none: "Every run that you train is kept here until you leave the page, with its curves above.",
  columns: ["Shown", "Name", "Test accuracy", "Test loss", "Epochs", "Seconds", "Weights", ""],
  again: "Use settings",
  remove: "Delete",
  show: "Show",
  name: "Name",
  race: "Race",
  raceAbout:
    "Trains the optimizers you tick, from the same initial weights on the same batches, for the epochs that are set. They end with the same weights whether they run in turn or at once. Each run at once has a worker of its own with a copy of the digits, so it takes a core and memory.",
  width: "Runs",
  widths: (n: number) => (n === 1 ? "in turn" : `${n} at once`),
  few: "Tick at least one.",
  waiting: (n: number) => (n ? `${n} to go` : ""),
  diverged: "diverged",
  changed: (changes: readonly string[]) =>
    `Changed while it ran: ${changes.join("; ")}. Its link gives the run without these.`
};

const field = ["gradientDescent", "momentum", "rmsprop", "adam"];

export interface RunsPanelOptions extends PanelContext {
  readonly race: Race;
  /** Puts a run's settings into the panel. */
  readonly use: (run: RunRecord) => void;
}

/** The runs so far, side by side, and the race. */
export function runsPanel({control, race, use}: RunsPanelOptions): Panel {
  const body = element("tbody");
  const table = element(
    "table",
    {class: "runs"},
    element("thead", {}, element("tr", {}, ...text.columns.map((c) => element("th", {scope: "col"}, c)))),
    body
  );
  const empty = element("p", {class: "hint"}, text.none);
  const boxes = optimizers.map(({name, label}) => {
    const box = element("input", {type: "checkbox", checked: field.includes(name)});
    return {name, box, node: element("label", {class: "tick"}, box, label)};
  });
  const start = element("button", {type: "button"}, text.race);
  const noStart = offSwitch(start);
  const state = element("span", {class: "hint", role: "status"});
  const widths = Array.from({length: mostAtOnce()}, (_, i) => [String(i + 1), text.widths(i + 1)] as const);
  const width = choice(widths, String(atOnceUsually()));
  start.addEventListener("click", () => {
    const chosen = boxes.filter(({box}) => box.checked).map(({name}) => name);
    state.textContent = chosen.length ? "" : text.few;
    void race.start(chosen, Number(width.value));
  });
  let shown: readonly RunRecord[] = [];

  function row(run: RunRecord, color: string): HTMLTableRowElement {
    const visible = element("input", {
      type: "checkbox",
      checked: run.visible,
      "aria-label": `${text.show}: ${run.name}`
    });
    visible.addEventListener("change", () => {
      run.visible = visible.checked;
      control.touch();
    });
    const name = element("input", {type: "text", value: run.name, "aria-label": text.name});
    name.addEventListener("change", () => {
      run.name = name.value.trim() || run.name;
      control.touch();
    });
    const again = element("button", {type: "button", class: "small"}, text.again);
    // A run's settings stay as they are while it lasts, and it is kept to its end.
    again.disabled = isBusy(control.state) || race.on;
    again.addEventListener("click", () => use(run));
    const remove = element(
      "button",
      {type: "button", class: "small", "aria-label": `${text.remove}: ${run.name}`},
      text.remove
    );
    remove.disabled = isBusy(control.state) && goingOn(control).includes(run);
    remove.addEventListener("click", () => control.forget(run));
    const key = element("i", {class: "run-key", style: `background:${color}`});
    const last = run.evaluations.at(-1);
    const cells = [
      element("span", {class: "run-shown"}, visible, key),
      name,
      percent(accuracyOf(run)),
      last ? last.test.loss.toFixed(3) : "–",
      (run.step / run.stepsPerEpoch).toFixed(1),
      secondsAt(run, run.step).toFixed(1),
      run.diverged
        ? text.diverged
        : element("code", {title: run.changes.length ? text.changed(run.changes) : ""}, run.hash?.slice(0, 8) ?? "–"),
      element("span", {class: "run-acts"}, again, remove)
    ];
    return element("tr", {title: nameOfRule(run)}, ...cells.map((c) => element("td", {}, c)));
  }

  function draw() {
    const {runs} = control;
    empty.hidden = runs.length > 0;
    table.hidden = runs.length === 0;
    const colors = colorsOf(runs.filter((r) => r.visible || r === control.run));
    // Rows are made anew only between runs, so that a name that is being typed stays.
    body.replaceChildren(...runs.map((run) => row(run, colors.get(run) ?? "var(--rule)")).reverse());
    shown = [...runs];
  }

  return {
    node: element(
      "div",
      {class: "panel"},
      empty,
      element("div", {class: "scroll-x"}, table),
      element("p", {class: "hint"}, text.raceAbout),
      element("div", {class: "ticks"}, ...boxes.map(({node}) => node)),
      element("div", {class: "row"}, start, element("label", {class: "race-width"}, `${text.width} `, width), state)
    ),
    update(changes) {
      const typing = body.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement;
      const structural = ["runs", "run", "state", "evaluation"].some((c) => changes.has(c as never));
      if (structural && (!typing || shown.length !== control.runs.length)) draw();
      const busy = isBusy(control.state);
      noStart(busy || race.on);
      width.disabled = busy || race.on;
      if (race.on || busy) state.textContent = text.waiting(race.left);
    }
  };
}

const percent = (v: number | undefined) => (v === undefined ? "–" : `${(100 * v).toFixed(2)} %`);
const nameOfRule = (run: RunRecord) => rules[run.settings.optimizer].label;
