import type {Hyperparameter} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {plain} from "./format.js";

/** How a slider's position belongs to a value. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  toPosition(value: number): number;
  toValue(position: number): number;
}

/** Two significant digits of a number, or of its distance from 1. */
const round = (value: number, digits = 2) => Number(value.toPrecision(digits));

/** The scale that a hyperparameter asks for. Positions of the logarithmic ones are powers of ten. */
export function scaleOf({scale = "linear", range = [0, 1]}: Pick<Hyperparameter, "scale" | "range">): Scale {
  const [low, high] = range;
  if (scale === "log")
    return {
      min: Math.log10(low),
      max: Math.log10(high),
      step: 0.01,
      toPosition: (value) => Math.log10(Math.max(low / 10, value)),
      toValue: (position) => round(10 ** position)
    };
  if (scale === "oneMinusLog")
    return {
      min: low > 0 ? -Math.log10(1 - low) : 0,
      max: -Math.log10(1 - high),
      step: 0.01,
      toPosition: (value) => -Math.log10(Math.max(1e-12, 1 - value)),
      toValue: (position) => Number((1 - round(10 ** -position)).toFixed(8))
    };
  return {
    min: low,
    max: high,
    step: (high - low) / 200,
    toPosition: (value) => value,
    toValue: (position) => Number(position.toPrecision(6))
  };
}

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
  const ruler = element("div", {class: "slider-ruler"});
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
      ruler.hidden = marks.length === 0;
      node.dataset.over = String(Boolean(bound && value >= bound.value));
    }
  };
}

const letters: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  varepsilon: "ε",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  varphi: "φ",
  phi: "φ",
  omega: "ω"
};
const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** A hyperparameter's symbol without TeX: "\\beta_1" is "β₁". */
export function letterOf(tex: string): string {
  return tex
    .replace(/\\text\{([^}]*)\}/g, "$1")
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => letters[name] ?? name)
    .replace(/_\{?(\d)\}?/g, (_, digit: string) => subscripts[Number(digit)])
    .replace(/\^\{?([+-])\}?/g, (_, sign: string) => (sign === "+" ? "⁺" : "⁻"))
    .replace(/[{}\\_^]/g, "");
}
