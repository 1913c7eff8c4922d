import type {Dataset} from "../lib/data/dataset.js";
import {normalizeDigit} from "../lib/data/digit.js";
import {digitCanvas, digitPreview} from "./digit-canvas.js";
import {element} from "./element.js";
import {probabilityBars} from "./probability-bars.js";

export interface DrawOptions {
  /** Asks the network; undefined while there is none. */
  predict(image: Uint8Array): Promise<ArrayLike<number> | undefined>;
  /** Test digits to try; undefined when they cannot be had. */
  testDigits(): Promise<Dataset | undefined>;
  /** Told the network's answer, or undefined when the drawing is cleared. */
  onPrediction(digit: number | undefined): void;
}

const untrained = "Draw a digit now; the network answers as soon as it has begun to learn.";

/** A square to draw in, what the network sees of it, and its ten probabilities. */
export function mnistDraw({predict, testDigits, onPrediction}: DrawOptions) {
  let image: Uint8Array | undefined;
  let truth: number | undefined;
  let asked = 0;
  const canvas = digitCanvas((ink) => {
    truth = undefined;
    image = normalizeDigit(ink);
    void ask();
  });
  const preview = digitPreview();
  const bars = probabilityBars();
  const answer = element("p", {class: "answer", "aria-live": "polite"}, untrained);
  const clear = element("button", {type: "button"}, "Clear");
  const test = element("button", {type: "button"}, "Try a test digit");

  clear.addEventListener("click", () => {
    canvas.clear();
    image = truth = undefined;
    preview.show(new Uint8Array(784));
    void ask();
  });
  test.addEventListener("click", async () => {
    test.disabled = true;
    const data = await testDigits();
    test.disabled = false;
    if (!data) {
      answer.textContent = "The test digits could not be loaded. Drawing still works.";
      return;
    }
    const i = Math.floor(Math.random() * data.count);
    image = (data.inputs as Uint8Array).slice(784 * i, 784 * (i + 1));
    truth = data.labels[i];
    canvas.show(image);
    void ask();
  });

  /** Asks again; only the newest answer counts. */
  async function ask() {
    const ticket = ++asked;
    if (image) preview.show(image);
    const p = image?.some((v) => v > 0) ? await predict(image) : undefined;
    if (ticket !== asked) return;
    const best = bars.show(p);
    onPrediction(best);
    if (p && best !== undefined)
      answer.textContent = `${p[best] > 0.9 ? "This is" : p[best] > 0.5 ? "This looks like" : "Perhaps"} a ${best}.${
        truth === undefined ? "" : truth === best ? " Right." : ` It is a ${truth}.`
      }`;
    else answer.textContent = image ? untrained : "Draw a digit, with the mouse or a finger.";
  }

  const node = element(
    "section",
    {class: "draw", "aria-label": "Draw a digit"},
    element("div", {class: "draw-pad"}, canvas.node, element("div", {class: "draw-buttons"}, clear, test)),
    element(
      "figure",
      {class: "draw-seen"},
      preview.node,
      element("figcaption", {}, "What the network sees: fitted into 20 × 20, centred by mass in 28 × 28")
    ),
    element("div", {class: "draw-answer"}, answer, bars.node)
  );
  return {node, ask, dispose: canvas.dispose};
}
