import {inkBox, normalizeDigit, SIDE} from "../../lib/data/digit.js";
import {element} from "../element.js";
import {offSwitch} from "../off-switch.js";
import {digitCanvas, digitPreview} from "./digit-canvas.js";
import {probabilityBars} from "./probability-bars.js";

export interface DrawOptions {
  /** Asks the network; undefined while there is none. */
  predict(image: Uint8Array): Promise<ArrayLike<number> | undefined>;
  /** Some test digit; undefined when it cannot be had. */
  testDigit(): Promise<{readonly image: Uint8Array; readonly label: number} | undefined>;
  /** Told the network's answer, or undefined when the drawing is cleared. */
  onPrediction(digit: number | undefined): void;
}

const text = {
  section: "Draw a digit",
  untrained: "Draw a digit now; the network answers as soon as it has begun to learn.",
  empty: "Draw a digit, with the mouse or a finger.",
  loading: "Loading the test digits.",
  missing: "The test digits could not be loaded. Drawing still works.",
  erase: "Erase",
  undo: "Undo",
  test: "Try a test digit",
  seen: (side: number) =>
    `What the network sees: fitted into ${inkBox(side)}\u00a0×\u00a0${inkBox(side)}, centred by mass in ${side}\u00a0×\u00a0${side}`,
  /** A reader's own images need not be of digits. */
  name: (label: number, digits: boolean) => (digits ? `a ${label}` : `class ${label}`),
  answer(p: number, best: string, truth: string | undefined) {
    const sure = p > 0.9 ? "This is" : p > 0.5 ? "This looks like" : "Perhaps";
    return `${sure} ${best}.${truth === undefined ? "" : truth === best ? " Right." : ` It is ${truth}.`}`;
  }
};

/** A square to draw in, what the network sees of it, and its ten probabilities. */
export function drawView({predict, testDigit, onPrediction}: DrawOptions) {
  let image: Uint8Array | undefined;
  let truth: number | undefined;
  let asked = 0;
  let side = SIDE;
  let digits = true;
  const canvas = digitCanvas((ink) => {
    truth = undefined;
    image = normalizeDigit(ink, {side});
    noUndo(!canvas.strokes());
    noErase(!canvas.strokes());
    if (!image.some((v) => v > 0)) image = undefined;
    void ask();
  });
  const preview = digitPreview();
  const caption = element("figcaption", {}, text.seen(side));
  const bars = probabilityBars();
  const answer = element("p", {class: "answer", "aria-live": "polite"}, text.untrained);
  const erase = element("button", {type: "button"}, text.erase);
  const undo = element("button", {type: "button"}, text.undo);
  const test = element("button", {type: "button"}, text.test);
  const [noErase, noUndo, noTest] = [erase, undo, test].map(offSwitch);
  noErase(true);
  noUndo(true);

  function wipe() {
    canvas.clear();
    image = truth = undefined;
    noUndo(true);
    noErase(true);
    void ask();
  }

  erase.addEventListener("click", wipe);
  undo.addEventListener("click", () => canvas.undo());
  test.addEventListener("click", async () => {
    noTest(true);
    answer.textContent = text.loading;
    const digit = await testDigit().catch(() => undefined);
    noTest(false);
    if (!digit) {
      answer.textContent = text.missing;
      return;
    }
    image = digit.image;
    truth = digit.label;
    canvas.show(image);
    noUndo(true);
    noErase(false);
    void ask();
  });

  /** Asks again; only the newest answer counts. */
  async function ask() {
    const ticket = ++asked;
    preview.show(image ?? new Uint8Array(side * side));
    const p = image ? await predict(image) : undefined;
    if (ticket !== asked) return;
    const best = bars.show(p);
    onPrediction(best);
    const name = (label: number | undefined) => (label === undefined ? undefined : text.name(label, digits));
    if (p && best !== undefined) answer.textContent = text.answer(p[best], text.name(best, digits), name(truth));
    else answer.textContent = image ? text.untrained : text.empty;
  }

  const node = element(
    "section",
    {class: "draw", "aria-label": text.section},
    element("div", {class: "draw-pad"}, canvas.node, element("div", {class: "draw-buttons"}, undo, erase, test)),
    element("figure", {class: "draw-seen"}, preview.node, caption),
    element("div", {class: "draw-answer"}, answer, bars.node)
  );
  return {
    node,
    ask,
    image: () => image,
    /** Paints the drawing once more, in the ink of now. */
    repaint() {
      canvas.repaint();
      void ask();
    },
    /** The side of the images that the network reads, and whether they are of digits. What was drawn for another side is wiped. */
    images(next: number, ofDigits: boolean) {
      digits = ofDigits;
      if (next === side) return;
      side = next;
      caption.textContent = text.seen(side);
      wipe();
    },
    dispose: canvas.dispose
  };
}
