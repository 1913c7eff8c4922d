import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {momentum} from "../../../lib/optim/momentum.js";
import {nesterov} from "../../../lib/optim/nesterov.js";
import {descend, type Moment} from "../../../lib/surfaces/descend.js";
import {ravineOf} from "../../../lib/surfaces/ravine.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short} from "../../format.js";
import {clipOf} from "../../plot/clip.js";
import {contourLayer} from "../../plot/contours.js";
import {draggable, steerable} from "../../plot/drag.js";
import {curve, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {minimumMark, trail} from "../../plot/trail.js";
import {dashOf, hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {momentumRate, type Rate, stabilityBound} from "./rate.js";

const text = {
  title: "A ball in a ravine",
  caption:
    "Contours of $J = \\tfrac12(x^2 + 30y^2)$. Plain gradient descent runs with the same $\\alpha$ beside it. Below: the same runs seen along each of the ravine’s two own directions. Drag the start, or focus the picture and use the arrow keys.",
  alpha: "Learning rate",
  beta: "Momentum",
  kind: "Momentum’s form",
  heavy: "heavy ball",
  ahead: "Nesterov",
  x: "x (gentle)",
  y: "y (steep)",
  step: "step",
  along: "along x: curvature 1",
  across: "along y: curvature 30",
  plain: "gradient descent",
  ball: {momentum: "heavy ball", nesterov: "Nesterov"},
  spoken: {momentum: "the heavy ball", nesterov: "Nesterov’s ball"},
  says: (form: string, distance: string, plain: string, steps: number) =>
    `After ${steps} steps ${form} is ${distance} from the minimum; gradient descent with the same α is ${plain} from it.`,
  lost: (bound: string) => `The ball is thrown out: along the steep direction αλ is above its bound of ${bound}.`,
  motions: {creeps: "creeps", swings: "swings", zigzags: "jumps from side to side"} satisfies Record<
    Rate["motion"],
    string
  >,
  moves: (along: string, across: string) =>
    along === across ? `It ${along} in both directions.` : `It ${across} across and ${along} along.`
};

const CONDITION = 30;
const STEPS = 60;

export interface RavineState {
  alpha: number;
  beta: number;
  form: "momentum" | "nesterov";
  start: readonly [number, number];
}

/** Momentum and gradient descent from one start in a ravine, and the two motions it falls apart into. */
export function ravineFigure(initial: Partial<RavineState> = {}) {
  const state: RavineState = {alpha: 0.02, beta: 0.8, form: "momentum", start: [-2.6, 0.9], ...initial};
  const surface = ravineOf({condition: CONDITION});
  let plain: Moment[] = [];
  let ball: Moment[] = [];
  const plane = plot(
    {x: {domain: [-3.1, 3.1], label: text.x}, y: {domain: [-1.25, 1.25], label: text.y}, height: 300, equal: true},
    drawPlane
  );
  /** Axes of a motion along one direction: wide enough for the start, wherever it was dragged. */
  const sideAxes = (axis: 0 | 1) => {
    const reach = Math.max([3, 1.5][axis], 1.05 * Math.abs(state.start[axis]));
    return [
      {domain: [0, STEPS], label: text.step},
      {domain: [-reach, reach], label: [text.along, text.across][axis]}
    ] as const;
  };
  const side = (axis: 0 | 1) => {
    const [x, y] = sideAxes(axis);
    return plot({x, y, height: 190}, (p) => drawSide(p, axis));
  };
  const [along, across] = [side(0), side(1)];
  let background: SVGGElement | undefined;
  let drawnFor = "";

  function* drawPlane(p: typeof plane): Generator<Node> {
    const key = JSON.stringify([p.domain(), p.edges()]);
    if (!background || key !== drawnFor) [background, drawnFor] = [contourLayer(surface, p, {power: 2}), key];
    yield background;
    yield minimumMark(p, [0, 0]);
    yield trail(
      p,
      plain.map(({theta}) => theta),
      {hue: hueVariable("gradientDescent"), opacity: 0.75}
    );
    yield trail(
      p,
      ball.map(({theta}) => theta),
      {hue: hueVariable(state.form), dash: dashOf(state.form)}
    );
    yield trail(p, [state.start], {hue: "var(--ink)", dots: 7});
  }

  function* drawSide(p: typeof plane, axis: 0 | 1): Generator<Node> {
    const reach = p.domain().y[1];
    const line = (path: Moment[], rule: string) => {
      // What is thrown out so far does not come back: its later steps would only blacken the picture.
      const gone = path.findIndex(({theta}) => !(Math.abs(theta[axis]) < 4 * reach));
      return curve(
        path.slice(0, gone < 0 ? undefined : gone + 1).map(({step, theta}) => [p.x(step), p.y(theta[axis])] as const),
        {
          class: "curve",
          "clip-path": clipOf(p),
          stroke: hueVariable(rule),
          "stroke-dasharray": dashOf(rule).join(" ")
        }
      );
    };
    yield curve(
      [
        [p.x(0), p.y(0)],
        [p.x(STEPS), p.y(0)]
      ],
      {class: "plot-axis"}
    );
    yield line(plain, "gradientDescent");
    yield line(ball, state.form);
    if (axis === 0) {
      yield words([p.x(STEPS) - 4, p.y(-0.7 * reach)], text.plain, {
        "text-anchor": "end",
        class: "curve-label halo",
        fill: hueVariable("gradientDescent")
      });
      yield words([p.x(STEPS) - 4, p.y(0.7 * reach)], text.ball[state.form], {
        "text-anchor": "end",
        class: "curve-label halo",
        fill: hueVariable(state.form)
      });
    }
  }

  function update() {
    const {alpha, beta, form, start} = state;
    const make = form === "nesterov" ? nesterov : momentum;
    ball = [...descend(surface, make({learningRate: alpha, beta}), {start, steps: STEPS})];
    plain = [...descend(surface, gradientDescent({learningRate: alpha}), {start, steps: STEPS})];
    plane.update();
    along.axes(...sideAxes(0));
    across.axes(...sideAxes(1));
    const options = {nesterov: form === "nesterov"};
    const distance = (path: Moment[]) => Math.hypot(...(path.at(-1)?.theta ?? [0, 0]));
    const [slow, fast] = [1, CONDITION].map(
      (lambda) => text.motions[momentumRate(alpha * lambda, beta, options).motion]
    );
    const bound = stabilityBound(beta, options);
    const sentence =
      alpha * CONDITION > bound
        ? text.lost(short(bound))
        : `${text.says(text.spoken[form], short(distance(ball), 2), short(distance(plain), 2), STEPS)} ${text.moves(slow, fast)}`;
    parts.say(sentence);
    plane.describe(`${text.title}. α = ${short(alpha)}, β = ${short(beta)}. ${sentence}`);
    along.describe(
      `${text.along}: ${text.ball[form]} ends at ${short(ball.at(-1)?.theta[0] ?? 0)}, ${text.plain} at ${short(plain.at(-1)?.theta[0] ?? 0)}.`
    );
    across.describe(
      `${text.across}: ${text.ball[form]} ends at ${short(ball.at(-1)?.theta[1] ?? 0)}, ${text.plain} at ${short(plain.at(-1)?.theta[1] ?? 0)}.`
    );
  }

  function set(next: Partial<RavineState>) {
    Object.assign(state, next);
    alpha.set(state.alpha);
    beta.set(state.beta);
    form.set(state.form);
    update();
  }

  const alpha = slider(
    {
      label: text.alpha,
      tex: "\\alpha",
      min: 0.002,
      max: 0.14,
      step: 0.001,
      value: state.alpha,
      format: (v) => short(v)
    },
    (value) => set({alpha: value})
  );
  const beta = slider(
    {label: text.beta, tex: "\\beta", min: 0, max: 0.99, step: 0.01, value: state.beta, format: (v) => short(v)},
    (value) => set({beta: value})
  );
  const form = choice<RavineState["form"]>(
    {
      label: text.kind,
      choices: [
        ["momentum", text.heavy],
        ["nesterov", text.ahead]
      ],
      value: state.form
    },
    (value) => set({form: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "ravine",
    body: [
      plane.node,
      controls(alpha.node, beta.node, form.node),
      element("div", {class: "pair"}, along.node, across.node)
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
  return {
    node: parts.node,
    set,
    dispose() {
      undrag();
      for (const p of [plane, along, across, parts]) p.dispose();
    }
  };
}
