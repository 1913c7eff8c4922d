import type {Part} from "../../../book.js";
import {predictions, progressMark, slugOf} from "../../book/progress.js";
import {element} from "../../element.js";

const text = {
  tally: (made: number, close: number) =>
    made === 1
      ? `You have predicted once${close ? ", and were right or near" : ""}.`
      : `You have predicted ${made} times, and were right or near ${close} times.`
};

/** The book's parts with a mark for what has been read, and how predicting went. Chapters not written are left out. */
export function contents(parts: readonly Part[], written: readonly string[]): HTMLElement {
  const {made, close} = predictions();
  const sections = parts
    .map(({name, chapters}) => ({name, chapters: chapters.filter(({path}) => written.includes(path))}))
    .filter(({chapters}) => chapters.length)
    .map(({name, chapters}) =>
      element(
        "section",
        {},
        element("h2", {}, name),
        element(
          "ol",
          {},
          ...chapters.map(({name, path, question}) =>
            element(
              "li",
              {},
              progressMark(slugOf(path)),
              element(
                "a",
                {href: `.${path}.html`, class: "chapter"},
                element("b", {}, name),
                element("span", {}, question)
              )
            )
          )
        )
      )
    );
  const node = element("nav", {"aria-label": "The book"}, element("div", {class: "parts"}, ...sections));
  if (made) node.append(element("p", {class: "tally"}, text.tally(made, close)));
  return node;
}
