import type {Hyperparameter, Settings} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {sliderScale, valueText} from "./slider-scale.js";

type Value = Settings[string];

export interface HyperInput {
  readonly node: HTMLElement;
  value(): Value;
  set(value: Value): void;
  lock(locked: boolean): void;
}

/** The control that a hyperparameter's record asks for: a slider, a box to tick, or a list. */
export function hyperInput(h: Hyperparameter, initial: Value, onInput: () => void): HyperInput {
  let value = initial;
  const change = (next: Value) => {
    value = next;
    onInput();
  };
  if (typeof h.default === "boolean") {
    const box = element("input", {type: "checkbox", checked: value === true});
    box.addEventListener("change", () => change(box.checked));
    return wrap(
      h,
      box,
      undefined,
      () => value,
      (v) => (box.checked = v === true),
      (v) => (value = v)
    );
  }
  if (h.choices) {
    const list = element("select", {}, ...h.choices.map((c) => element("option", {value: c}, c)));
    list.value = String(value);
    list.addEventListener("change", () => change(list.value));
    return wrap(
      h,
      list,
      undefined,
      () => value,
      (v) => (list.value = String(v)),
      (v) => (value = v)
    );
  }
  const scale = sliderScale(h);
  if (!scale || typeof h.default !== "number") {
    const box = element("input", {type: "number", step: "any", value: value === null ? "" : String(value)});
    box.addEventListener("change", () => change(box.value === "" ? h.default : Number(box.value)));
    return wrap(
      h,
      box,
      undefined,
      () => value,
      (v) => (box.value = v === null ? "" : String(v)),
      (v) => (value = v)
    );
  }
  const {min, max, step} = scale;
  const slider = element("input", {type: "range", min: String(min), max: String(max), step: String(step)});
  const shown = element("output");
  const tell = (v: Value) => {
    shown.textContent = valueText(Number(v));
    slider.setAttribute("aria-valuetext", valueText(Number(v)));
    slider.style.setProperty("--done", `${(100 * (Number(slider.value) - min)) / (max - min)}%`);
  };
  const show = (v: Value) => {
    slider.value = String(scale.toPosition(Number(v)));
    tell(v);
  };
  slider.addEventListener("input", () => {
    const next = scale.toValue(Number(slider.value));
    tell(next);
    change(next);
  });
  show(value);
  return wrap(
    h,
    slider,
    shown,
    () => value,
    show,
    (v) => (value = v)
  );
}

function wrap(
  {label, description}: Hyperparameter,
  input: HTMLInputElement | HTMLSelectElement,
  shown: HTMLElement | undefined,
  value: () => Value,
  show: (value: Value) => void,
  keep: (value: Value) => void
): HyperInput {
  const name = element("span", {title: description}, label);
  return {
    node: shown
      ? element("label", {class: "slider"}, name, " ", shown, input)
      : element("label", {class: "field"}, name, input),
    value,
    set(next) {
      keep(next);
      show(next);
    },
    lock(locked) {
      input.disabled = locked;
    }
  };
}
