import {element} from "../element.js";
import {show as showNumber} from "../format.js";
import {formula} from "../formula.js";

export interface SliderOptions {
  /** Name for people. */
  readonly label: string;
  /** KaTeX source of the symbol. */
  readonly tex?: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  /** How it moves; a logarithmic one has `step` in decades (0.01 unless told). */
  readonly scale?: "linear" | "log";
  readonly step?: number;
  readonly format?: (value: number) => string;
}

/** A named slider. `onInput` hears only the reader; `set` moves it in silence. */
export function slider(
  {label, tex, min, max, value, scale = "linear", step, format = (v) => showNumber(v, 2)}: SliderOptions,
  onInput: (value: number) => void = () => {}
) {
  const log = scale === "log";
  const to = (v: number) => (log ? Math.log10(v) : v);
  const from = (v: number) => (log ? Number((10 ** v).toPrecision(3)) : v);
  const input = element("input", {
    type: "range",
    min: String(to(min)),
    max: String(to(max)),
    step: String(step ?? (log ? 0.01 : (max - min) / 200)),
    "aria-label": label
  });
  const output = element("output");
  const name = element("span", {}, label);
  if (tex) name.append(" ", formula(tex).node);
  const node = element("div", {class: "book-slider"}, name, output, input);

  function paint() {
    const shown = format(value);
    output.textContent = shown;
    input.setAttribute("aria-valuetext", shown);
    const done = (Number(input.value) - to(min)) / (to(max) - to(min));
    input.style.setProperty("--done", `${(100 * done).toFixed(1)}%`);
  }
  function set(next: number) {
    value = Math.min(max, Math.max(min, next));
    input.value = String(to(value));
    paint();
  }
  input.addEventListener("input", () => {
    value = from(Number(input.value));
    paint();
    onInput(value);
  });
  set(value);

  return {
    node,
    input,
    get value() {
      return value;
    },
    set
  };
}
