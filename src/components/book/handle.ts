import {element} from "../element.js";

/** Words in the prose that do something to a figure. Only words that can be acted upon look like this. */
export function handle(text: string, action: () => void): HTMLButtonElement {
  const node = element("button", {type: "button", class: "handle"}, text);
  node.addEventListener("click", action);
  return node;
}

/** A button of a figure. */
export function button(text: string, action: () => void, className = ""): HTMLButtonElement {
  const node = element("button", {type: "button", class: className}, text);
  node.addEventListener("click", action);
  return node;
}
