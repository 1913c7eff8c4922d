import type {Surface} from "../../lib/surfaces/index.js";
import {inTurns} from "../in-turns.js";
import {colour, resolveColour} from "../theme.js";
import {type Arrow, drawArrow, drawBall, drawMinimum, drawTrail, type Trail} from "./canvas-marks.js";
import {aspectOf, type Plane, plane} from "./plane.js";
import {relief} from "./relief.js";
import {stage} from "./stage.js";

const text = {
  role: "map with a point",
  help: "Arrow keys move the point; with Shift further."
};

export type Point = readonly [number, number];
type Shown = Pick<Surface, "J" | "domain" | "levels" | "minima">;

/** What a surface view shows; `set` changes what it names. */
export interface SurfaceState {
  readonly surface?: Shown;
  readonly trails?: readonly Trail[];
  readonly arrows?: readonly Arrow[];
  /** The point that can be dragged; undefined where there is none. */
  readonly point?: Point;
  /** Covers the surface, for whoever walks it blind. */
  readonly hidden?: boolean;
  /** Draws more, below trails and arrows. */
  readonly overlay?: (context: CanvasRenderingContext2D, plane: Plane) => void;
}

export interface SurfaceViewOptions extends SurfaceState {
  readonly surface: Shown;
  /** Name of the picture, for ears. */
  readonly label: string;
  readonly maxWidth?: number;
  /** The reader moved the point, or chose one by a click. Without it nothing can be moved. */
  readonly onMove?: (point: Point) => void;
  /** Whether the point follows a drag, or only jumps to where it is told. */
  readonly drag?: boolean;
  /** How far an arrow key moves the point, as a share of the width; with Shift five times as far. */
  readonly keyStep?: number;
}

/** A small map of a surface: contours in equal aspect, trails, arrows, and a point that follows pointer and arrow keys. */
export function surfaceView({label, maxWidth, onMove, drag = true, keyStep = 0.01, ...initial}: SurfaceViewOptions) {
  let state: SurfaceState & {surface: Shown} = initial;
  let view: Plane | undefined;
  let ground: HTMLCanvasElement | undefined;
  let first = true;
  const seen = (css: string) => resolveColour(css, picture.node);

  /** The first picture takes its turns with the rest of the page; a later one, as under a slider, is there at once. */
  function newGround(plane: Plane) {
    const {canvas, levels} = relief(state.surface, state.surface.domain, plane, picture.canvas);
    if (first) inTurns(levels, picture.redraw);
    else while (!levels.next().done);
    first = false;
    return canvas;
  }

  const picture = stage({
    aspect: aspectOf(state.surface.domain),
    maxWidth,
    onResize(width) {
      view = plane(state.surface.domain, width);
      ground = undefined;
    },
    draw(context, width, height) {
      if (!view) return;
      const [paper, ink] = [colour("paper", picture.node), colour("ink", picture.node)];
      if (!state.hidden) {
        ground ??= newGround(view);
        context.save();
        context.resetTransform();
        context.drawImage(ground, 0, 0);
        context.restore();
        for (const {x, y} of state.surface.minima) drawMinimum(context, view.x(x), view.y(y), ink);
      } else {
        context.fillStyle = colour("paper-sunk", picture.node);
        context.fillRect(0, 0, width, height);
      }
      state.overlay?.(context, view);
      for (const trail of state.trails ?? []) drawTrail(context, view, {...trail, colour: seen(trail.colour)}, paper);
      for (const arrow of state.arrows ?? []) drawArrow(context, view, {...arrow, colour: seen(arrow.colour)}, paper);
      if (state.point) drawBall(context, view.x(state.point[0]), view.y(state.point[1]), ink, paper, 8);
    }
  });
  const {node} = picture;
  node.setAttribute("aria-label", label);
  node.setAttribute("role", onMove ? "application" : "img");

  function set(next: SurfaceState) {
    if (next.surface && next.surface !== state.surface) {
      ground = undefined;
      if (view) view = plane(next.surface.domain, view.width);
    }
    state = {...state, ...next, surface: next.surface ?? state.surface};
    picture.reshape(aspectOf(state.surface.domain));
    picture.redraw();
  }

  if (onMove) {
    const inside = ([x, y]: Point): Point => {
      const {domain} = state.surface;
      return [Math.min(domain.x[1], Math.max(domain.x[0], x)), Math.min(domain.y[1], Math.max(domain.y[0], y))];
    };
    node.tabIndex = 0;
    node.setAttribute("aria-roledescription", text.role);
    node.setAttribute("aria-description", text.help);
    const move = (event: PointerEvent) => {
      const box = node.getBoundingClientRect();
      if (view) onMove(inside(view.at(event.clientX - box.left, event.clientY - box.top)));
    };
    node.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      node.setPointerCapture(event.pointerId);
      move(event);
    });
    node.addEventListener("pointermove", (event) => {
      if (drag && node.hasPointerCapture(event.pointerId)) move(event);
    });
    node.addEventListener("keydown", (event) => {
      const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
      if (!way || !state.point) return;
      event.preventDefault();
      const [from, to] = state.surface.domain.x;
      const unit = keyStep * (to - from) * (event.shiftKey ? 5 : 1);
      onMove(inside([state.point[0] + unit * way[0], state.point[1] + unit * way[1]]));
    });
  }

  return {node, set, redraw: picture.redraw, dispose: picture.dispose};
}
