import {element} from "../../element.js";
import {short as tick} from "../../format.js";
import type {Axis} from "../../plot/axis.js";
import {curve, dot, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {plain, short} from "../format.js";
import {swatch} from "../run-list.js";
import {drawingOf} from "../svg-file.js";
import type {Sweep} from "./sweep.js";

const text = {
  slider: (name: string) => `Learning rate of ${name}`,
  rate: "learning rate α",
  above: (steps: number) => `loss above the minimum after ${steps} steps`,
  aboveFound: (steps: number) => `loss above the lowest found, after ${steps} steps`,
  floor: (least: string) => `≤ ${least}`,
  columns: ["Run", "α now", "Loss there", "Best α", "Loss there", "Diverges from α ="],
  caption: "The same in numbers",
  diverges: "diverges",
  never: "never",
  says: (rate: string, loss: string) => `${rate}: loss ${loss}`,
  without: (name: string) => `${name} has no learning rate`
};

/** Below this the rounding of the loss rules. */
const FLOOR = 1e-16;
/** Above this a loss would flatten the rest. */
const CEILING = 1e4;
/** What one arrow key, and one page key, multiplies the rate by. */
const [STEP, PAGE] = [10 ** 0.05, 10 ** 0.5];

export interface SweepLine {
  readonly id: string;
  readonly name: string;
  readonly hue: string;
  readonly dash: readonly number[];
  /** The rate that the run has now; undefined for a rule that has none. */
  readonly rate: number | undefined;
  readonly selected: boolean;
}

/** Curves of the final loss against the learning rate, both logarithmic; also a slider for the rate of the selected run. */
export function sweepView(onRate: (rate: number) => void) {
  const xAxis = (low: number, high: number): Axis => ({domain: [low, high], log: true, label: text.rate});
  const chart = plot({x: xAxis(1e-4, 10), y: {domain: [1e-4, 1], log: true, label: ""}, height: 300, left: 58}, draw);
  const {picture} = chart;
  picture.classList.add("slides");
  picture.setAttribute("role", "slider");
  picture.setAttribute("tabindex", "0");
  const table = element("table", {});
  // Above the curves, which on a phone leave no room for words among them.
  const measure = element("p", {class: "sweep-measure"});
  const node = element(
    "div",
    {class: "sweep"},
    measure,
    chart.node,
    element("div", {class: "stacked sweep-numbers"}, table)
  );
  let rates: readonly number[] = [1e-4, 10];
  let found: Sweep | undefined;
  let lines: readonly SweepLine[] = [];
  let bottom = FLOOR;
  let top = 1;

  const losses = (id: string) => found?.curves.find((one) => one.id === id)?.losses;
  const height = (v: number) => chart.y(Math.min(top, Math.max(bottom, v)));

  /** The loss at a rate that was tried, the nearest. */
  function lossAt(id: string, rate: number): number {
    const values = losses(id);
    if (!values) return Number.NaN;
    let nearest = 0;
    for (const [i, a] of rates.entries())
      if (Math.abs(Math.log(a / rate)) < Math.abs(Math.log(rates[nearest] / rate))) nearest = i;
    return values[nearest];
  }

  function* draw(): Generator<Node> {
    const {top: y0, bottom: y1} = chart.edges();
    const chosen = lines.find(({selected}) => selected);
    if (chosen?.rate !== undefined && inside(chosen.rate))
      yield curve(
        [
          [chart.x(chosen.rate), y0],
          [chart.x(chosen.rate), y1]
        ],
        {class: "curve sweep-now"}
      );
    for (const {id, hue, dash, selected} of lines) {
      const values = losses(id);
      if (!values) continue;
      yield curve(
        rates.map((a, i) => [chart.x(a), values[i] <= top ? height(values[i]) : Number.NaN] as const),
        {class: selected ? "curve" : "curve thin", stroke: hue, "stroke-dasharray": dash.join(" ")}
      );
      const last = divergesFrom(values);
      if (last !== undefined)
        yield words([chart.x(rates[last]), y0 + 4], "×", {class: "sweep-lost", fill: hue, "text-anchor": "middle"});
    }
    for (const {id, hue, rate} of lines) {
      if (rate === undefined || !inside(rate)) continue;
      const value = lossAt(id, rate);
      if (value <= top) yield dot([chart.x(rate), height(value)], 4.5, {class: "sweep-dot", fill: hue});
    }
  }

  const inside = (rate: number) => rate >= rates[0] && rate <= rates[rates.length - 1];

  /** The first of the rates that diverge up to the highest; undefined where the highest does not. */
  function divergesFrom(values: ArrayLike<number>): number | undefined {
    let first: number | undefined;
    for (let i = values.length - 1; i >= 0 && Number.isNaN(values[i]); --i) first = i;
    return first;
  }

  function scale(steps: number) {
    const all = found?.curves.flatMap((one) => Array.from(one.losses).filter(Number.isFinite)) ?? [];
    const power = (v: number, round: (v: number) => number) => 10 ** round(Math.log10(v));
    // A decade to spare, for the axis to be named in.
    top = 10 * power(Math.min(CEILING, Math.max(FLOOR * 10, ...all)), Math.ceil);
    bottom = Math.min(top / 10, power(Math.min(1, Math.max(FLOOR, Math.min(...all))), Math.floor));
    measure.textContent = found?.known ? text.above(steps) : text.aboveFound(steps);
    const decades = Math.round(Math.log10(top / bottom));
    const every = Math.ceil(decades / 5);
    const ticks = Array.from({length: Math.floor(decades / every) + 1}, (_, i) =>
      Number((bottom * 10 ** (i * every)).toPrecision(6))
    );
    // What is 0, or below, has no place on a logarithmic axis; it is drawn at the foot, which says so.
    const least = Math.min(...all);
    const format = (v: number) => (least < bottom && v <= bottom * 1.001 ? text.floor(tick(v, 1)) : tick(v, 1));
    chart.axes(xAxis(rates[0], rates[rates.length - 1]), {domain: [bottom, top], log: true, label: "", ticks, format});
  }

  function tabulate() {
    const cell = (words: string, label: string) => element("td", {"data-label": label}, words);
    const rows = lines.map(({id, name, hue, dash, rate, selected}) => {
      const first = element("td", {}, swatch(hue, dash), name);
      const values = losses(id);
      if (rate === undefined || !values)
        return element("tr", {}, first, element("td", {colSpan: 5}, rate === undefined ? text.without(name) : ""));
      const best = Array.from(values).reduce(
        (least, v, i) => (Number.isFinite(v) && !(v >= values[least]) ? i : least),
        0
      );
      const lost = divergesFrom(values);
      const numbers = [
        plain(rate),
        inside(rate) ? lossText(lossAt(id, rate)) : "–",
        Number.isFinite(values[best]) ? plain(rates[best]) : "–",
        lossText(values[best]),
        lost === undefined ? text.never : plain(rates[lost])
      ];
      const row = element("tr", {}, first, ...numbers.map((words, i) => cell(words, text.columns[i + 1])));
      if (selected) row.className = "is-selected";
      return row;
    });
    table.replaceChildren(
      element("caption", {}, text.caption),
      element("thead", {}, element("tr", {}, ...text.columns.map((name) => element("th", {scope: "col"}, name)))),
      element("tbody", {}, ...rows)
    );
  }

  const lossText = (v: number) => (Number.isNaN(v) ? text.diverges : short(v, 2));

  function describe() {
    const chosen = lines.find(({selected}) => selected);
    const {rate} = chosen ?? {};
    picture.setAttribute("aria-label", chosen ? text.slider(chosen.name) : "");
    picture.setAttribute("aria-disabled", String(rate === undefined));
    picture.setAttribute("aria-valuemin", String(rates[0]));
    picture.setAttribute("aria-valuemax", String(rates[rates.length - 1]));
    picture.setAttribute("aria-valuenow", String(rate ?? rates[0]));
    picture.setAttribute(
      "aria-valuetext",
      chosen && rate !== undefined
        ? text.says(plain(rate), lossText(lossAt(chosen.id, rate)))
        : text.without(chosen?.name ?? "")
    );
  }

  function choose(rate: number) {
    if (lines.find(({selected}) => selected)?.rate === undefined) return;
    onRate(Number(Math.min(rates[rates.length - 1], Math.max(rates[0], rate)).toPrecision(2)));
  }
  picture.addEventListener("pointerdown", (event) => {
    picture.setPointerCapture(event.pointerId);
    choose(chart.at(event)[0]);
  });
  picture.addEventListener("pointermove", (event) => {
    if (event.buttons === 1) choose(chart.at(event)[0]);
  });
  picture.addEventListener("keydown", (event) => {
    const rate = lines.find(({selected}) => selected)?.rate;
    const factor = {
      ArrowLeft: 1 / STEP,
      ArrowDown: 1 / STEP,
      ArrowRight: STEP,
      ArrowUp: STEP,
      PageDown: 1 / PAGE,
      PageUp: PAGE,
      Home: 0,
      End: Number.POSITIVE_INFINITY
    }[event.key];
    if (factor === undefined || rate === undefined) return;
    event.preventDefault();
    // Two digits may round a short step away; then the next number of two digits is meant.
    const next = rate * factor;
    choose(Number(next.toPrecision(2)) === rate ? rate * factor ** 2 : next);
  });

  return {
    node,
    /** Other runs, or other rates of theirs, over the curves that are there. */
    turn(next: readonly SweepLine[]) {
      lines = next;
      chart.update();
      tabulate();
      describe();
    },
    /** Other curves. */
    show(next: Sweep, tried: readonly number[], steps: number) {
      [found, rates] = [next, tried];
      scale(steps);
      tabulate();
      describe();
    },
    /** The curves, to be saved, with the names of their runs. */
    drawings: () => [drawingOf(picture, `${measure.textContent}: ${lines.map(({name}) => name).join(", ")}`)],
    dispose: chart.dispose
  };
}
