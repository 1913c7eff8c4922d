import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {short, texNumber} from "../../format.js";
import {formula} from "../../formula.js";
import {clipOf} from "../../plot/clip.js";
import {arrow, curve, dot, sampled, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {svg} from "../../svg.js";
import {hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {stepsPerDigit} from "../steps-per-digit.js";
import {parabolaRun, type Regime, regimeOf} from "./regime.js";

const text = {
  title: "One parabola, one learning rate",
  caption:
    "$J(\\theta) = \\tfrac12\\lambda\\theta^2$. Each dot is a step of the library’s gradient descent; each arrow is one update. Drag the start, or move the sliders.",
  alpha: "Learning rate",
  curvature: "Curvature",
  start: "Start",
  x: "θ",
  y: "J(θ)",
  ruler: "αλ",
  names: {
    crawl: "Crawl",
    glide: "Glide",
    jump: "One jump",
    zigzag: "Zigzag",
    swing: "Endless swing",
    explode: "Explosion"
  } satisfies Record<Regime, string>,
  says: (regime: Regime | "rest", factor: string, steps: string, last: string, count: number) =>
    ({
      crawl: `Crawl: every step keeps ${factor} of the distance. Ten times closer takes ${steps} steps.`,
      glide: `Glide: every step keeps ${factor} of the distance, on the same side. Ten times closer takes ${steps} steps.`,
      jump: "One jump: the first step lands on the minimum, because αλ is exactly 1.",
      zigzag: `Zigzag: every step crosses the valley and keeps ${factor} of the distance. Ten times closer takes ${steps} steps.`,
      swing: "Endless swing: αλ is exactly 2. Every step crosses to the same height, forever.",
      rest: "You stand on the minimum already: the slope is zero, and no learning rate moves you.",
      explode: `Explosion: every step crosses the valley and multiplies the distance by ${factor}. After ${count} steps θ is ${last}.`
    })[regime]
};

const STEPS = 14;
const REACH = 3.2;

export interface ParabolaState {
  alpha: number;
  curvature: number;
  start: number;
}

/** J = ½λθ² with the first steps of gradient descent on it, and a ruler that shows αλ between 0 and its bound 2. */
export function parabola(initial: Partial<ParabolaState> = {}) {
  const state: ParabolaState = {alpha: 0.3, curvature: 1, start: -2.6, ...initial};
  const live = formula("\\theta", {display: true});
  const height = () => 0.5 * state.curvature * REACH ** 2;
  const axes = () =>
    [
      {domain: [-REACH, REACH] as const, label: text.x},
      {domain: [0, height()] as const, label: ""}
    ] as const;
  const picture = plot({x: axes()[0], y: axes()[1], height: 320}, draw);
  const ruler = plot(
    {
      x: {domain: [0, 2.4], label: text.ruler, ticks: [0, 0.5, 1, 1.5, 2]},
      y: {domain: [0, 1], label: "", ticks: []},
      height: 82
    },
    drawRuler
  );

  function run() {
    return parabolaRun(state.alpha, {curvature: state.curvature, start: state.start, steps: STEPS});
  }

  function* draw(p: typeof picture): Generator<Node> {
    const J = (theta: number) => 0.5 * state.curvature * theta ** 2;
    yield curve(
      sampled(J, [-REACH, REACH]).map(([a, b]) => [p.x(a), p.y(b)] as const),
      {class: "curve", "stroke-opacity": 0.55}
    );
    yield words([p.x(0), p.edges().top + 12], text.y, {"text-anchor": "middle", class: "halo"});
    const all = run();
    // As far as the first place outside: what comes after is further away.
    const out = all.findIndex((theta) => Math.abs(theta) > REACH);
    const thetas = out < 0 ? all : all.slice(0, out + 1);
    const points = thetas.map((theta) => [p.x(theta), p.y(J(theta))] as const);
    yield svg(
      "g",
      {"clip-path": clipOf(p)},
      ...points
        .slice(1)
        .map((to, i) => arrow(points[i], to, {class: "arrow descent", opacity: Math.max(0.25, 1 - (i + 1) / STEPS)}))
    );
    for (const [i, point] of points.slice(0, out < 0 ? undefined : out).entries())
      yield dot(point, i ? 4.5 : 8, {
        fill: hueVariable("gradientDescent"),
        class: i ? "" : "grab",
        opacity: i ? Math.max(0.35, 1 - i / STEPS) : 1
      });
    const [x, y] = points[0];
    yield words([x + (state.start > 0 ? -14 : 14), y + 4], "θ₀", {
      "text-anchor": state.start > 0 ? "end" : "start",
      class: "curve-label"
    });
  }

  function* drawRuler(p: typeof picture): Generator<Node> {
    const {top, bottom, right} = p.edges();
    const product = state.alpha * state.curvature;
    const zone = (from: number, to: number, kind: string) =>
      svg("rect", {
        class: `zone ${kind}`,
        x: p.x(from),
        width: Math.max(0, p.x(to) - p.x(from)),
        y: top + 10,
        height: bottom - top - 14
      });
    yield zone(0, 1, "glide");
    yield zone(1, 2, "zigzag");
    yield zone(2, 2.4, "explode");
    const at = Math.min(right, p.x(product));
    yield svg("line", {x1: at, x2: at, y1: top + 2, y2: bottom, class: "needle"});
    // Over the needle, with a halo.
    const name = (value: number, zone: string) =>
      words([p.x(value), bottom - 10], zone, {"text-anchor": "middle", class: "halo"});
    yield name(0.5, text.names.glide);
    yield name(1.5, text.names.zigzag);
    yield name(2.2, text.names.explode);
    yield words([at, top - 1], short(product), {"text-anchor": "middle", class: "curve-label"});
  }

  function update() {
    const {alpha, curvature} = state;
    const product = alpha * curvature;
    const factor = 1 - product;
    const regime = state.start === 0 ? "rest" : regimeOf(product);
    const last = run().at(-1) ?? 0;
    picture.update();
    ruler.update();
    live.set(
      `\\theta_{t+1} = \\theta_t - \\alpha\\lambda\\,\\theta_t = (1 - ${texNumber(alpha)} \\cdot ${texNumber(curvature)})\\,\\theta_t = ${texNumber(factor)}\\;\\theta_t`
    );
    const sentence = text.says(
      regime,
      short(Math.abs(factor)),
      short(Math.ceil(stepsPerDigit(Math.abs(factor)))),
      short(last),
      STEPS
    );
    parts.say(sentence);
    picture.describe(
      `${text.title}. α = ${short(alpha)}, λ = ${short(curvature)}, αλ = ${short(product)}. ${sentence}`
    );
    ruler.describe(`αλ = ${short(product)} of the bound 2.`);
  }

  const alpha = slider(
    {
      label: text.alpha,
      tex: "\\alpha",
      min: 0.01,
      max: 2.4,
      step: 0.01,
      value: state.alpha,
      format: (v) => short(v)
    },
    (value) => set({alpha: value})
  );
  const curvature = slider(
    {
      label: text.curvature,
      tex: "\\lambda",
      min: 0.25,
      max: 4,
      step: 0.05,
      value: state.curvature,
      format: (v) => short(v)
    },
    (value) => set({curvature: value})
  );
  const start = slider(
    {
      label: text.start,
      tex: "\\theta_0",
      min: -3,
      max: 3,
      step: 0.1,
      value: state.start,
      format: (v) => short(v)
    },
    (value) => set({start: value})
  );

  function set(next: Partial<ParabolaState>) {
    const curved = next.curvature !== undefined && next.curvature !== state.curvature;
    Object.assign(state, next);
    alpha.set(state.alpha);
    curvature.set(state.curvature);
    start.set(state.start);
    if (curved) picture.axes(...axes());
    update();
  }

  picture.picture.classList.add("slides");
  let dragging = false;
  const drag = (event: PointerEvent) => {
    if (dragging) set({start: Math.round(10 * Math.max(-3, Math.min(3, picture.at(event)[0]))) / 10});
  };
  picture.picture.addEventListener("pointerdown", (event) => {
    dragging = true;
    picture.picture.setPointerCapture(event.pointerId);
    drag(event);
  });
  picture.picture.addEventListener("pointermove", drag);
  picture.picture.addEventListener("pointerup", () => (dragging = false));
  picture.picture.addEventListener("pointercancel", () => (dragging = false));

  live.node.classList.add("live");
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "parabola",
    body: [picture.node, ruler.node, controls(alpha.node, curvature.node, start.node), live.node]
  });
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      picture.dispose();
      ruler.dispose();
      parts.dispose();
    }
  };
}
