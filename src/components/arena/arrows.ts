import type {Rule} from "../../lib/optim/index.js";
import {svg} from "../svg.js";
import {short} from "./format.js";
import type {Trajectory} from "./trajectory.js";
import {toX, toY, type Viewport} from "./viewport.js";

/** An arrow from the ball, in parameter space. */
export interface Arrow {
  readonly term: string;
  readonly role: "gradient" | "momentum" | "before" | "step";
  readonly from: readonly [number, number];
  readonly by: readonly [number, number];
  readonly label: string;
}

/** The longest that a scaled arrow may be, as a share of the picture's width. */
const LONGEST = 0.3;
/** Height of a label, in pixels. */
const LINE = 15;

/** The quantity of a rule that is its momentum, if it has one. */
export const momentumOf = (rule: Rule): string | undefined =>
  Object.keys(rule.quantities).find((name) => rule.quantities[name].role === "momentum");

/**
 * The arrows of the update from `step` to `step` + 1: −∇J, momentum before and after, and the step itself. The step has its
 * true length; the others share one factor, the learning rate where that fits the picture, so that they compare.
 */
export function arrowsOf(rule: Rule, alpha: number, path: Trajectory, step: number, view: Viewport): Arrow[] {
  if (step >= path.last) return [];
  const vector = (name: string, row: number) => [path.at(`${name}.0`, row), path.at(`${name}.1`, row)] as const;
  const from = vector("theta", step);
  const momentum = momentumOf(rule);
  const g = vector("g", step + 1);
  const m = momentum ? vector(momentum, step + 1) : undefined;
  const before = momentum && step > 0 ? vector(momentum, step) : undefined;
  const longest = Math.max(...[g, m, before].map((v) => (v ? Math.hypot(...v) : 0)));
  const most = (LONGEST * view.width) / view.scale;
  const factor =
    longest * alpha <= most && longest * alpha * view.scale > 14 ? alpha : most / Math.max(longest, 1e-300);
  const scaled = factor === alpha ? "−α" : `−${short(factor, 2)} · `;
  const back = ([x, y]: readonly [number, number]) => [-factor * x, -factor * y] as const;
  // Keras and the papers gather α, or its sign, into the velocity; then it already points downhill.
  const arrows: Arrow[] = [{term: "g", role: "gradient", from, by: back(g), label: `${scaled}∇J`}];
  if (momentum && m) {
    const letter = rule.quantities[momentum].tex.replace(/\\hat ?/g, "").replace(/[\\{}]/g, "");
    if (before && Math.hypot(...before) > 0)
      arrows.push({term: momentum, role: "before", from, by: back(before), label: `${letter} before`});
    arrows.push({term: momentum, role: "momentum", from, by: back(m), label: `${scaled}${letter}`});
  }
  arrows.push({term: "delta", role: "step", from, by: vector("delta", step + 1), label: "step Δ"});
  return arrows.filter(({by}) => by.every(Number.isFinite));
}

/** An arrow as SVG, with its label at the tip; nothing for one too short to see. */
function drawArrow({term, role, from, by, label}: Arrow, view: Viewport): SVGGElement | undefined {
  const [x0, y0] = [toX(view, from[0]), toY(view, from[1])];
  const [x1, y1] = [toX(view, from[0] + by[0]), toY(view, from[1] + by[1])];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 2) || length > 1e5) return undefined;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const head = Math.min(9, length * 0.6);
  const [bx, by1] = [x1 - ux * head, y1 - uy * head];
  const half = head * 0.42;
  const line = svg("path", {class: "arrow-line", d: `M${x0},${y0}L${bx},${by1}`});
  const tip = svg("path", {
    class: "arrow-head",
    d: `M${x1},${y1}L${bx - uy * half},${by1 + ux * half}L${bx + uy * half},${by1 - ux * half}Z`
  });
  const words = svg(
    "text",
    {x: x1 + ux * 10, y: y1 + uy * 10, dy: "0.32em", "text-anchor": ux < -0.3 ? "end" : ux > 0.3 ? "start" : "middle"},
    label
  );
  return svg("g", {class: `arrow arrow-${role}`, "data-term": term}, line, tip, words);
}

/** Arrows as SVG, their labels pushed down where they would lie on each other. */
export function drawArrows(arrows: readonly Arrow[], view: Viewport): SVGGElement[] {
  const drawn = arrows.flatMap((arrow) => drawArrow(arrow, view) ?? []);
  const taken: [number, number][] = [];
  for (const node of drawn) {
    const label = node.querySelector("text")!;
    const x = Number(label.getAttribute("x"));
    let y = Number(label.getAttribute("y"));
    while (taken.some(([tx, ty]) => Math.abs(tx - x) < 64 && Math.abs(ty - y) < LINE)) y += LINE;
    taken.push([x, y]);
    label.setAttribute("y", String(y));
  }
  return drawn;
}
