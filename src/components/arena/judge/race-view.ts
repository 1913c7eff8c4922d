import {rules} from "../../../lib/index.js";
import {element} from "../../element.js";
import {hueVariable} from "../../theme.js";
import {plain, short} from "../format.js";
import {letterOf} from "../letter.js";
import {EQUAL, type Race, type RaceRow} from "./race.js";
import {TRIES} from "./tries.js";

const text = {
  budget: "Gradients each",
  from: "From",
  many: (n: number) => `${n} starts drawn over the domain`,
  one: "the start on the map",
  start: "Start the race",
  cancel: "Cancel",
  columns: ["Optimizer", "Tuned to", "Median loss", "Middle half", "At a lowest minimum", "Diverged"],
  of: (n: number, all: number) => `${n} of ${all}`,
  to: (low: string, high: string) => `${low} to ${high}`,
  infinite: "diverged",
  edge: " (edge of its grid)",
  racing: "Tuning and racing …",
  left: "The race was left.",
  empty: "Every run is hidden. Show one, and start again.",
  stale: " The runs or the surface have changed since.",
  first: (surface: string, budget: number, winner: string) =>
    `${surface}, ${budget} gradients each: ${winner} comes first. The order is that of the medians; losses within ${short(EQUAL, 1)} of the lowest known count as the same, and then the upper quarter and the worst start decide.`,
  lesson: `It shows which rule gets lowest on this surface with so many exact gradients, when each may try ${TRIES} settings. It does not show what they do with noise, with a million parameters, or untuned; and the tuning cost ${TRIES} times the race.`
};

export interface RaceChoice {
  readonly budget: number;
  /** From the arena's own start alone. */
  readonly single: boolean;
}

export interface RaceViewOptions {
  readonly starts: number;
  begin(choice: RaceChoice): void;
  cancel(): void;
}

/** A race: its conditions, a button, and a table of what came out. */
export function raceView({starts, begin, cancel}: RaceViewOptions) {
  const budget = element("select", {}, ...[30, 100, 300, 1000].map((n) => element("option", {value: n}, String(n))));
  budget.value = "100";
  const from = element(
    "select",
    {},
    element("option", {value: "many"}, text.many(starts)),
    element("option", {value: "one"}, text.one)
  );
  const button = element("button", {type: "button"}, text.start);
  const said = element("p", {class: "race-says", role: "status"});
  const table = element("table", {});
  const room = element("div", {class: "stacked race-table", hidden: true}, table);
  const node = element(
    "div",
    {class: "race"},
    element(
      "div",
      {class: "race-conditions"},
      element("label", {}, element("span", {}, text.budget), budget),
      element("label", {}, element("span", {}, text.from), from),
      button
    ),
    said,
    room,
    element("p", {class: "judge-words"}, text.lesson)
  );
  let racing = false;
  let result = "";
  let stale = false;

  button.addEventListener("click", () => {
    if (racing) {
      cancel();
      said.textContent = text.left;
    } else begin({budget: Number(budget.value), single: from.value === "one"});
  });

  const setting = ({rule, tuned, atEdge}: RaceRow) =>
    Object.entries(tuned)
      .map(([key, value]) => `${letterOf(rules[rule].hyperparameters[key].tex)} = ${plain(Number(value))}`)
      .join(", ") + (atEdge ? text.edge : "");
  const loss = (v: number) => (Number.isFinite(v) ? short(v, 2) : text.infinite);

  function row(one: RaceRow, all: number): HTMLElement {
    const dot = element("i", {class: "race-hue"});
    dot.style.setProperty("--hue", hueVariable(one.rule));
    const words = [
      setting(one),
      loss(one.median),
      text.to(loss(one.quarters[0]), loss(one.quarters[1])),
      one.arrived === undefined ? "–" : text.of(one.arrived, all),
      text.of(one.diverged, all)
    ];
    return element(
      "tr",
      {},
      element("td", {}, dot, rules[one.rule].label),
      ...words.map((cell, i) => element("td", {"data-label": text.columns[i + 1]}, cell))
    );
  }

  return {
    node,
    /** The race runs, or does not. */
    run(now: boolean) {
      if (racing === now) return;
      racing = now;
      button.textContent = now ? text.cancel : text.start;
      said.textContent = now ? text.racing : result + (stale ? text.stale : "");
    },
    show({rows, starts: all}: Race, surface: string, gradients: number) {
      room.hidden = false;
      stale = false;
      const [first] = rows;
      result = text.first(surface, gradients, rules[first.rule].label);
      table.replaceChildren(
        element("caption", {}, surface),
        element("thead", {}, element("tr", {}, ...text.columns.map((name) => element("th", {scope: "col"}, name)))),
        element("tbody", {}, ...rows.map((one) => row(one, all)))
      );
    },
    /** What was raced is no longer what the page shows. */
    outdate() {
      if (!result || stale || racing) return;
      stale = true;
      said.textContent = result + text.stale;
    },
    /** There is nobody to race. */
    empty() {
      said.textContent = text.empty;
    }
  };
}
