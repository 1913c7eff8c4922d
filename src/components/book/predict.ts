import {element} from "../element.js";
import {button} from "./handle.js";
import {forget, recall, remember} from "./memory.js";
import {plain, prose} from "./prose.js";
import {type Closeness, closenessText, scoreChoice, scoreNumber} from "./score.js";
import {slider} from "./slider.js";

const text = {
  kicker: "Predict first",
  commit: "This is my guess",
  again: "Guess again",
  yours: (guess: string, answer: string) => `You said ${guess}; it is ${answer}.`
};

export interface PredictOptions {
  /** Name under which the guess is remembered: "gradient/direction". */
  readonly id: string;
  /** May hold `$…$`. */
  readonly question: string;
  /** Either a few answers to choose from … */
  readonly choices?: readonly string[];
  /** … or a number to set. */
  readonly range?: {
    readonly label: string;
    readonly tex?: string;
    readonly min: number;
    readonly max: number;
    readonly value: number;
    readonly scale?: "linear" | "log";
    readonly step?: number;
    readonly format?: (value: number) => string;
  };
  /** Index of the right choice, or the number. */
  readonly answer: number;
  /** What is told afterwards. */
  readonly reveal: string;
  /** Lets a figure show it, once the reader has committed (or had, on an earlier visit). */
  readonly onReveal?: (guess: number) => void;
}

/** A question to answer before the answer is shown. The guess is remembered on the device and judged kindly. */
export function predict({id, question, choices, range, answer, reveal, onReveal}: PredictOptions): HTMLElement {
  const key = `predict:${id}`;
  const told = element("div", {class: "reveal", role: "status"});
  const ask = element("p", {class: "ask"}, ...prose(question));
  const body = choices ? chooser(choices) : setter();
  const node = element(
    "div",
    {class: "predict", role: "group", "aria-label": text.kicker},
    element("b", {class: "kicker"}, text.kicker),
    ask,
    body.node,
    told
  );

  function commit(guess: number, isNew: boolean) {
    const closeness: Closeness =
      choices || !range ? scoreChoice(guess, answer) : scoreNumber(guess, answer, {...range});
    if (isNew) remember(key, {guess, closeness});
    body.show(guess);
    const again = button(
      text.again,
      () => {
        forget(key);
        told.replaceChildren();
        body.clear();
      },
      "quiet"
    );
    const said = range ? ` ${text.yours(body.format(guess), body.format(answer))}` : "";
    told.replaceChildren(
      element("p", {}, element("span", {class: "kind"}, `${closenessText[closeness]}${said}`), " ", ...prose(reveal)),
      again
    );
    node.dataset.closeness = closeness;
    onReveal?.(guess);
  }

  function chooser(list: readonly string[]) {
    const buttons = list.map((choice, i) => {
      const b = button("", () => {
        if (b.ariaDisabled !== "true") commit(i, true);
      });
      b.append(element("span", {}, ...prose(choice)));
      b.ariaLabel = plain(choice);
      return b;
    });
    return {
      node: element("div", {class: "choices", role: "group", "aria-label": plain(question)}, ...buttons),
      format: (i: number) => list[i],
      show(guess: number) {
        buttons.forEach((b, i) => {
          // Not `disabled`: the keyboard would lose its place.
          b.ariaDisabled = "true";
          if (i === answer) b.dataset.state = "right";
          else if (i === guess) b.dataset.state = "wrong";
          else delete b.dataset.state;
        });
      },
      clear() {
        for (const b of buttons) {
          b.ariaDisabled = null;
          delete b.dataset.state;
        }
        buttons[0].focus();
      }
    };
  }

  function setter() {
    if (!range) throw new Error("predict: missing choices or range; expected one of them");
    const control = slider(range);
    const go = button(text.commit, () => commit(control.value, true), "primary");
    return {
      node: element("div", {class: "guess"}, control.node, go),
      format: (v: number) => range.format?.(v) ?? String(v),
      show(guess: number) {
        control.set(guess);
        control.input.disabled = go.disabled = true;
      },
      clear() {
        control.input.disabled = go.disabled = false;
        control.input.focus();
      }
    };
  }

  const earlier = recall<{guess: number}>(key);
  if (typeof earlier?.guess === "number") commit(earlier.guess, false);
  return node;
}
