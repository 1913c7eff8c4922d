import {element} from "../element.js";
import {formula} from "../formula.js";
import {colour} from "../theme.js";
import {paintInk} from "./digit-image.js";
import {digitPicker} from "./digit-picker.js";
import {field, integerInput} from "./fields.js";
import type {Panel, PanelContext} from "./panel.js";
import type {Answers} from "./questions.js";
import {sentence} from "./slow-answer.js";

const text = {
  empty: "Train a few steps first. Then take one weight’s derivative apart here.",
  about:
    "One digit, one weight of the first layer. The chain rule multiplies what lies between the weight and the loss; a finite difference, which only evaluates the loss, checks it. Press the digit to choose a pixel.",
  unit: "Hidden unit",
  image: "The digit; press a pixel, or move with the arrow keys, to choose the weight from it",
  pixel: (row: number, column: number) => `Pixel: row ${row + 1}, column ${column + 1}`,
  agree: (digits: number) => `They agree to ${digits} digits.`,
  zero: "Both are zero: the pixel is paper or the unit is off, so this weight has no say in this digit.",
  rounding: "They agree as far as numbers of this size can: the difference of two losses has few digits left.",
  disagree: "They differ here: the finite difference stepped over a kink of the ReLU."
};

type Chain = Answers["chain"];

/** The derivative of one digit's loss in one weight, factor by factor, and its check. */
export function byHandPanel({control}: PanelContext): Panel {
  let input: number | undefined;
  let chosenUnit: number | undefined;
  let shownInput: number | undefined;
  let entered = false;
  let asked = 0;
  const picker = digitPicker(control, () => {
    input = chosenUnit = undefined;
    void show();
  });
  const unit = integerInput([1, 1024], 1);
  unit.addEventListener("change", () => {
    chosenUnit = Number(unit.value) - 1;
    entered = true;
    void show();
  });
  const hint = element("p", {class: "hint"}, text.empty);
  const image = element("canvas", {class: "digit large pick", role: "img", tabIndex: 0, "aria-label": text.image});
  const where = element("p", {class: "hint"});
  const lines = [0, 1, 2, 3].map(() => formula("\\;", {display: true}));
  const verdict = element("p", {class: "says", role: "status"});
  const content = element(
    "div",
    {class: "by-hand"},
    element("div", {}, image, where, field(text.unit, unit)),
    element("div", {}, ...lines.map(({node}) => node), verdict)
  );
  image.addEventListener("click", (event) => {
    const box = image.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * image.width);
    const row = Math.floor(((event.clientY - box.top) / box.height) * image.height);
    const within = (v: number, n: number) => Math.max(0, Math.min(n - 1, v));
    input = within(column, image.width) + image.width * within(row, image.height);
    void show();
  });
  image.addEventListener("keydown", (event) => {
    const step = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -image.width, ArrowDown: image.width}[event.key];
    const next = (shownInput ?? 0) + (step ?? 0);
    if (step === undefined || next < 0 || next >= image.width * image.height) return;
    event.preventDefault();
    input = next;
    void show();
  });

  async function show() {
    if (!control.run) return;
    const ticket = ++asked;
    try {
      const chain = await control.ask("chain", {index: picker.index(), input, unit: chosenUnit});
      if (ticket === asked && chain) draw(chain);
    } catch (error) {
      if (ticket !== asked) return;
      hint.hidden = false;
      hint.textContent = sentence(error);
      content.hidden = true;
    }
  }

  function draw(chain: Chain) {
    hint.hidden = true;
    content.hidden = false;
    const side = Math.round(Math.sqrt(chain.image.length));
    shownInput = chain.input;
    paintInk(image, chain.image, side);
    mark(image, chain.input);
    where.textContent = text.pixel(Math.floor(chain.input / side), chain.input % side);
    // A number that is being typed stays; one that was entered gives way to the last unit where there are fewer.
    if (entered || document.activeElement !== unit) unit.value = String(chain.unit + 1);
    entered = false;
    for (const [i, tex] of texOf(chain).entries()) lines[i].set(tex);
    verdict.textContent = verdictOf(chain);
  }

  content.hidden = true;
  return {
    node: element("div", {class: "panel"}, element("p", {class: "hint"}, text.about), picker.node, hint, content),
    update(changes) {
      if (["state", "evaluation", "weights"].some((c) => changes.has(c as never))) void show();
    }
  };
}

/** The chosen pixel in the accent. */
function mark(canvas: HTMLCanvasElement, input: number) {
  const context = canvas.getContext("2d")!;
  context.fillStyle = colour("accent", canvas);
  context.fillRect(input % canvas.width, Math.floor(input / canvas.width), 1, 1);
}

/** A number in TeX, four digits. */
export function texNumber(v: number): string {
  if (v === 0) return "0";
  const e = Math.floor(Math.log10(Math.abs(v)));
  if (e >= -3 && e < 4) return v.toPrecision(4);
  return `${(v / 10 ** e).toFixed(3)}\\cdot10^{${e}}`;
}

const bracket = (v: number) => (v < 0 ? `(${texNumber(v)})` : texNumber(v));

/** The chain with its numbers: the unit, what comes from behind, the product, the check. */
export function texOf(c: Chain): string[] {
  const terms = c.terms.length
    ? `\\sum_k w_{k}\\,(p_k - y_k)\\\\ &= ${c.terms
        .slice(0, 2)
        .map(({weight, error}) => `${bracket(weight)}\\cdot${bracket(error)}`)
        .join("\\\\ &\\quad + ")} + \\dots\\\\ &= ${texNumber(c.upstream)}`
    : texNumber(c.upstream);
  return [
    `z = \\sum_i x_i w_i + b = ${texNumber(c.z)},\\qquad h = \\varphi(z) = ${texNumber(c.h)}`,
    // In lines, so that they fit on a phone.
    `\\begin{aligned}\\frac{\\partial J}{\\partial h} &= ${terms}\\end{aligned}`,
    `\\begin{aligned}\\frac{\\partial J}{\\partial w} &= x\\cdot\\varphi'(z)\\cdot\\frac{\\partial J}{\\partial h}\\\\ &= ${texNumber(c.x)}\\cdot${bracket(c.slope)}\\cdot${bracket(c.upstream)} = ${texNumber(c.product)}\\end{aligned}`,
    `\\frac{J(w+\\varepsilon)-J(w-\\varepsilon)}{2\\varepsilon} = ${texNumber(c.numeric)}\\qquad(\\varepsilon = 10^{${Math.round(Math.log10(c.epsilon))}})`
  ];
}

/** What the check says of the product. */
export function verdictOf({product, numeric, loss, epsilon}: Pick<Chain, "product" | "numeric" | "loss" | "epsilon">) {
  const size = Math.max(Math.abs(product), Math.abs(numeric));
  if (size < 1e-12) return text.zero;
  const error = Math.abs(product - numeric);
  const digits = Math.floor(-Math.log10(Math.max(1e-16, error / size)));
  if (digits >= 3) return text.agree(Math.min(12, digits));
  // Each loss is known to some 16 digits, so their difference divided by 2ε to no more than this.
  return error < (8 * Number.EPSILON * Math.max(1, loss)) / epsilon ? text.rounding : text.disagree;
}
