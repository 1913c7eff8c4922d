import type {Surface} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {bandsOf, paintBands} from "./contours.js";
import type {MapFrame} from "./map-view.js";
import {paperOf} from "./palette.js";
import {trails} from "./trails.js";
import type {Viewport} from "./viewport.js";

const text = {
  label: "The run in pictures",
  picture: (step: number) => `Show step ${step}`,
  caption: (step: number) => `step ${step}`
};

/** The steps that are pictured: each about three times the one before. */
const pictured: readonly number[] = [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000];
/** One press of Play goes as far as this, the next to the end. */
const FIRST_HALT = 300;
/** Milliseconds from one picture to the next. */
const PAUSE = 500;

/** For those who asked for less motion: Play takes the runs from picture to picture, and the pictures stay side by side. */
export function smallMultiples(onStep: (step: number) => void) {
  const list = element("ol", {class: "multiples", hidden: true, "aria-label": text.label});
  const views = new Map<number, {item: HTMLElement; canvas: HTMLCanvasElement}>();
  let nextAt: number | undefined;
  let goal = 0;
  let shown: number | undefined;

  function viewOf(step: number) {
    const known = views.get(step);
    if (known) return known;
    const canvas = element("canvas", {"aria-hidden": "true"});
    const show = element("button", {type: "button", "aria-label": text.picture(step)}, canvas, text.caption(step));
    show.addEventListener("click", () => onStep(step));
    const item = element("li", {}, show);
    const made = {item, canvas};
    views.set(step, made);
    return made;
  }

  return {
    node: list,
    /** Play was pressed at a step. */
    start(step: number) {
      list.hidden = false;
      goal = step < FIRST_HALT ? FIRST_HALT : pictured[pictured.length - 1];
      nextAt = undefined;
    },
    /** How many steps lead to the next picture, when it is its turn; undefined when the last has been made. */
    due(now: number, step: number): number | undefined {
      const next = pictured.find((k) => k > step && k <= goal);
      if (next === undefined) return undefined;
      nextAt ??= now + PAUSE;
      if (now < nextAt) return 0;
      nextAt = now + PAUSE;
      return next - step;
    },
    /** Draws a picture for every step that has been taken, when it is another moment or something has changed. */
    show(surface: Surface, view: Viewport, frame: MapFrame, taken: number, fresh: boolean) {
      if (list.hidden || (!fresh && frame.step === shown)) return;
      shown = frame.step;
      const width = 168;
      const small = {
        ...view,
        width,
        height: Math.round((view.height * width) / view.width),
        scale: (view.scale * width) / view.width
      };
      const bands = bandsOf(surface, small);
      const ratio = Math.min(2, devicePixelRatio || 1);
      const steps = pictured.filter((k) => k <= taken);
      list.replaceChildren(...steps.map((step) => viewOf(step).item));
      for (const step of steps) {
        const {item, canvas} = viewOf(step);
        Object.assign(canvas, {width: small.width * ratio, height: small.height * ratio});
        const context = canvas.getContext("2d")!;
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        paintBands(context, bands, small);
        const upTo = frame.trails.map((trail) => ({...trail, taken: Math.min(step, trail.taken)}));
        const path = trails(context);
        path.past(upTo, small, ratio, false);
        path.present(context, upTo, step, small, paperOf(), 0.55);
        item.toggleAttribute("data-now", step === frame.step);
      }
    }
  };
}
