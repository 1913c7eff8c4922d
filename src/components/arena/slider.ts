import {element} from "../element.js";
import type {Scale} from "../slider-scale.js";
import {plain} from "./format.js";

/** A mark on a slider's ruler. */
export interface RulerMark {
  readonly value: number;
  readonly label: string;
  /** Whether what lies beyond is out of bounds. */
  readonly bound?: boolean;
}

export interface SliderOptions {
  readonly label: string;
  /** KaTeX-free letter: "α". */
  readonly letter: string;
  readonly description?: string;
  readonly scale: Scale;
  onInput(value: number): void;
  /** Values that can be typed: min ≤ value < max. */
  readonly limits?: readonly [number, number];
}

/** A named slider with a field for the exact value, and a ruler for marks. */
export function slider({
  label,
  letter,
  description,
  scale,
  onInput,
  limits = [0, Number.POSITIVE_INFINITY]
}: SliderOptions) {
  const range = element("input", {
    type: "range",
    min: String(scale.min),
    max: String(scale.max),
    step: String(scale.step)
  });
  range.setAttribute("aria-label", label);
  const field = element("input", {type: "text", inputMode: "decimal", class: "slider-value", spellcheck: false});
  field.setAttribute("aria-label", `Value of ${letter}`);
  const ruler = element("div", {class: "slider-ruler", hidden: true});
  const node = element(
    "div",
    {class: "slider", title: description ?? ""},
    element("span", {class: "slider-label"}, label, element("i", {}, letter)),
    field,
    range,
    ruler
  );
  let value = Number.NaN;
  /** For which marks and value the ruler was drawn. */
  let marked = "";

  /** The track is coloured up to the thumb. */
  function fill() {
    const share = (Number(range.value) - scale.min) / (scale.max - scale.min);
    range.style.setProperty("--done", `${100 * share}%`);
  }

  function show(next: number) {
    if (Object.is(next, value)) return;
    value = next;
    range.value = String(scale.toPosition(value));
    fill();
    range.setAttribute("aria-valuetext", plain(value));
    if (document.activeElement !== field) field.value = plain(value);
  }

  range.addEventListener("input", () => {
    value = scale.toValue(Number(range.value));
    fill();
    field.value = plain(value);
    range.setAttribute("aria-valuetext", plain(value));
    onInput(value);
  });
  const typed = () => {
    const next = Number(field.value.replace("−", "-").replace(",", "."));
    const valid = field.value.trim() !== "" && next >= limits[0] && next < limits[1];
    field.setAttribute("aria-invalid", String(!valid));
    if (!valid || next === value) return;
    show(next);
    onInput(next);
  };
  field.addEventListener("input", typed);
  field.addEventListener("blur", () => {
    field.value = plain(value);
    field.setAttribute("aria-invalid", "false");
  });

  /** Place on the track as a share, which CSS corrects for the width of the thumb. */
  const share = (v: number) => (scale.toPosition(v) - scale.min) / (scale.max - scale.min);
  return {
    node,
    show,
    /** Marks values on the ruler; those off its ends are left out, but a bound below the start still colours it. */
    setMarks(marks: readonly RulerMark[]) {
      const key = JSON.stringify([marks, value]);
      if (key === marked) return;
      marked = key;
      const bound = marks.find((mark) => mark.bound);
      const limit = bound ? Math.min(1, Math.max(0, share(bound.value))) : 1;
      ruler.style.setProperty("--bound", String(limit));
      ruler.replaceChildren(
        ...marks
          .filter((mark) => share(mark.value) >= 0 && share(mark.value) <= 1)
          .map((mark) => {
            const at = share(mark.value);
            const node = element("span", {class: "slider-mark"}, element("em", {}, mark.label));
            node.style.setProperty("--at", String(at));
            node.dataset.side = at > 0.6 ? "left" : "right";
            return node;
          })
      );
      // It keeps its room once it had marks, since they come and go while the ball moves.
      if (marks.length) ruler.hidden = false;
      node.dataset.over = String(Boolean(bound && value >= bound.value));
    }
  };
}
