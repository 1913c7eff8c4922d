import {adam} from "../../../lib/optim/adam.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {momentum} from "../../../lib/optim/momentum.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {bowl} from "../../../lib/surfaces/bowl.js";
import {saddle} from "../../../lib/surfaces/saddle.js";
import type {Surface} from "../../../lib/surfaces/surface.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short} from "../../format.js";
import {contourLayer} from "../../plot/contours.js";
import {draggable, steerable} from "../../plot/drag.js";
import {words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {minimumMark, trail} from "../../plot/trail.js";
import {svg} from "../../svg.js";
import {dashOf, hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {type Criterion, judge, type Place, type Verdict} from "./converged.js";
import {plateau} from "./plateau.js";

const text = {
  title: "It says “converged”. Where is it?",
  caption:
    "Three common stopping rules watch the same run; each mark shows where its rule would have stopped. “Small” means below the tolerance. The curvatures there, the eigenvalues of $\\nabla^2 J$, tell what kind of place it is. Drag the start.",
  where: "Landscape",
  landscapes: {bowl: "bowl", saddle: "saddle", plateau: "plain with a pit"},
  optimizer: "Optimizer",
  optimizers: {gradientDescent: "gradient descent", momentum: "momentum", adam: "Adam"},
  tolerance: "Tolerance",
  x: "x",
  y: "y",
  criteria: {gradient: "‖∇J‖ small", change: "|ΔJ| small", step: "‖Δθ‖ small"} satisfies Record<Criterion, string>,
  columns: ["rule", "stops at step", "loss there", "‖∇J‖", "curvatures", "that is"],
  places: {minimum: "a minimum", saddle: "a saddle", plateau: "a plateau", slope: "still a slope"} satisfies Record<
    Place,
    string
  >,
  never: "does not stop",
  spoken: {gradient: "A small gradient", change: "A small change of the loss", step: "A small step"} satisfies Record<
    Criterion,
    string
  >,
  row: (rule: string, step: number, place: string) => `${rule} would stop at step ${step}: ${place}`,
  none: (rule: string) => `${rule} would not stop in ${STEPS} steps`
};

const STEPS = 300;

interface Landscape extends Pick<Surface, "J" | "domain" | "minima"> {
  readonly start: [number, number];
}

const landscapes: Record<keyof typeof text.landscapes, Landscape> = {
  bowl: {...bowl, start: [-2.2, 1.4]},
  saddle: {...saddle, start: [-2, 0]},
  plateau: {...plateau, start: [-3.9, 1]}
};
const optimizers: Record<keyof typeof text.optimizers, () => Optimizer> = {
  gradientDescent: () => gradientDescent({learningRate: 0.1}),
  momentum: () => momentum({learningRate: 0.05, beta: 0.8}),
  adam: () => adam({learningRate: 0.05})
};

export interface ConvergedState {
  where: keyof typeof landscapes;
  optimizer: keyof typeof optimizers;
  tolerance: number;
  start: [number, number];
}

/** Three stopping rules on three landscapes: where each stops, and what kind of place that is. */
export function convergedFigure(initial: Partial<ConvergedState> = {}) {
  const state: ConvergedState = {
    where: "saddle",
    optimizer: "gradientDescent",
    tolerance: 1e-5,
    start: landscapes[initial.where ?? "saddle"].start,
    ...initial
  };
  let result: ReturnType<typeof judge> = {path: [], verdicts: []};
  let background: SVGGElement | undefined;
  let drawnFor = "";
  const axes = () => {
    const {domain} = landscapes[state.where];
    return [
      {domain: domain.x, label: text.x},
      {domain: domain.y, label: text.y}
    ] as const;
  };
  const plane = plot({x: axes()[0], y: axes()[1], height: 360, equal: true}, draw);
  const table = element("table", {class: "verdicts"});

  function* draw(p: typeof plane): Generator<Node> {
    const {where, optimizer, start} = state;
    const key = JSON.stringify([where, p.domain(), p.edges()]);
    if (!background || key !== drawnFor)
      [background, drawnFor] = [contourLayer(landscapes[where], p, {power: where === "saddle" ? 1 : 1.5}), key];
    yield background;
    for (const {x, y} of landscapes[where].minima) yield minimumMark(p, [x, y]);
    yield trail(
      p,
      result.path.map(({theta}) => theta),
      {hue: hueVariable(optimizer), dash: dashOf(optimizer), dots: 2}
    );
    yield trail(p, [start], {hue: "var(--ink)", dots: 7});
    for (const [i, {moment}] of result.verdicts.entries()) {
      if (!moment) continue;
      const [x, y, r] = [p.x(moment.theta[0]), p.y(moment.theta[1]), 9 + 5 * i];
      yield svg("circle", {class: "ring", cx: x, cy: y, r});
      // Its number stands on the ring, each elsewhere, so that it is plain which ring is meant where they meet.
      const angle = ([-30, -150, 90][i] * Math.PI) / 180;
      yield words([x + r * Math.cos(angle), y + r * Math.sin(angle) + 4], String(i + 1), {
        class: "curve-label",
        "text-anchor": "middle"
      });
    }
  }

  function rowOf({criterion, step, moment, curvatures, place}: Verdict, i: number): HTMLElement {
    const cells =
      step === undefined || !moment || !curvatures || !place
        ? [text.never, "", "", "", ""]
        : [
            String(step),
            short(moment.loss),
            short(Math.hypot(...moment.gradient), 2),
            curvatures.map((c) => short(c, 2)).join(", "),
            text.places[place]
          ];
    return element(
      "tr",
      {},
      element("th", {scope: "row"}, `${i + 1}. ${text.criteria[criterion]}`),
      ...cells.map((c) => element("td", {}, c))
    );
  }

  function update() {
    const {where, optimizer, tolerance, start} = state;
    result = judge(landscapes[where], optimizers[optimizer](), {start, steps: STEPS, tolerance});
    table.replaceChildren(
      element("thead", {}, element("tr", {}, ...text.columns.map((c) => element("th", {scope: "col"}, c)))),
      element("tbody", {}, ...result.verdicts.map(rowOf))
    );
    const rows = result.verdicts.map(({criterion, step, place}) =>
      step === undefined || !place
        ? text.none(text.spoken[criterion])
        : text.row(text.spoken[criterion], step, text.places[place])
    );
    parts.say(`${rows.join(". ")}.`);
    plane.describe(
      `${text.title} ${text.landscapes[where]}, ${text.optimizers[optimizer]}, start (${short(start[0])}, ${short(start[1])}), tolerance ${short(tolerance)}. ${rows.join("; ")}.`
    );
    plane.update();
  }

  function set(next: Partial<ConvergedState>) {
    const moved = next.where !== undefined && next.where !== state.where;
    Object.assign(state, moved ? {start: landscapes[next.where ?? state.where].start} : {}, next);
    where.set(state.where);
    optimizer.set(state.optimizer);
    tolerance.set(state.tolerance);
    if (moved) plane.axes(...axes());
    update();
  }

  const entries = <K extends string>(names: Record<K, string>) => Object.entries(names) as [K, string][];
  const where = choice<ConvergedState["where"]>(
    {label: text.where, choices: entries(text.landscapes), value: state.where},
    (value) => set({where: value})
  );
  const optimizer = choice<ConvergedState["optimizer"]>(
    {label: text.optimizer, choices: entries(text.optimizers), value: state.optimizer},
    (value) => set({optimizer: value})
  );
  const tolerance = slider(
    {
      label: text.tolerance,
      min: 1e-6,
      max: 0.1,
      scale: "log",
      step: 0.1,
      value: state.tolerance,
      format: (v) => short(v, 2)
    },
    (value) => set({tolerance: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "converged",
    body: [
      controls(where.node, optimizer.node),
      plane.node,
      controls(tolerance.node),
      element("div", {class: "scroll-x", tabIndex: 0, role: "region", "aria-label": text.columns.join(", ")}, table)
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
      plane.dispose();
      parts.dispose();
    }
  };
}
