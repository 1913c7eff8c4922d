import {descend, type Moment} from "../../../lib/surfaces/descend.js";
import {ravineOf} from "../../../lib/surfaces/ravine.js";
import {rosenbrock} from "../../../lib/surfaces/rosenbrock.js";
import type {Surface} from "../../../lib/surfaces/surface.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short, texNumber} from "../../format.js";
import {formula} from "../../formula.js";
import {contourLayer} from "../../plot/contours.js";
import {draggable, steerable} from "../../plot/drag.js";
import {curve, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {minimumMark, trail} from "../../plot/trail.js";
import {dashOf, hueVariable} from "../../theme.js";
import {whenNear} from "../../when-near.js";
import {controls} from "../controls.js";
import {inSlices} from "../slices.js";
import {
  type Stage,
  stageOptimizer,
  stages,
  stepSizesOf,
  texOfStage,
  tune,
  type WorkedStep,
  workedStep
} from "./family.js";
import {slantedRavine, turned} from "./rotation.js";

const text = {
  title: "Adam, built term by term",
  caption:
    "Whenever you change stage or landscape, the learning rate is set to the best of a grid of sixteen, so that each rule is shown fairly: the one that comes within a hundredth of the first distance in the fewest steps, or else ends nearest. The lower picture is the step size that each coordinate is given: $\\alpha$ divided by whatever the rule has gathered.",
  worked: (step: number) => `The numbers of step ${step}, for θ₁`,
  stage: "Stage",
  names: {
    gradientDescent: "descent",
    adagrad: "+ Adagrad",
    rmsprop: "+ RMSProp",
    adam: "+ Adam",
    adamw: "+ AdamW"
  } satisfies Record<Stage, string>,
  where: "Landscape",
  landscapes: {ravine: "ravine", slanted: "slanted ravine", rosenbrock: "Rosenbrock"},
  alpha: "Learning rate",
  x: "θ₁",
  y: "θ₂",
  step: "step",
  size: "step size per coordinate",
  coordinates: ["for θ₁", "for θ₂"],
  news: {
    gradientDescent: "One step size for all coordinates.",
    adagrad:
      "New: each coordinate’s step is divided by the root of s, the sum of all its squared gradients so far. Steps can only shrink.",
    rmsprop: "New: the sum becomes a running mean v, so old gradients are forgotten and steps can grow again.",
    adam: "New: the gradient, too, becomes a running mean m, and both means are corrected for having started at zero: those are the hats.",
    adamw:
      "New: weights shrink a little at each step, outside the division, so that all shrink alike, towards zero. That is the minimum of the ravines, and not of Rosenbrock’s valley."
  } satisfies Record<Stage, string>,
  says: (news: string, steps: number, distance: string) =>
    `${news} After ${steps} steps it is ${distance} from the minimum.`,
  lost: (news: string) => `${news} With this learning rate it diverges.`
};

/** The step whose numbers are shown: late enough that the rules have something gathered. */
const WORKED = 5;

/** An update in numbers, each in the place that it has in the formula. */
function workedTex(alpha: number, {numerator, gathered, shrunk, delta}: WorkedStep): string {
  const n = (value: number) => (value < 0 ? `(${texNumber(value)})` : texNumber(value));
  const step =
    gathered === undefined ? n(numerator) : `\\frac{${texNumber(numerator)}}{\\sqrt{${texNumber(gathered)}}}`;
  const decay = shrunk ? ` - ${texNumber(alpha)}\\cdot ${shrunk.decay}\\cdot ${n(shrunk.theta)}` : "";
  // The result on a line of its own: together they are wider than a phone.
  return `\\begin{aligned}\\Delta_1 &= -${texNumber(alpha)}\\cdot ${step}${decay}\\\\[3pt] &= ${texNumber(delta)}\\end{aligned}`;
}

const ruleOf = (stage: Stage) => stageOptimizer(stage, 1).rule;

type Where = keyof typeof text.landscapes;

interface Landscape extends Pick<Surface, "J" | "domain"> {
  readonly start: [number, number];
  readonly minimum: readonly [number, number];
  readonly steps: number;
  readonly power: number;
}

const landscapes: Record<Where, Landscape> = {
  ravine: {...ravineOf({condition: 30}), start: [-2.4, 1], minimum: [0, 0], steps: 120, power: 2},
  slanted: {
    ...slantedRavine(30, Math.PI / 4),
    domain: {x: [-3, 3], y: [-2.4, 2.4]},
    start: turned([-2.4, 0.6], Math.PI / 4),
    minimum: [0, 0],
    steps: 120,
    power: 2
  },
  rosenbrock: {...rosenbrock, start: [-1.5, 2], minimum: [1, 1], steps: 300, power: 4}
};

export interface FamilyState {
  stage: Stage;
  where: Where;
}

/** The stages from gradient descent to AdamW on one landscape: path, formula, and step size per coordinate. */
export function familyFigure(initial: Partial<FamilyState> = {}) {
  const state = {
    stage: "gradientDescent" as Stage,
    where: "ravine" as Where,
    alpha: 0.06,
    start: landscapes[initial.where ?? "ravine"].start,
    ...initial
  };
  let path: Moment[] = [];
  let tuning = new AbortController();
  let background: SVGGElement | undefined;
  let drawnFor = "";
  const land = () => landscapes[state.where];
  const live = formula("\\theta", {display: true});
  const worked = formula("\\Delta", {display: true});
  const planeAxes = () =>
    [
      {domain: land().domain.x, label: text.x},
      {domain: land().domain.y, label: text.y}
    ] as const;
  const sizeAxes = () =>
    [
      {domain: [1, land().steps] as const, label: text.step},
      {domain: [1e-6, 100] as const, log: true, label: text.size}
    ] as const;
  const plane = plot({x: planeAxes()[0], y: planeAxes()[1], height: 340, equal: true}, draw);
  const sizes = plot({x: sizeAxes()[0], y: sizeAxes()[1], height: 220}, drawSizes);

  function* draw(p: typeof plane): Generator<Node> {
    const key = JSON.stringify([state.where, p.domain(), p.edges()]);
    if (!background || key !== drawnFor) [background, drawnFor] = [contourLayer(land(), p, {power: land().power}), key];
    yield background;
    yield minimumMark(p, land().minimum);
    yield trail(
      p,
      path.map(({theta}) => theta),
      {hue: hueVariable(state.stage), dash: dashOf(state.stage), dots: 2.2}
    );
    yield trail(p, [state.start], {hue: "var(--ink)", dots: 7});
  }

  function* drawSizes(p: typeof sizes): Generator<Node> {
    const {top, bottom, right} = p.edges();
    const clamp = (y: number) => Math.min(bottom, Math.max(top, y));
    const lines = ([0, 1] as const).map((axis) =>
      path.slice(1).map((m) => [p.x(m.step), clamp(p.y(stepSizesOf(state.stage, state.alpha, m)[axis]))] as const)
    );
    // The upper line is named above itself, the lower one below.
    const [first, second] = lines.map((points) => points.at(-1)?.[1] ?? 0);
    for (const [axis, points] of lines.entries()) {
      yield curve(points, {class: "curve", stroke: hueVariable(state.stage), "stroke-dasharray": axis ? "6 4" : ""});
      const end = points.at(-1);
      if (end)
        yield words([right - 4, end[1] + (axis === Number(first <= second) ? 16 : -8)], text.coordinates[axis], {
          "text-anchor": "end",
          class: "curve-label",
          fill: hueVariable(state.stage)
        });
    }
  }

  function update() {
    const {stage, alpha, start} = state;
    const {steps, minimum} = land();
    path = [...descend(land(), stageOptimizer(stage, alpha), {start, steps})];
    plane.update();
    sizes.update();
    live.set(
      `\\begin{aligned}${texOfStage(stage)
        .map((line) => line.replace(/(\\leftarrow|=)/, "&$1"))
        .join("\\\\[3pt]")}\\end{aligned}`
    );
    if (path.length > WORKED) worked.set(workedTex(alpha, workedStep(stage, path[WORKED - 1], path[WORKED])));
    worked.node.hidden = path.length <= WORKED;
    const last = path[path.length - 1];
    const distance = Math.hypot(last.theta[0] - minimum[0], last.theta[1] - minimum[1]);
    const news = text.news[stage];
    const sentence =
      last.stopped?.reason === "diverged" ? text.lost(news) : text.says(news, last.step, short(distance, 2));
    parts.say(sentence);
    plane.describe(`${ruleOf(stage).label}, ${text.landscapes[state.where]}, α = ${short(alpha)}. ${sentence}`);
    const [a, b] = stepSizesOf(stage, alpha, last);
    sizes.describe(`${text.size} at the end: ${short(a)} ${text.coordinates[0]}, ${short(b)} ${text.coordinates[1]}.`);
  }

  async function retune() {
    tuning.abort();
    tuning = new AbortController();
    let best = state.alpha;
    const {start, steps, minimum} = {...land(), start: state.start};
    const work = (function* () {
      best = yield* tune(state.stage, land(), {start, steps, minimum});
    })();
    if (!(await inSlices(work, () => undefined, {signal: tuning.signal}))) return;
    state.alpha = best;
    alpha.set(best);
    update();
  }

  function set(next: Partial<typeof state>) {
    const moved = next.where !== undefined && next.where !== state.where;
    Object.assign(state, moved ? {start: landscapes[next.where ?? state.where].start} : {}, next);
    // A search that began before must not take back the learning rate that the reader has set since.
    if (next.alpha !== undefined) tuning.abort();
    if (moved) path = [];
    stage.set(state.stage);
    where.set(state.where);
    alpha.set(state.alpha);
    if (moved) {
      plane.axes(...planeAxes());
      sizes.axes(...sizeAxes());
    }
    if (next.alpha === undefined && (next.stage || moved)) void retune();
    else update();
  }

  const stage = choice<Stage>(
    {label: text.stage, choices: stages.map((s) => [s, text.names[s]] as const), value: state.stage},
    (value) => set({stage: value})
  );
  const where = choice<Where>(
    {label: text.where, choices: Object.entries(text.landscapes) as [Where, string][], value: state.where},
    (value) => set({where: value})
  );
  const alpha = slider(
    {
      label: text.alpha,
      tex: "\\alpha",
      min: 0.0003,
      max: 3,
      scale: "log",
      step: 0.01,
      value: state.alpha,
      format: (v) => short(v, 2)
    },
    (value) => set({alpha: value})
  );
  live.node.classList.add("live", "tall");
  worked.node.classList.add("live", "worked");
  const formulas = element("div", {}, live.node, element("p", {class: "hint"}, text.worked(WORKED)), worked.node);
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "family",
    body: [
      controls(stage.node),
      element("div", {class: "pair uneven"}, plane.node, formulas),
      controls(where.node, alpha.node),
      sizes.node
    ]
  });
  const undrag = draggable(
    plane,
    () => state.start,
    (to) => set({start: to})
  );
  steerable(
    plane.picture,
    plane,
    () => state.start,
    (to) => set({start: to})
  );
  update();
  const forget = whenNear(parts.node, () => void retune());
  return {
    node: parts.node,
    set,
    dispose() {
      forget();
      tuning.abort();
      undrag();
      for (const p of [plane, sizes, parts]) p.dispose();
    }
  };
}
