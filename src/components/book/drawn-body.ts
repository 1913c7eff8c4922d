import {element} from "../element.js";
import {button} from "./handle.js";
import type {PredictBody} from "./predict-frame.js";

export interface DrawnBodyOptions<Guess> {
  /** The picture with what is around it. */
  readonly node: Node;
  /** Carries `data-state="told"` once the answer stands beside the guess. */
  readonly picture: HTMLElement | SVGElement;
  /** How the guess is made. */
  readonly how: string;
  /** Words of the button that commits. */
  readonly commit: string;
  onCommit(): void;
  show(guess: Guess): void;
  clear(): void;
}

/** Where a guess is made by hand on a picture: how to, and a button once there is one. `ready` says that there is. */
export function drawnBody<Guess>({node, picture, how, commit, onCommit, show, clear}: DrawnBodyOptions<Guess>) {
  const go = button(commit, onCommit, "primary");
  go.disabled = true;
  const hint = element("p", {class: "hint"}, how);
  const body: PredictBody<Guess> = {
    node: element("div", {class: "sketch"}, node, hint, go),
    show(guess) {
      hint.hidden = go.hidden = true;
      picture.dataset.state = "told";
      show(guess);
    },
    clear() {
      hint.hidden = go.hidden = false;
      go.disabled = true;
      delete picture.dataset.state;
      clear();
    }
  };
  return {
    body,
    ready: () => {
      go.disabled = false;
    }
  };
}
