import {element} from "../element.js";
import {parts} from "./link.js";

const text = {
  title: "A link for a lesson",
  says: "It opens the page as it is now, without what you tick. For another choice, change “hide=” in the link.",
  copy: "Copy that link",
  names: {
    surface: "Choice of surface",
    runs: "List of runs",
    settings: "Settings",
    start: "Start",
    noise: "Gradient noise",
    time: "Play and steps",
    chart: "Chart",
    equations: "Next update",
    inside: "Inside the step",
    judge: "Judge",
    share: "Keep and share"
  } satisfies Record<(typeof parts)[number], string>
};

/** Which parts of the page a link leaves out, for a lesson. */
export function lessonLink(copy: (hide: readonly string[]) => void): HTMLElement {
  const boxes = parts.map((name) => ({name, box: element("input", {type: "checkbox"})}));
  const button = element("button", {type: "button"}, text.copy);
  button.addEventListener("click", () => copy(boxes.filter(({box}) => box.checked).map(({name}) => name)));
  return element(
    "details",
    {class: "lesson-link"},
    element("summary", {}, text.title),
    element("p", {}, text.says),
    element(
      "div",
      {class: "lesson-parts"},
      ...boxes.map(({name, box}) => element("label", {class: "check"}, box, text.names[name]))
    ),
    button
  );
}
