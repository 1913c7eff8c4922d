import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {formula} from "../../formula.js";
import {clipOf, draggable, steerable} from "../contours.js";
import {controls} from "../controls.js";
import {curve, dot, words} from "../marks.js";
import {plot, short, texNumber} from "../plot.js";
import {stepsPerDigit} from "../steps-per-digit.js";
import {svg} from "../svg.js";
import {bestMomentum, ravineRate, stabilityBound} from "./rate.js";

const text = {
  title: "How fast, for every learning rate and momentum",
  caption:
    "Each cell is a closed form, not a run: the factor by which the distance to the minimum shrinks in one step. The stronger the colour the faster; where there is none, it diverges. Move the cross by dragging it, with the sliders, or with the arrow keys.",
  alpha: "Product",
  beta: "Momentum",
  condition: "Condition number",
  form: "Form",
  heavy: "heavy ball",
  ahead: "Nesterov",
  x: (condition: number) => (condition > 1 ? "αλ of the steepest direction" : "αλ"),
  y: "β",
  bound: "bound",
  best: "best",
  says: (rate: string, steps: string, swings: boolean, slow: string) =>
    `Each step keeps ${rate} of the distance${slow}: ten times closer takes ${steps} steps. ${swings ? "The roots are complex, so the ball swings through the minimum." : "The roots are real, so the ball does not swing."}`,
  slow: (condition: number) => ` along the slower direction of a ravine with κ = ${condition}`,
  diverges: (rate: string) => `This diverges: each step multiplies the distance by ${rate}.`,
  even: "This neither converges nor diverges: the rate is exactly 1."
};

const COLUMNS = 110;
const ROWS = 60;
const PRODUCT = 4;

export interface RateMapState {
  /** αλ of the steepest direction. */
  product: number;
  beta: number;
  condition: number;
  form: "momentum" | "nesterov";
}

/** The rate of momentum over (αλ, β), in closed form, for one curvature or for a whole ravine. */
export function rateMap(initial: Partial<RateMapState> = {}) {
  const state: RateMapState = {product: 1, beta: 0.5, condition: 1, form: "momentum", ...initial};
  const axes = () =>
    [
      {domain: [0, PRODUCT] as const, label: text.x(state.condition)},
      {domain: [0, 1] as const, label: text.y}
    ] as const;
  const live = formula("\\rho", {display: true});
  const map = plot({x: axes()[0], y: axes()[1], height: 360}, draw);
  const options = () => ({nesterov: state.form === "nesterov"});
  const rateAt = (product: number, beta: number) =>
    ravineRate(product / state.condition, beta, state.condition, options());
  let painted = "";
  let cells: SVGGElement | undefined;

  /** Cells of equal rate are joined along a row, so that the picture is a few hundred rectangles. */
  function paintCells(p: typeof map): SVGGElement {
    const group = svg("g", {class: "cells"});
    const {left, right, top, bottom} = p.edges();
    const [w, h] = [(right - left) / COLUMNS, (bottom - top) / ROWS];
    for (let j = 0; j < ROWS; ++j) {
      const beta = (j + 0.5) / ROWS;
      let from = 0;
      const level = (i: number) => levelOf(rateAt((PRODUCT * (i + 0.5)) / COLUMNS, beta).radius);
      for (let i = 1; i <= COLUMNS; ++i) {
        if (i < COLUMNS && level(i) === level(from)) continue;
        const shade = level(from);
        group.append(
          svg("rect", {
            x: (left + from * w).toFixed(2),
            y: (bottom - (j + 1) * h).toFixed(2),
            width: ((i - from) * w + 0.5).toFixed(2),
            height: (h + 0.5).toFixed(2),
            ...(shade < 0
              ? {class: "diverges"}
              : {fill: `color-mix(in oklab, var(--ramp-high) ${shade}%, var(--ramp-deep))`})
          })
        );
        from = i;
      }
    }
    return group;
  }

  function* draw(p: typeof map): Generator<Node> {
    const {condition, form, product, beta} = state;
    const key = JSON.stringify([p.edges(), condition, form]);
    if (!cells || key !== painted) [cells, painted] = [paintCells(p), key];
    yield cells;
    const betas = Array.from({length: 101}, (_, i) => i / 100);
    const clip = clipOf(p);
    yield curve(
      betas.map((b) => [p.x(stabilityBound(b, options())), p.y(b)] as const),
      {class: "curve bound", "clip-path": clip}
    );
    yield words([p.x(stabilityBound(0.06, options())) + 8, p.y(0.06)], text.bound, {class: "curve-label"});
    const best = form === "momentum" ? bestMomentum(condition) : undefined;
    if (best && condition > 1) {
      const at = [p.x(best.alpha * condition), p.y(best.beta)] as const;
      yield svg("rect", {
        x: at[0] - 5,
        y: at[1] - 5,
        width: 10,
        height: 10,
        class: "best",
        transform: `rotate(45 ${at[0]} ${at[1]})`
      });
      yield words([at[0] + 12, at[1] + 4], text.best, {class: "curve-label halo"});
    }
    const [x, y] = [p.x(product), p.y(beta)];
    yield curve(
      [
        [x - 13, y],
        [x + 13, y]
      ],
      {class: "cross"}
    );
    yield curve(
      [
        [x, y - 13],
        [x, y + 13]
      ],
      {class: "cross"}
    );
    yield dot([x, y], 5, {class: "cross-dot"});
  }

  function update() {
    const {product, beta, condition, form} = state;
    const {radius, oscillates} = rateAt(product, beta);
    const sentence =
      Math.abs(radius - 1) < 1e-12
        ? text.even
        : radius > 1
          ? text.diverges(short(radius))
          : text.says(
              short(radius),
              short(Math.ceil(stepsPerDigit(radius))),
              oscillates,
              condition > 1 ? text.slow(condition) : ""
            );
    parts.say(sentence);
    map.describe(`${text.title}. αλ = ${short(product)}, β = ${short(beta)}, κ = ${short(condition)}. ${sentence}`);
    const root = oscillates
      ? form === "nesterov"
        ? "\\sqrt{\\beta(1-\\alpha\\lambda)}"
        : `\\sqrt\\beta = \\sqrt{${texNumber(beta)}}`
      : form === "nesterov"
        ? "\\max|z|,\\; z^2-(1+\\beta)(1-\\alpha\\lambda)z+\\beta(1-\\alpha\\lambda)=0"
        : "\\max|z|,\\; z^2-(1+\\beta-\\alpha\\lambda)z+\\beta=0";
    live.set(`\\rho = ${root} = ${texNumber(radius)}`);
    map.update();
  }

  function set(next: Partial<RateMapState>) {
    const relabel = next.condition !== undefined && next.condition > 1 !== state.condition > 1;
    Object.assign(state, next);
    product.set(state.product);
    beta.set(state.beta);
    condition.set(state.condition);
    form.set(state.form);
    if (relabel) map.axes(...axes());
    update();
  }

  const product = slider(
    {
      label: text.alpha,
      tex: "\\alpha\\lambda",
      min: 0.01,
      max: 3.99,
      step: 0.01,
      value: state.product,
      format: (v) => short(v)
    },
    (value) => set({product: value})
  );
  const beta = slider(
    {label: text.beta, tex: "\\beta", min: 0, max: 0.99, step: 0.01, value: state.beta, format: (v) => short(v)},
    (value) => set({beta: value})
  );
  const condition = slider(
    {
      label: text.condition,
      tex: "\\kappa",
      min: 1,
      max: 200,
      scale: "log",
      step: 0.02,
      value: state.condition,
      format: (v) => short(v, 2)
    },
    (value) => set({condition: value})
  );
  const form = choice<RateMapState["form"]>(
    {
      label: text.form,
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
    id: "rate-map",
    body: [map.node, live.node, controls(product.node, beta.node, condition.node, form.node)]
  });
  live.node.classList.add("live");
  const round = (v: number) => Math.round(100 * v) / 100;
  const move = ([a, b]: [number, number]) =>
    set({product: round(Math.min(3.99, Math.max(0.01, a))), beta: round(Math.min(0.99, Math.max(0, b)))});
  const undrag = draggable(map, () => [state.product, state.beta], move);
  steerable(map.picture, map, () => [state.product, state.beta], move);
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      undrag();
      map.dispose();
      parts.dispose();
    }
  };
}

/** Shade of a rate, 0 (fast) … 100 (no progress), in steps of 4; −1 where it diverges. The cube spreads the rates near 1, where most of them are. */
function levelOf(radius: number): number {
  if (radius > 1 - 1e-12) return -1;
  return 4 * Math.round(25 * radius ** 3);
}
