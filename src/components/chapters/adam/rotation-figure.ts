import {adam} from "../../../lib/optim/adam.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {momentum} from "../../../lib/optim/momentum.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {descend} from "../../../lib/surfaces/descend.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short} from "../../format.js";
import {contourLayer} from "../../plot/contours.js";
import {curve, dot, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {minimumMark, trail} from "../../plot/trail.js";
import {svg} from "../../svg.js";
import {hueVariable} from "../../theme.js";
import {whenNear} from "../../when-near.js";
import {controls} from "../controls.js";
import {bestDescent, bestMomentum} from "../momentum/rate.js";
import {inSlices} from "../slices.js";
import {slantedRavine, stepsToReach, turned} from "./rotation.js";

const text = {
  title: "Turn the ravine, and Adam slows down",
  caption:
    "The same ravine ($\\kappa = 30$), turned. The curve: steps until the distance to the minimum is below 0.01 and stays there to step 600; dots at 600 need more. Gradient descent and momentum run with their best settings in closed form and do not notice the turn; Adam divides each coordinate separately, and does.",
  angle: "Angle",
  alpha: "Adam’s learning rate",
  x: "θ₁",
  y: "θ₂",
  degrees: "angle in degrees",
  steps: "steps needed",
  names: {gradientDescent: "gradient descent", momentum: "momentum", adam: "Adam"},
  says: (angle: string, rows: string) => `At ${angle}°: ${rows}.`,
  row: (name: string, steps: string) => `${name} needs ${steps} steps`,
  never: "more than 600"
};

const CONDITION = 30;
const LIMIT = 600;
const ANGLES = Array.from({length: 19}, (_, i) => 5 * i);

/** Steps to the minimum of a ravine that lies at an angle: two rules that do not care, and one that does. */
export function rotationFigure() {
  const state = {angle: 45, alpha: 0.1};
  const best = bestMomentum(CONDITION);
  const fixedRules: Record<"gradientDescent" | "momentum", Optimizer> = {
    gradientDescent: gradientDescent({learningRate: bestDescent(CONDITION).alpha}),
    momentum: momentum({learningRate: best.alpha, beta: best.beta})
  };
  const count = (optimizer: Optimizer, degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return stepsToReach(slantedRavine(CONDITION, angle), optimizer, {
      start: turned([-2, 1], angle),
      limit: LIMIT,
      distance: 0.01
    });
  };
  let counted: Record<keyof typeof fixedRules, number | undefined> | undefined;
  /** Steps of the two rules that no rotation changes, counted when the figure is first drawn. */
  const flat = () => {
    counted ??= {gradientDescent: count(fixedRules.gradientDescent, 0), momentum: count(fixedRules.momentum, 0)};
    return counted;
  };
  let sweep: (number | undefined)[] = [];
  let sweepFor = 0;
  let running = new AbortController();
  const plane = plot(
    {x: {domain: [-3, 3], label: text.x}, y: {domain: [-2.6, 2.6], label: text.y}, height: 340, equal: true},
    draw
  );
  const chart = plot(
    {
      x: {domain: [0, 90], label: text.degrees, ticks: [0, 15, 30, 45, 60, 75, 90]},
      y: {domain: [10, 1000], log: true, label: text.steps},
      height: 340
    },
    drawChart
  );

  const theAdam = () => adam({learningRate: state.alpha});

  function* draw(p: typeof plane): Generator<Node> {
    const angle = (state.angle * Math.PI) / 180;
    const land = slantedRavine(CONDITION, angle);
    yield contourLayer(land, p, {power: 2, columns: 60});
    yield minimumMark(p, [0, 0]);
    const start = turned([-2, 1], angle);
    for (const [rule, optimizer] of [...Object.entries(fixedRules), ["adam", theAdam()] as const])
      yield trail(
        p,
        [...descend(land, optimizer, {start, steps: 90})].map(({theta}) => theta),
        {hue: hueVariable(rule), dots: 0}
      );
    yield trail(p, [start], {hue: "var(--ink)", dots: 6});
  }

  function* drawChart(p: typeof chart): Generator<Node> {
    const {top, bottom} = p.edges();
    for (const rule of ["gradientDescent", "momentum"] as const) {
      const steps = flat()[rule];
      if (!steps) continue;
      yield curve(
        [
          [p.x(0), p.y(steps)],
          [p.x(90), p.y(steps)]
        ],
        {class: "curve", stroke: hueVariable(rule)}
      );
      yield words([p.x(2), p.y(steps) + 16], text.names[rule], {class: "curve-label", fill: hueVariable(rule)});
    }
    const points = sweep.map((steps, i) => [p.x(ANGLES[i]), p.y(steps ?? LIMIT)] as const);
    yield curve(points, {class: "curve", stroke: hueVariable("adam")});
    for (const point of points) yield dot(point, 3, {fill: hueVariable("adam")});
    yield svg("line", {x1: p.x(state.angle), x2: p.x(state.angle), y1: top, y2: bottom, class: "marker"});
    if (points.length > 5)
      // Below the curve where the axis's own name stands above it.
      yield words([p.x(ANGLES[5]), points[5][1] + (points[5][1] < top + 40 ? 20 : -12)], text.names.adam, {
        "text-anchor": "middle",
        class: "curve-label halo",
        fill: hueVariable("adam")
      });
  }

  function tell() {
    const steps = {...flat(), adam: count(theAdam(), state.angle)};
    const rows = (Object.keys(text.names) as (keyof typeof text.names)[]).map((rule) =>
      text.row(text.names[rule], steps[rule] ? String(steps[rule]) : text.never)
    );
    const sentence = text.says(String(state.angle), rows.join(", "));
    parts.say(sentence);
    plane.describe(`${text.title}. α = ${short(state.alpha)}. ${sentence}`);
    chart.describe(
      `${text.steps}: ${sweep
        .map((s, i) => `${ANGLES[i]}°: ${s ?? text.never}`)
        .filter((_, i) => i % 3 === 0)
        .join(", ")}.`
    );
  }

  async function update() {
    plane.update();
    chart.update();
    if (sweepFor !== state.alpha) {
      running.abort();
      running = new AbortController();
      sweep = [];
      sweepFor = state.alpha;
      const mine = sweep;
      const work = (function* () {
        for (const degrees of ANGLES) {
          mine.push(count(theAdam(), degrees));
          yield;
        }
      })();
      if (!(await inSlices(work, () => chart.update(), {signal: running.signal}))) return;
    }
    tell();
  }

  function set(next: Partial<typeof state>) {
    Object.assign(state, next);
    angle.set(state.angle);
    alpha.set(state.alpha);
    void update();
  }

  const angle = slider(
    {label: text.angle, min: 0, max: 90, step: 1, value: state.angle, format: (v) => `${v}°`},
    (value) => set({angle: value})
  );
  const alpha = slider(
    {
      label: text.alpha,
      tex: "\\alpha",
      min: 0.01,
      max: 1,
      scale: "log",
      step: 0.05,
      value: state.alpha,
      format: (v) => short(v, 2)
    },
    (value) => set({alpha: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "rotation",
    body: [element("div", {class: "pair"}, plane.node, chart.node), controls(angle.node, alpha.node)]
  });
  const forget = whenNear(parts.node, () => void update());
  return {
    node: parts.node,
    set,
    dispose() {
      forget();
      running.abort();
      for (const p of [plane, chart, parts]) p.dispose();
    }
  };
}
