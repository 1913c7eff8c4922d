import {curvatureAt} from "../../../lib/surfaces/evaluate.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {element} from "../../element.js";
import {grouped, short} from "../../format.js";
import {contourLayer} from "../../plot/contours.js";
import {draggable, steerable} from "../../plot/drag.js";
import {plot} from "../../plot/plot.js";
import {minimumMark, trail} from "../../plot/trail.js";
import {dashOf, hueVariable} from "../../theme.js";
import {whenNear} from "../../when-near.js";
import {controls} from "../controls.js";
import {inSlices} from "../slices.js";
import {placeOf} from "../update/converged.js";
import {comparing, landscapes, type MethodName, methodOf, methods, type Result} from "./paths.js";

const text = {
  title: "Four methods, one start",
  caption:
    "Each stops when the slope is below 0.000001. A Hessian counts as two gradient evaluations here, because the surface has two parameters; with $n$ parameters it would count as $n$. Drag the start, or use the arrow keys.",
  where: "Landscape",
  landscapes: {ravine: "ravine", rosenbrock: "Rosenbrock", saddle: "saddle"},
  newton: "Newton at a saddle",
  curvature: {signed: "as it is", absolute: "with |H|"},
  x: "θ₁",
  y: "θ₂",
  columns: ["method", "updates", "gradients", "ends at"],
  places: {minimum: "a minimum", saddle: "a saddle", plateau: "a plateau", slope: "a slope, still on its way"},
  never: (limit: number) => `over ${grouped(limit)}`,
  row: (name: string, steps: string, place: string) =>
    `${name}: ${steps} ${steps === "1" ? "update" : "updates"}, ends at ${place}`
};

const labelOf = (name: MethodName) => methodOf(name, 1).rule.label;
const STEPS = 3000;
const TOLERANCE = 1e-6;

export interface PathsState {
  where: keyof typeof landscapes;
  curvature: "signed" | "absolute";
  start: readonly [number, number];
}

/** Gradient descent, conjugate gradient, L-BFGS and Newton from one start, with what each took. */
export function pathsFigure(initial: Partial<PathsState> = {}) {
  const state: PathsState = {
    where: "ravine",
    curvature: "signed",
    start: landscapes[initial.where ?? "ravine"].start,
    ...initial
  };
  const results: Partial<Record<MethodName, Result>> = {};
  let running = new AbortController();
  let background: SVGGElement | undefined;
  let drawnFor = "";
  const land = () => landscapes[state.where];
  const axes = () =>
    [
      {domain: land().domain.x, label: text.x},
      {domain: land().domain.y, label: text.y}
    ] as const;
  const plane = plot({x: axes()[0], y: axes()[1], height: 400, equal: true}, draw);
  const table = element("table", {class: "verdicts"});

  function* draw(p: typeof plane): Generator<Node> {
    const key = JSON.stringify([state.where, p.domain(), p.edges()]);
    if (!background || key !== drawnFor) [background, drawnFor] = [contourLayer(land(), p, {power: land().power}), key];
    yield background;
    for (const minimum of land().minima) yield minimumMark(p, minimum);
    for (const name of methods) {
      const path = results[name]?.path.slice(0, 400) ?? [];
      yield trail(
        p,
        path.map(({theta}) => theta),
        {hue: hueVariable(name), dash: dashOf(name), dots: name === "gradientDescent" ? 1.6 : 3.5}
      );
    }
    yield trail(p, [state.start], {hue: "var(--ink)", dots: 7});
  }

  const placeAt = (result: Result) => {
    const {theta, gradient} = result.path[result.path.length - 1];
    return text.places[placeOf(gradient, curvatureAt(land(), ...theta), 1e-3)];
  };

  async function update() {
    running.abort();
    running = new AbortController();
    const {start, curvature} = state;
    const work = (function* () {
      for (const name of [...methods].reverse()) {
        const steps = name === "gradientDescent" ? STEPS : 200;
        const optimizer = methodOf(name, land().learningRate, {absolute: curvature === "absolute"});
        results[name] = yield* comparing(land(), optimizer, {start, steps, tolerance: TOLERANCE});
      }
    })();
    if (await inSlices(work, () => plane.update(), {signal: running.signal})) tell();
  }

  function tell() {
    const {start} = state;
    plane.update();
    const rows = methods.flatMap((name) => {
      const result = results[name];
      if (!result) return [];
      const steps = result.steps === undefined ? text.never(result.path.length - 1) : grouped(result.steps);
      return {
        name,
        steps,
        evaluations: result.evaluations === undefined ? "" : grouped(result.evaluations),
        place: placeAt(result)
      };
    });
    table.replaceChildren(
      element("thead", {}, element("tr", {}, ...text.columns.map((c) => element("th", {scope: "col"}, c)))),
      element(
        "tbody",
        {},
        ...rows.map(({name, steps, evaluations, place}) => {
          const key = element("i", {class: "key"});
          key.style.background = hueVariable(name);
          return element(
            "tr",
            {},
            element("th", {scope: "row"}, key, labelOf(name)),
            ...[steps, evaluations, place.replace(/^an? /, "")].map((c) => element("td", {}, c))
          );
        })
      )
    );
    const sentence = `${rows.map(({name, steps, place}) => text.row(labelOf(name), steps, place)).join("; ")}.`;
    parts.say(sentence);
    plane.describe(
      `${text.title}. ${text.landscapes[state.where]}, start (${short(start[0])}, ${short(start[1])}). ${sentence}`
    );
  }

  function set(next: Partial<PathsState>) {
    const moved = next.where !== undefined && next.where !== state.where;
    Object.assign(state, moved ? {start: landscapes[next.where ?? state.where].start} : {}, next);
    where.set(state.where);
    curvature.set(state.curvature);
    if (moved) {
      // Paths of another landscape would be drawn on this one until their turn comes.
      for (const name of methods) delete results[name];
      plane.axes(...axes());
    }
    void update();
  }

  const where = choice<PathsState["where"]>(
    {
      label: text.where,
      choices: Object.entries(text.landscapes) as [PathsState["where"], string][],
      value: state.where
    },
    (value) => set({where: value})
  );
  const curvature = choice<PathsState["curvature"]>(
    {
      label: text.newton,
      choices: Object.entries(text.curvature) as [PathsState["curvature"], string][],
      value: state.curvature
    },
    (value) => set({curvature: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "second-order-paths",
    body: [
      controls(where.node, curvature.node),
      plane.node,
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
  const forget = whenNear(parts.node, () => void update());
  return {
    node: parts.node,
    set,
    dispose() {
      forget();
      running.abort();
      undrag();
      plane.dispose();
      parts.dispose();
    }
  };
}
