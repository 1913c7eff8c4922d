import {element} from "../element.js";
import {button} from "./handle.js";
import {type PredictBody, predictFrame} from "./predict-frame.js";
import {plain, prose} from "./prose.js";
import {scoreChoice, scoreNumber} from "./score.js";
import {slider} from "./slider.js";

const text = {
  commit: "This is my guess",
  yours: (guess: string, answer: string) => `You said ${guess}; it is ${answer}.`
};

export interface PredictOptions {
  /** Name under which the guess is remembered: "gradient/direction". */
  readonly id: string;
  /** May hold `$…$`. */
  readonly question: string;
  /** Either a few answers to choose from … */
  readonly choices?: readonly string[];
  /** … or a number to set. A curve to draw is asked for by `predictSketch`. */
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
  if (!choices && !range) throw new Error("predict: missing choices or range; expected one of them");
  const format = range?.format ?? String;
  const frame = predictFrame<number>({
    id,
    question,
    reveal,
    body: choices ? chooser(choices) : setter(),
    judge: (guess) =>
      range && !choices
        ? {closeness: scoreNumber(guess, answer, range), said: text.yours(format(guess), format(answer))}
        : {closeness: scoreChoice(guess, answer)},
    isGuess: (value) => typeof value === "number",
    onReveal
  });

  function chooser(list: readonly string[]): PredictBody<number> {
    const buttons = list.map((choice, i) => {
      const b = button("", () => {
        if (b.ariaDisabled !== "true") frame.commit(i);
      });
      b.append(element("span", {}, ...prose(choice)));
      b.ariaLabel = plain(choice);
      return b;
    });
    return {
      node: element("div", {class: "choices", role: "group", "aria-label": plain(question)}, ...buttons),
      show(guess) {
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

  function setter(): PredictBody<number> {
    const control = slider(range!);
    const go = button(text.commit, () => frame.commit(control.value), "primary");
    return {
      node: element("div", {class: "guess"}, control.node, go),
      show(guess) {
        control.set(guess);
        control.input.disabled = go.disabled = true;
      },
      clear() {
        control.input.disabled = go.disabled = false;
        control.input.focus();
      }
    };
  }

  frame.restore();
  return frame.node;
}
