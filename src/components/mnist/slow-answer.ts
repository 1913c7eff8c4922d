import {element} from "../element.js";
import {offSwitch} from "../off-switch.js";
import type {Control} from "./control.js";
import type {Answers, Questions} from "./questions.js";

const text = {
  working: (done: number) => `Computing: ${Math.round(100 * done)} %`,
  waiting: "Computing",
  train: "Train first.",
  gone: "Another run has begun meanwhile; ask again."
};

/**
 * A button that asks the worker something slow, and a line that says how far it is or what went wrong. The worker trains
 * on meanwhile.
 */
export function slowAnswer<K extends keyof Questions>(
  control: Control,
  what: K,
  {label, args, onAnswer}: {label: string; args: () => Questions[K]; onAnswer: (value: Answers[K]) => void}
) {
  const button = element("button", {type: "button"}, label);
  const line = element("span", {class: "hint", role: "status"});
  const off = offSwitch(button);
  let busy = false;
  async function ask() {
    if (busy) return;
    const {run} = control;
    busy = true;
    off(true);
    line.textContent = text.waiting;
    try {
      const value = await control.ask(what, args());
      const gone = control.run !== run;
      line.textContent = value === undefined ? text.train : gone ? text.gone : "";
      if (value !== undefined && !gone) onAnswer(value);
    } catch (error) {
      line.textContent = sentence(error);
    }
    busy = false;
    off(false);
  }

  button.addEventListener("click", ask);
  return {
    node: element("div", {class: "row"}, button, line),
    /** As if the button were pressed; nothing happens while an answer is awaited. */
    ask,
    update() {
      if (busy && control.working.what === what) line.textContent = text.working(control.working.done);
    }
  };
}

/** An error of ours as a sentence: without the names of functions, which help only those who read the code. */
export function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const said = message.replace(
    /(^|: )(?:answer|load|unpack|ownData|readCsv|readIdx|imageDataset|dataset|chainOf|open|program|session|save|loadModel|readSafetensors): /g,
    "$1"
  );
  const isFile = /^\S+\.\w+/.test(said);
  return `${isFile ? said : said.charAt(0).toUpperCase() + said.slice(1)}.`;
}
