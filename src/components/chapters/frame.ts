import {element} from "../element.js";

export interface FrameOptions {
  readonly title: string;
  /** Small print below. */
  readonly caption?: string;
  /** Picture and side by side, where there is room. */
  readonly two?: boolean;
}

/** The parts of a figure: a picture, what stands beside it, controls, and one sentence that says what it shows now. */
export interface FigureParts {
  readonly node: HTMLElement;
  readonly body: HTMLElement;
  readonly side: HTMLElement;
  readonly controls: HTMLElement;
  /** Sets the sentence, which is also read aloud; `kind` "error" where something went wrong. */
  say(text: string, kind?: "error"): void;
}

/** An empty figure to fill. */
export function frame({title, caption, two = false}: FrameOptions): FigureParts {
  const body = element("div", {class: "figure-picture"});
  const side = element("div", {class: "figure-side"});
  const controls = element("div", {class: "controls"});
  const says = element("p", {class: "figure-says", role: "status"});
  const room = element("div", {class: two ? "figure-body two" : "figure-body"}, body, side);
  const node = element(
    "figure",
    {class: "figure"},
    element("p", {class: "figure-title"}, title),
    room,
    controls,
    says,
    ...(caption ? [element("figcaption", {}, caption)] : [])
  );
  return {
    node,
    body,
    side,
    controls,
    say(text, kind) {
      if (says.textContent !== text) says.textContent = text;
      if (kind) says.dataset.kind = kind;
      else delete says.dataset.kind;
    }
  };
}
