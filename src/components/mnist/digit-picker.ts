import {element} from "../element.js";
import type {Control} from "./control.js";
import {field, integerInput} from "./fields.js";

const text = {number: "Test digit number", another: "Another"};

/** Picks one test digit by its number. `onPick` hears it. */
export function digitPicker(control: Control, onPick: (index: number) => void) {
  const box = integerInput([0, 9999], 0);
  const another = element("button", {type: "button"}, text.another);
  box.addEventListener("change", () => {
    box.value = String(index());
    onPick(index());
  });
  another.addEventListener("click", () => {
    box.value = String(Math.floor(Math.random() * (control.data?.test ?? 2000)));
    onPick(index());
  });
  const index = () => Math.min(Number(box.value), (control.data?.test ?? 10_000) - 1);
  return {node: element("div", {class: "row"}, field(text.number, box), another), index};
}
