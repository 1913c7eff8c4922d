import {element} from "../element.js";
import {colour, watchScheme} from "../theme.js";
import type {Panel, PanelContext} from "./panel.js";
import type {Answers} from "./questions.js";
import {slowAnswer} from "./slow-answer.js";

const text = {
  measure: "Measure the gradient noise",
  about:
    "Gradients of mini-batches at the weights now, on the plane of the path: each dot is one. Four times the batch makes the cloud half as wide.",
  picture: "Mini-batch gradients on the plane of the path, around zero, one colour a batch size",
  says: ({sizes}: Answers["noise"]) =>
    sizes
      .map(
        ({batchSize, spread, meanNorm}) =>
          `batch ${batchSize}: spread ${Math.sqrt(spread).toPrecision(2)} around a gradient of length ${meanNorm.toPrecision(2)}`
      )
      .join("; ")
};

const sizes = [8, 32, 128];
const DRAWS = 32;
const PIXELS = 360;
const hues = ["class-1", "class-2", "class-0"] as const;

/** The cloud of mini-batch gradients for three batch sizes, and its measured spread. */
export function noisePanel({control}: PanelContext): Panel {
  let view: Answers["noise"] | undefined;
  const canvas = element("canvas", {class: "landscape", role: "img", "aria-label": text.picture});
  canvas.width = canvas.height = PIXELS;
  const key = element("p", {class: "legend"});
  const says = element("p", {class: "says"});
  const measure = slowAnswer(control, "noise", {
    label: text.measure,
    args: () => ({sizes, draws: DRAWS}),
    onAnswer(value) {
      view = value;
      draw();
    }
  });

  function draw() {
    if (!view) return;
    drawCloud(canvas, view);
    says.textContent = text.says(view);
    key.replaceChildren(
      ...view.sizes.map(({batchSize}, i) =>
        element("span", {class: "cloud-key"}, element("i", {style: `background:var(--${hues[i]})`}), String(batchSize))
      )
    );
  }

  const unwatch = watchScheme(draw);
  return {
    node: element("div", {}, element("p", {class: "hint"}, text.about), measure.node, canvas, key, says),
    update(changes) {
      if (changes.has("working")) measure.update();
    },
    dispose: unwatch
  };
}

/** The clouds, the largest batch on top, around zero in the middle. */
function drawCloud(canvas: HTMLCanvasElement, {sizes: clouds}: Answers["noise"]): void {
  const context = canvas.getContext("2d")!;
  context.clearRect(0, 0, PIXELS, PIXELS);
  let most = 1e-12;
  for (const {cloud} of clouds) for (const [x, y] of cloud) most = Math.max(most, Math.abs(x), Math.abs(y));
  const place = (v: number) => PIXELS / 2 + (0.46 * PIXELS * v) / most;
  context.strokeStyle = colour("rule-strong", canvas);
  context.beginPath();
  context.moveTo(PIXELS / 2, 0);
  context.lineTo(PIXELS / 2, PIXELS);
  context.moveTo(0, PIXELS / 2);
  context.lineTo(PIXELS, PIXELS / 2);
  context.stroke();
  clouds.forEach(({cloud}, k) => {
    context.fillStyle = colour(hues[k % hues.length], canvas);
    for (const [x, y] of cloud) {
      context.beginPath();
      context.arc(place(x), PIXELS - place(y), 3, 0, 2 * Math.PI);
      context.fill();
    }
  });
}
