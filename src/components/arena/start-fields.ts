import {element} from "../element.js";
import {plain} from "./format.js";
import {FAR} from "./state.js";

const text = {legend: "Start", x: "Start x", y: "Start y"};

/** The start point as two numbers to type. */
export function startFields(onStart: (start: readonly [number, number]) => void) {
  const field = (label: string) => {
    const node = element("input", {type: "text", inputMode: "decimal", spellcheck: false, autocomplete: "off"});
    node.setAttribute("aria-label", label);
    return node;
  };
  const [x, y] = [field(text.x), field(text.y)];
  let shown: readonly [number, number] = [Number.NaN, Number.NaN];
  const read = (input: HTMLInputElement) => {
    const value = input.value.trim() === "" ? Number.NaN : Number(input.value.replace("−", "-").replace(",", "."));
    const valid = Math.abs(value) <= FAR;
    input.setAttribute("aria-invalid", String(!valid));
    return valid ? value : Number.NaN;
  };
  const typed = () => {
    const next = [read(x), read(y)] as const;
    if (!next.every(Number.isFinite)) return;
    shown = next;
    onStart(next);
  };
  const restore = () => {
    [x.value, y.value] = shown.map(plain);
    for (const input of [x, y]) input.setAttribute("aria-invalid", "false");
  };
  for (const input of [x, y]) {
    input.addEventListener("input", typed);
    input.addEventListener("blur", restore);
  }
  return {
    node: element(
      "div",
      {class: "start-fields", role: "group", "aria-label": text.legend},
      element("span", {}, `${text.legend} (x, y)`),
      x,
      y
    ),
    show(start: readonly [number, number]) {
      if (start[0] === shown[0] && start[1] === shown[1]) return;
      shown = start;
      if (document.activeElement !== x && document.activeElement !== y) restore();
    }
  };
}
