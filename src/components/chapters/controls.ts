import {element} from "../element.js";
import {formula} from "../formula.js";

export interface SliderOptions {
  readonly label: string;
  /** KaTeX of its symbol. */
  readonly tex?: string;
  readonly min: number;
  readonly max: number;
  /** Of the position; on a logarithmic slider, of log₁₀. */
  readonly step: number;
  readonly value: number;
  readonly log?: boolean;
  readonly format?: (value: number) => string;
  readonly onInput: (value: number) => void;
}

export interface Control<T> {
  readonly node: HTMLElement;
  readonly value: T;
  /** Sets it without telling anybody. */
  set(value: T): void;
}

let ids = 0;

/** A labelled slider. Only the reader's hand calls `onInput`. */
export function slider({label, tex, min, max, step, log = false, format = String, onInput, ...options}: SliderOptions): Control<number> {
  const [there, back] = log ? [Math.log10, (p: number) => 10 ** p] : [(v: number) => v, (p: number) => p];
  let value = options.value;
  const id = `slider-${++ids}`;
  const input = element("input", {id, type: "range", min: String(there(min)), max: String(there(max)), step: String(step)});
  const shown = element("output", {});
  shown.htmlFor.add(id);
  const name = element("label", {});
  name.htmlFor = id;
  name.append(label, ...(tex ? [" ", formula(tex).node] : []));
  const show = () => {
    const position = there(value);
    input.value = String(position);
    input.style.setProperty("--done", `${(100 * (position - there(min))) / (there(max) - there(min))}%`);
    shown.textContent = format(value);
    input.setAttribute("aria-valuetext", format(value));
  };
  input.addEventListener("input", () => {
    value = log ? Number(back(Number(input.value)).toPrecision(3)) : Number(input.value);
    show();
    onInput(value);
  });
  show();
  return {
    node: element("div", {class: "slider"}, name, shown, input),
    get value() {
      return value;
    },
    set(next) {
      value = Math.min(max, Math.max(min, next));
      show();
    }
  };
}

/** A few choices, of which one is taken. */
export function choice<T extends string>(
  legend: string,
  choices: readonly (readonly [T, string])[],
  start: T,
  onChange: (value: T) => void
): Control<T> {
  let value = start;
  const name = `choice-${++ids}`;
  const inputs = new Map<T, HTMLInputElement>();
  const node = element("fieldset", {class: "segmented"}, element("legend", {}, legend));
  for (const [key, text] of choices) {
    const input = element("input", {type: "radio", name, value: key, checked: key === start});
    input.addEventListener("change", () => {
      value = key;
      onChange(key);
    });
    inputs.set(key, input);
    node.append(element("label", {}, input, text));
  }
  return {
    node,
    get value() {
      return value;
    },
    set(next) {
      value = next;
      const input = inputs.get(next);
      if (input) input.checked = true;
    }
  };
}

/** A box to tick. */
export function toggle(label: string, start: boolean, onChange: (value: boolean) => void): Control<boolean> {
  const input = element("input", {type: "checkbox", checked: start});
  input.addEventListener("change", () => onChange(input.checked));
  return {
    node: element("label", {class: "switch"}, input, label),
    get value() {
      return input.checked;
    },
    set(next) {
      input.checked = next;
    }
  };
}

/** A button. */
export function button(label: string, onClick: () => void, {primary = false}: {primary?: boolean} = {}): HTMLButtonElement {
  const node = element("button", {type: "button", class: primary ? "primary" : "quiet"}, label);
  node.addEventListener("click", onClick);
  return node;
}
