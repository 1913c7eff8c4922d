import {element} from "../element.js";

/** A row of controls. */
export const controls = (...nodes: readonly Node[]): HTMLElement => element("div", {class: "controls"}, ...nodes);
