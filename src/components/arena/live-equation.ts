import katex from "npm:katex";
import {element} from "../element.js";
import {steady} from "./format.js";
import type {LiveLine, Slot} from "./live-tex.js";

/** Options under which the page's formulas are typeset; `\term{name}{tex}` marks a term for the four-way highlight. */
const options = {
  displayMode: false,
  output: "html",
  throwOnError: false,
  strict: false,
  trust: ({command}: {command: string}) => command === "\\htmlData",
  macros: {"\\term": "\\htmlData{term=#1}{#2}"}
} as const;

/** A formula, typeset. */
export function typeset(tex: string, displayMode = false): HTMLElement {
  const node = element("span", {class: "formula"});
  node.innerHTML = katex.renderToString(tex, {...options, macros: {...options.macros}, displayMode});
  return node;
}

/**
 * A formula whose numbers change in place: it is typeset once, and then only the digits are written, in boxes of
 * constant width, so that nothing around them moves.
 */
export function liveEquation({tex, slots}: LiveLine) {
  const node = typeset(`\\displaystyle ${tex}`);
  const cells: {slot: Slot; cell: HTMLElement; shown: string}[] = [];
  for (const holder of node.querySelectorAll<HTMLElement>("[data-slot]")) {
    const slot = slots[Number(holder.dataset.slot)];
    const cell = element("span", {class: slot.component === undefined ? "live-count" : "live-number"});
    cell.dataset.term = slot.name;
    holder.replaceChildren(cell);
    cells.push({slot, cell, shown: ""});
  }
  return {
    node,
    /** Writes the numbers. */
    show(value: (slot: Slot) => number) {
      for (const entry of cells) {
        const number = value(entry.slot);
        const now = entry.slot.component === undefined ? compact(number) : steady(number);
        if (now === entry.shown) continue;
        entry.shown = now;
        entry.cell.textContent = now;
      }
    }
  };
}

/** Hyperparameters and counts need no padding: they change only when the reader changes them. */
const compact = (value: number) =>
  (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))).replace("-", "−");
