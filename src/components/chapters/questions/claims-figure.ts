import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {recall, remember} from "../../book/memory.js";
import {element} from "../../element.js";
import {claims, verdicts} from "./claims.js";

const text = {
  title: "Eight sentences that one hears",
  caption: "Decide before you read on. Your answers are remembered on this device and go nowhere else.",
  verdicts: "Your verdict",
  next: "Next sentence",
  again: "Begin again",
  more: "See it in the figure",
  count: (i: number, n: number) => `Sentence ${i} of ${n}`,
  right: "So it is. ",
  surprise: (verdict: string) => `Rather: ${verdict.toLowerCase()}. `,
  score: (right: number, made: number) => `${right} of ${made} as the figures have it.`,
  ready: "Nothing decided yet."
};

const KEY = "claims";

/** Sentences to judge, one at a time, each with the chapter that shows the answer. */
export function claimsFigure() {
  const kept = recall<unknown>(KEY);
  let answers: number[] = [];
  // What the device remembers may be of another version, or not ours.
  if (Array.isArray(kept) && kept.every((a) => typeof a === "number" && verdicts[a]))
    answers = kept.slice(0, claims.length);
  let current = Math.min(answers.length, claims.length - 1);

  const count = element("p", {class: "claim-count"});
  const sentence = element("p", {class: "claim"});
  const told = element("div", {class: "reveal", role: "status"});
  const choices = verdicts.map((verdict, i) => button(verdict, () => answer(i)));
  const next = button(text.next, () => {
    const last = current === claims.length - 1;
    if (last) {
      answers = [];
      remember(KEY, answers);
    }
    current = last ? 0 : current + 1;
    draw();
    choices[0].focus();
  });

  function answer(i: number) {
    if (answers[current] !== undefined) return;
    answers[current] = i;
    remember(KEY, answers);
    draw();
  }

  function draw() {
    const {claim, verdict, why, chapter} = claims[current];
    const given = answers[current];
    count.textContent = text.count(current + 1, claims.length);
    sentence.textContent = `“${claim}”`;
    choices.forEach((choice, i) => {
      choice.ariaDisabled = given === undefined ? null : "true";
      delete choice.dataset.state;
      if (given !== undefined && i === verdict) choice.dataset.state = "right";
      else if (i === given) choice.dataset.state = "wrong";
    });
    told.replaceChildren();
    if (given !== undefined)
      told.append(
        element(
          "p",
          {},
          given === verdict ? text.right : text.surprise(verdicts[verdict]),
          `${why} `,
          element("a", {href: `./${chapter}.html`}, text.more)
        )
      );
    next.disabled = given === undefined;
    next.textContent = current === claims.length - 1 ? text.again : text.next;
    const made = answers.filter((a) => a !== undefined).length;
    const right = answers.filter((a, i) => a === claims[i].verdict).length;
    parts.say(made ? text.score(right, made) : text.ready);
  }

  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "claims",
    body: [
      count,
      sentence,
      element("div", {class: "choices three", role: "group", "aria-label": text.verdicts}, ...choices),
      told,
      element("div", {class: "controls"}, next)
    ]
  });
  draw();
  return {node: parts.node, dispose: parts.dispose};
}
