import {element} from "../element.js";

/** A labelled control. */
export function field(text: string, input: HTMLElement, ...rest: Node[]): HTMLLabelElement {
  return element("label", {class: "field"}, element("span", {}, text), input, ...rest);
}

/** A list to choose one of, from [value, text] pairs; the first, unless told. */
export function choice(options: readonly (readonly [string, string])[], value = options[0][0]): HTMLSelectElement {
  const node = element("select", {}, ...options.map(([v, label]) => element("option", {value: v}, label)));
  node.value = value;
  return node;
}

/** Sets a list to a value, which a link or a file may hold and the list not: then it is added, so that it is not lost. */
export function choose(list: HTMLSelectElement, value: string, label = value): void {
  if (![...list.options].some((option) => option.value === value)) list.append(element("option", {value}, label));
  list.value = value;
}

/** A whole number between two limits: what is typed is rounded and brought between them. */
export function integerInput([low, high]: readonly [number, number], value: number): HTMLInputElement {
  const node = element("input", {type: "number", min: String(low), max: String(high), step: "1", value: String(value)});
  let last = value;
  node.addEventListener("change", () => {
    const typed = node.value.trim() === "" ? Number.NaN : Number(node.value);
    last = Number.isFinite(typed) ? Math.max(low, Math.min(high, Math.round(typed))) : last;
    node.value = String(last);
  });
  return node;
}
