import {element} from "../element.js";
import {scaleOf} from "../slider-scale.js";
import {examplesOf} from "./mini-batch.js";
import {slider} from "./slider.js";
import type {Noise} from "./state.js";

const text = {
  title: "Gradient noise",
  kind: "Noise",
  none: "None: the exact gradient",
  gaussian: "Gaussian",
  batch: "Mini-batches of examples",
  batchMissing: "Mini-batches (least squares, neuron)",
  sigma: "Standard deviation",
  batchSize: "Batch size",
  seed: "Seed",
  another: "Another seed",
  separate: "Different noise for each run"
};

/** What the optimizers are given in place of the exact gradient. */
export function noisePanel(onNoise: (patch: Partial<Noise>) => void) {
  const options = (["none", "gaussian", "batch"] as const).map((kind) => element("option", {value: kind}, text[kind]));
  const kind = element("select", {}, ...options);
  kind.setAttribute("aria-label", text.kind);
  kind.addEventListener("change", () => onNoise({kind: kind.value as Noise["kind"]}));
  const sigma = slider({
    label: text.sigma,
    letter: "σ",
    scale: scaleOf({scale: "log", range: [0.01, 100]}),
    onInput: (value) => onNoise({sigma: value})
  });
  const batch = slider({
    label: text.batchSize,
    letter: "B",
    scale: {min: 0, max: 5, step: 1, toPosition: (v) => Math.log2(v), toValue: (p) => 2 ** p},
    limits: [1, 33],
    onInput: (value) => onNoise({batchSize: Math.round(value)})
  });
  const seed = element("button", {type: "button"}, text.another);
  let current = 1;
  let before: Noise["kind"] = "none";
  seed.addEventListener("click", () => onNoise({seed: current + 1}));
  const separate = element("input", {type: "checkbox"});
  separate.addEventListener("change", () => onNoise({separate: separate.checked}));
  const rest = element("div", {class: "noise-rest"}, element("label", {class: "check"}, separate, text.separate), seed);
  const node = element(
    "details",
    {class: "noise"},
    element("summary", {}, text.title),
    kind,
    sigma.node,
    batch.node,
    rest
  );
  return {
    node,
    show(noise: Noise, surfaceId: string) {
      current = noise.seed;
      const possible = examplesOf(surfaceId) > 0;
      options[2].disabled = !possible;
      options[2].textContent = possible ? text.batch : text.batchMissing;
      const shown = noise.kind === "batch" && !possible ? "none" : noise.kind;
      kind.value = shown;
      sigma.node.hidden = shown !== "gaussian";
      batch.node.hidden = shown !== "batch";
      rest.hidden = shown === "none";
      sigma.show(noise.sigma);
      batch.show(noise.batchSize);
      separate.checked = noise.separate;
      seed.title = `${text.seed} ${noise.seed}`;
      // Noise that has just been switched on is seen; a reader who folds it again is not contradicted.
      if (noise.kind !== "none" && noise.kind !== before) node.open = true;
      before = noise.kind;
    }
  };
}
