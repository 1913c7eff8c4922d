import {element} from "../element.js";
import {bound, prose} from "./prose.js";

export interface FigureOptions {
  /** Short name of the figure, above it. */
  readonly title: string;
  /** What it shows and how to work it, below it. May hold `$…$`. */
  readonly caption?: string;
  /** Picture and controls, from the top down. */
  readonly body: readonly Node[];
  /** Stands beside the body where there is room, below it where there is not. */
  readonly side?: readonly Node[];
  /** Name of the figure for tests and links. */
  readonly id?: string;
}

export interface FigureFrame {
  readonly node: HTMLElement;
  /**
   * Says what the figure shows now: at once for eyes, and for ears when it has held still for a moment. Mathematics is
   * not allowed here, since it is spoken.
   */
  say(sentence: string, kind?: "" | "error"): void;
  dispose(): void;
}

/** Time that a sentence must hold before it is spoken, in milliseconds: dragging would otherwise never stop talking. */
const QUIET = 700;

/** A figure's frame: title, picture, what it says now, caption. */
export function figureFrame({title, caption, body, side, id}: FigureOptions): FigureFrame {
  const says = element("p", {class: "figure-says", "aria-hidden": "true"});
  const spoken = element("p", {class: "spoken", role: "status"});
  const main = element("div", {class: "figure-main"}, ...body);
  const node = element(
    "figure",
    {class: "figure", "aria-label": title, "data-figure": id},
    element("p", {class: "figure-title", "aria-hidden": "true"}, title),
    side
      ? element("div", {class: "figure-body two"}, main, element("div", {class: "figure-side"}, ...side))
      : element("div", {class: "figure-body"}, main),
    says,
    spoken
  );
  if (caption) node.append(element("figcaption", {}, ...prose(caption)));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  return {
    node,
    say(sentence, kind = "") {
      if (sentence === last) return;
      const first = last === "";
      last = sentence;
      says.textContent = bound(sentence);
      says.dataset.kind = kind;
      clearTimeout(timer);
      if (first) spoken.textContent = sentence;
      else timer = setTimeout(() => (spoken.textContent = sentence), QUIET);
    },
    dispose: () => clearTimeout(timer)
  };
}
