import {element} from "../element.js";
import {button} from "./handle.js";
import {recall, remember} from "./memory.js";
import {finishChapter} from "./progress.js";
import {plain, prose} from "./prose.js";

const text = {kicker: "Check yourself"};

export interface QuizOptions {
  /** Name under which it is remembered: "gradient/uphill". */
  readonly id: string;
  readonly question: string;
  readonly choices: readonly {readonly text: string; readonly right?: boolean; readonly feedback: string}[];
}

/** A question at the end of a chapter: every choice has an answer of its own, and may be tried. */
export function quiz({id, question, choices}: QuizOptions): HTMLElement {
  const key = `quiz:${id}`;
  const feedback = element("div", {class: "reveal", role: "status"});
  const buttons = choices.map(({text: words}, i) => {
    const b = button("", () => {
      answer(i);
      remember(key, {tried: i, right: Boolean(choices[i].right)});
      if (choices[i].right) finishChapter();
    });
    b.append(element("span", {}, ...prose(words)));
    b.ariaLabel = plain(words);
    return b;
  });

  function answer(i: number) {
    buttons[i].dataset.state = choices[i].right ? "right" : "wrong";
    feedback.replaceChildren(element("p", {}, ...prose(choices[i].feedback)));
  }

  const tried = recall<{tried?: unknown}>(key)?.tried;
  if (typeof tried === "number" && choices[tried]) answer(tried);
  return element(
    "div",
    {class: "quiz", role: "group", "aria-label": text.kicker},
    element("b", {class: "kicker"}, text.kicker),
    element("p", {class: "ask"}, ...prose(question)),
    element("div", {class: "choices", role: "group", "aria-label": plain(question)}, ...buttons),
    feedback
  );
}
