import {pathLength} from "./path-length.js";
import type {Pen} from "./pen.js";
import type {Trajectory} from "./trajectory.js";
import {toX, toY, type Viewport} from "./viewport.js";

/** How a run is drawn. */
export interface Trail {
  readonly run: Trajectory;
  /** The furthest step that was taken; what lies beyond is not shown. */
  readonly taken: number;
  readonly color: string;
  readonly dash: readonly number[];
  readonly emphasized: boolean;
  /** Drawn as a thin line without a ball, beside the runs. */
  readonly thin?: boolean;
}

/** Steps before the shown moment that are drawn strongly. */
const RECENT = 90;
const FAR = 1e5;

const clamp = (value: number) => Math.max(-FAR, Math.min(FAR, value));

/**
 * Draws the paths of runs. What has been computed lies on a layer of its own, to which only new steps are added, so that
 * scrubbing 10,000 steps costs one copy and the recent stretch of each run.
 */
export function trails(layer: Pen) {
  const drawn = new Map<Trajectory, number>();
  let key = "";

  /** A stretch of a path; its dashes go on where those before it have ended. */
  function segment(context: Pen, {run, dash}: Trail, from: number, to: number, view: Viewport) {
    context.setLineDash([...dash]);
    context.lineDashOffset = dash.length ? pathLength(run, from) * view.scale : 0;
    const [xs, ys] = [run.column("theta.0"), run.column("theta.1")];
    if (!xs || !ys) return;
    context.beginPath();
    let [px, py] = [clamp(toX(view, xs[from])), clamp(toY(view, ys[from]))];
    context.moveTo(px, py);
    for (let k = from + 1; k <= to; ++k) {
      const [x, y] = [clamp(toX(view, xs[k])), clamp(toY(view, ys[k]))];
      // Steps shorter than a third of a pixel are gathered; the last one is always drawn.
      if (k < to && Math.abs(x - px) + Math.abs(y - py) < 0.33) continue;
      context.lineTo(x, y);
      [px, py] = [x, y];
    }
    context.stroke();
  }

  return {
    /**
     * Draws what is new of each run's whole past on the layer; all of it after `view` or the set of runs changed, and then
     * it wipes the layer first unless told not to.
     */
    past(list: readonly Trail[], view: Viewport, pixelRatio: number, wipe = true) {
      const now = `${view.scale},${view.center},${view.width},${view.height},${list.map(({color, dash}) => color + dash)}`;
      // A run that is gone, or that was set back to an earlier step, leaves a path that has to be wiped.
      const gone = [...drawn].some(([run, to]) => !list.some((trail) => trail.run === run && trail.taken >= to));
      if (now !== key || gone) {
        key = now;
        drawn.clear();
        layer.setTransform(1, 0, 0, 1, 0, 0);
        if (wipe) layer.clearRect(0, 0, layer.canvas.width, layer.canvas.height);
      }
      layer.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
      layer.lineJoin = layer.lineCap = "round";
      for (const trail of list) {
        const {run, taken, color, thin} = trail;
        const from = drawn.get(run) ?? 0;
        const to = Math.min(taken, run.last);
        if (to <= from) continue;
        layer.strokeStyle = color;
        layer.globalAlpha = thin ? 0.9 : 0.5;
        layer.lineWidth = thin ? 1 : 1.4;
        segment(layer, trail, from, to, view);
        drawn.set(run, to);
      }
      layer.globalAlpha = 1;
    },
    /** Draws the recent stretch and the ball of each run at a moment. */
    present(context: Pen, list: readonly Trail[], step: number, view: Viewport, paper: string, size = 1) {
      context.lineJoin = context.lineCap = "round";
      for (const trail of list) {
        const {run, color, emphasized, thin} = trail;
        if (thin) continue;
        const at = Math.min(step, run.last);
        context.strokeStyle = color;
        context.lineWidth = emphasized ? 2.6 : 2;
        if (at > 0) segment(context, trail, Math.max(0, at - RECENT), at, view);
        context.setLineDash([]);
        ball(context, run, at, color, (emphasized ? 7.5 : 6) * size, view, paper);
      }
    }
  };
}

function ball(context: Pen, run: Trajectory, at: number, color: string, radius: number, view: Viewport, paper: string) {
  const x = toX(view, run.at("theta.0", at));
  const y = toY(view, run.at("theta.1", at));
  const [cx, cy] = [
    Math.max(radius, Math.min(view.width - radius, x)),
    Math.max(radius, Math.min(view.height - radius, y))
  ];
  const outside = cx !== x || cy !== y;
  const broken = run.stopped && run.stopped.reason !== "converged" && at >= run.last;
  context.beginPath();
  context.arc(cx, cy, radius, 0, 2 * Math.PI);
  context.fillStyle = outside || broken ? paper : color;
  context.fill();
  context.lineWidth = outside || broken ? 2.2 : 1.8;
  context.strokeStyle = outside || broken ? color : paper;
  context.stroke();
  if (broken) cross(context, cx, cy, radius * 0.45, color);
}

function cross(context: Pen, x: number, y: number, r: number, color: string) {
  context.strokeStyle = color;
  context.beginPath();
  for (const s of [-1, 1]) {
    context.moveTo(x - r, y - s * r);
    context.lineTo(x + r, y + s * r);
  }
  context.stroke();
}
