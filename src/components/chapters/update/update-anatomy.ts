import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {gradientAt} from "../../../lib/surfaces/evaluate.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short, texNumber} from "../../format.js";
import {formula} from "../../formula.js";
import {clipOf} from "../../plot/clip.js";
import {contourLayer} from "../../plot/contours.js";
import {draggable, steerable} from "../../plot/drag.js";
import {plot} from "../../plot/plot.js";
import {minimumMark, trail, vector} from "../../plot/trail.js";
import {controls} from "../controls.js";
import {anatomySurface} from "./anatomy-surface.js";

const text = {
  title: "One update, four ways to read it",
  caption:
    "Point at a symbol, an arrow, a number or a line of code (or move the focus to it): its other three forms light up. The code is what the library does, in three lines.",
  step: "Take the step",
  reset: "Start again",
  alpha: "Learning rate",
  x: "θ₁",
  y: "θ₂",
  name: "Term",
  names: {theta: "where you are, θ", learningRate: "how far, α", g: "uphill, ∇J(θ)", delta: "the step, −α∇J(θ)"},
  code: {
    g: "const g = gradientAt(J, theta);",
    delta: "delta[i] = -learningRate * g[i];",
    theta: "theta[i] += delta[i];"
  },
  says: (steps: number, loss: string, slope: string, before: string) =>
    `After ${steps} ${steps === 1 ? "step" : "steps"} the loss is ${loss} and the slope is ${slope}.${before}`,
  down: (amount: string) => ` The last step lowered the loss by ${amount}.`,
  up: (amount: string) => ` The last step raised the loss by ${amount}: α is too large here.`,
  far: " You are far outside the map. Start again."
};

/** A loss beyond which no more steps are taken: the numbers say nothing any more. */
const LOST = 1e6;

type Term = keyof typeof text.names;

const START: [number, number] = [-2.1, 1.3];

/** θ ← θ − α∇J(θ), with every symbol tied to its arrow, its number and its line of code. */
export function updateAnatomy() {
  let alpha = 0.35;
  let path: [number, number][] = [START];
  let lit: Term | undefined;
  const here = () => path[path.length - 1];
  const look = () => gradientAt(anatomySurface, ...here());
  const stepOf = (gradient: readonly number[]) => {
    const {rule, settings} = gradientDescent({learningRate: alpha});
    const delta = rule.update(Float64Array.from(gradient), rule.init(2, settings), settings, Float64Array.from(here()));
    return [delta[0], delta[1]] as [number, number];
  };
  const plane = plot(
    {x: {domain: [-3.6, 3.6], label: text.x}, y: {domain: [-2.6, 2.6], label: text.y}, height: 360, equal: true},
    draw
  );
  const live = formula("\\theta", {display: true});
  const cells = new Map<string, HTMLElement>();
  const table = element("dl", {class: "readout terms"});
  const code = element("pre", {class: "terms-code"});
  let background: SVGGElement | undefined;
  let drawnFor = "";

  function* draw(p: typeof plane): Generator<Node> {
    const key = JSON.stringify([p.domain(), p.edges()]);
    if (!background || key !== drawnFor) [background, drawnFor] = [contourLayer(anatomySurface, p), key];
    yield background;
    yield minimumMark(p, [0, 0]);
    yield trail(p, path, {hue: "var(--hue-gradientDescent)"});
    const {gradient} = look();
    const mark = (term: Term) => ({
      "data-term": term,
      "clip-path": clipOf(p),
      class: `arrow ${term}${lit === term ? " lit" : ""}`
    });
    yield vector(p, here(), gradient, mark("g"));
    yield vector(p, here(), stepOf(gradient), mark("delta"));
    const place = trail(p, [here()], {hue: "var(--ink)", dots: 7});
    place.setAttribute("data-term", "theta");
    place.classList.toggle("lit", lit === "theta");
    yield place;
  }

  const pair = ([a, b]: readonly number[]) => `(${short(a)}, ${short(b)})`;
  const texPair = ([a, b]: readonly number[]) => `\\begin{pmatrix}${texNumber(a)}\\\\${texNumber(b)}\\end{pmatrix}`;

  function update() {
    const {loss, gradient} = look();
    const delta = stepOf(gradient);
    const next: [number, number] = [here()[0] + delta[0], here()[1] + delta[1]];
    live.set(
      `\\underbrace{${texPair(next)}}_{\\text{new }\\theta} = \\term{theta}{${texPair(here())}} - \\term{learningRate}{${texNumber(alpha)}}\\,\\term{g}{${texPair(gradient)}}`
    );
    const values: Record<Term, string> = {
      theta: pair(here()),
      learningRate: short(alpha),
      g: pair(gradient),
      delta: pair(delta)
    };
    for (const term of Object.keys(values) as Term[]) cells.get(term)?.replaceChildren(values[term]);
    const before = path.length > 1 ? gradientAt(anatomySurface, ...path[path.length - 2]).loss - loss : 0;
    const change = path.length < 2 ? "" : before >= 0 ? text.down(short(before)) : text.up(short(-before));
    const lost = loss > LOST;
    go.disabled = lost;
    const sentence = text.says(
      path.length - 1,
      short(loss),
      short(Math.hypot(...gradient)),
      lost ? change + text.far : change
    );
    parts.say(sentence);
    plane.describe(
      `${text.title}. θ = ${pair(here())}, ∇J = ${pair(gradient)}, α = ${short(alpha)}, step ${pair(delta)}. ${sentence}`
    );
    plane.update();
    light(lit);
  }

  function light(term: Term | undefined) {
    lit = term;
    for (const node of parts.node.querySelectorAll("[data-term]"))
      node.classList.toggle("lit", node.getAttribute("data-term") === term);
  }

  for (const term of Object.keys(text.names) as Term[]) {
    const value = element("dd", {});
    cells.set(term, value);
    table.append(element("div", {"data-term": term, tabIndex: 0}, element("dt", {}, text.names[term]), value));
  }
  for (const [term, line] of Object.entries(text.code)) code.append(element("span", {"data-term": term}, `${line}\n`));
  const rule = formula(
    "\\term{theta}{\\theta} \\leftarrow \\term{theta}{\\theta} \\term{delta}{{}- \\term{learningRate}{\\alpha}\\,\\term{g}{\\nabla J(\\theta)}}",
    {display: true}
  );
  const slide = slider(
    {label: text.alpha, tex: "\\alpha", min: 0.02, max: 1.4, step: 0.01, value: alpha, format: (v) => short(v)},
    (value) => set({alpha: value})
  );
  const go = button(
    text.step,
    () => {
      const delta = stepOf(look().gradient);
      path = [...path.slice(-60), [here()[0] + delta[0], here()[1] + delta[1]]];
      update();
    },
    "primary"
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "update-anatomy",
    body: [
      plane.node,
      controls(
        go,
        button(text.reset, () => set({start: START}), "quiet"),
        slide.node
      )
    ],
    side: [rule.node, table, live.node, code]
  });
  const termOf = (event: Event) =>
    (event.target as Element).closest?.("[data-term]")?.getAttribute("data-term") as Term | undefined;
  for (const type of ["pointerover", "focusin"])
    parts.node.addEventListener(type, (event) => {
      const term = termOf(event) ?? undefined;
      if (term !== lit) light(term);
    });

  function set(next: {alpha?: number; start?: [number, number]; steps?: number}) {
    alpha = next.alpha ?? alpha;
    slide.set(alpha);
    if (next.start) path = [next.start];
    for (let i = 0; i < (next.steps ?? 0); ++i) go.click();
    update();
  }

  const undrag = draggable(plane, here, (to) => set({start: to}));
  steerable(plane.picture, plane, here, (to) => set({start: to}));
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
