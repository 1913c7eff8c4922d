import {element} from "../element.js";

export interface ChoiceOptions<T extends string> {
  /** What is chosen; shown before the choices. */
  readonly label: string;
  readonly choices: readonly (readonly [value: T, text: string])[];
  readonly value: T;
}

let count = 0;

/** A few choices as a row of words: radio buttons, so that arrow keys move between them. `set` moves it in silence. */
export function choice<T extends string>(
  {label, choices, value}: ChoiceOptions<T>,
  onChange: (value: T) => void = () => {}
) {
  const name = `choice-${++count}`;
  const inputs = choices.map(([v]) => element("input", {type: "radio", name, value: v, checked: v === value}));
  const node = element(
    "fieldset",
    {class: "segmented"},
    element("legend", {}, label),
    ...choices.map(([, text], i) => element("label", {}, inputs[i], text))
  );
  for (const input of inputs)
    input.addEventListener("change", () => {
      value = input.value as T;
      onChange(value);
    });
  return {
    node,
    get value() {
      return value;
    },
    set(next: T) {
      value = next;
      for (const input of inputs) input.checked = input.value === next;
    }
  };
}
