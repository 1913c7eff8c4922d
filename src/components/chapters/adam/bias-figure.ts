import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {grouped, short, texNumber} from "../../format.js";
import {formula} from "../../formula.js";
import {curve, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {stepSizes, uncorrectedStep} from "./uncorrected.js";

const text = {
  title: "Bias correction on and off",
  caption:
    "Every gradient is the same here, so an honest average is right from the first step. The curves are the lengths of Adam’s first 200 steps, as the library takes them, in units of $\\alpha$.",
  beta1: "First decay",
  beta2: "Second decay",
  x: "step t",
  y: "length of the step, in α",
  on: "with correction",
  off: "without",
  says: (first: string, peak: string, at: number, settled: string) =>
    `Without correction the first step is ${first} α, the longest is ${peak} α at step ${at}, and only ${settled} the steps come within 5 % of α. With correction every step is exactly α.`,
  after: (t: number) => `after ${grouped(t)} steps`,
  never: "after more than 20,000 steps"
};

const STEPS = 200;

/** Step lengths of Adam under a constant gradient, with and without bias correction. */
export function biasFigure() {
  const state = {beta1: 0.9, beta2: 0.999};
  let sizes = {on: [] as number[], off: [] as number[]};
  const live = formula("1", {display: true});
  const axes = (top: number) =>
    [
      {domain: [1, STEPS], label: text.x},
      {domain: [0, top], label: text.y}
    ] as const;
  const [x, y] = axes(8);
  const picture = plot({x, y, height: 300}, draw);

  function* draw(p: typeof picture): Generator<Node> {
    const line = (values: number[], dash: string, label: string, at: number) => [
      curve(
        values.map((v, i) => [p.x(i + 1), p.y(v)] as const),
        {class: "curve", stroke: hueVariable("adam"), "stroke-dasharray": dash}
      ),
      words([p.x(at), p.y(values[at - 1]) - 9], label, {class: "curve-label", fill: hueVariable("adam")})
    ];
    yield* line(sizes.on, "", text.on, 150);
    yield* line(sizes.off, "6 4", text.off, 90);
  }

  function update() {
    sizes = {
      on: stepSizes({...state, corrected: true, steps: STEPS}),
      off: stepSizes({...state, corrected: false, steps: STEPS})
    };
    const {beta1, beta2} = state;
    const peak = Math.max(...sizes.off);
    picture.axes(...axes(Math.max(8, 1.15 * peak)));
    let settled = 0;
    for (let t = 20_000; t > 0 && !settled; --t)
      if (Math.abs(uncorrectedStep(t, beta1, beta2) - 1) > 0.05) settled = t + 1;
    const sentence = text.says(
      short(sizes.off[0]),
      short(peak),
      sizes.off.indexOf(peak) + 1,
      settled > 20_000 ? text.never : text.after(settled)
    );
    parts.say(sentence);
    picture.describe(`${text.title}. β₁ = ${short(beta1)}, β₂ = ${short(beta2, 6)}. ${sentence}`);
    live.set(
      `\\frac{|\\Delta_1|}{\\alpha} = \\frac{1-\\beta_1}{\\sqrt{1-\\beta_2}} = \\frac{${texNumber(1 - beta1)}}{\\sqrt{${texNumber(1 - beta2)}}} = ${texNumber(sizes.off[0])}`
    );
  }

  function set(next: Partial<typeof state>) {
    Object.assign(state, next);
    beta1.set(1 - state.beta1);
    beta2.set(1 - state.beta2);
    update();
  }

  const inverse = (v: number) => Number((1 - v).toFixed(6));
  const beta1 = slider(
    {
      label: text.beta1,
      tex: "1-\\beta_1",
      min: 0.02,
      max: 1,
      scale: "log",
      step: 0.02,
      value: 0.1,
      format: (v) => `β₁ = ${inverse(v)}`
    },
    (v) => set({beta1: inverse(v)})
  );
  const beta2 = slider(
    {
      label: text.beta2,
      tex: "1-\\beta_2",
      min: 0.0001,
      max: 0.5,
      scale: "log",
      step: 0.02,
      value: 0.001,
      format: (v) => `β₂ = ${inverse(v)}`
    },
    (v) => set({beta2: inverse(v)})
  );
  live.node.classList.add("live");
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "bias",
    body: [picture.node, live.node, controls(beta1.node, beta2.node)]
  });
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      picture.dispose();
      parts.dispose();
    }
  };
}
