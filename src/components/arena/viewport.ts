import type {Surface} from "../../lib/surfaces/index.js";

/** Which part of parameter space a picture shows. Both axes have the same scale, so that arrows cross contours squarely. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** Pixels per unit, along x and along y. */
  readonly scale: number;
  /** Parameters at the middle of the picture. */
  readonly center: readonly [number, number];
}

/** The viewport in which a domain just fits, whatever the picture's shape. */
export function fitDomain({x, y}: Surface["domain"], width: number, height: number): Viewport {
  const scale = Math.min(width / (x[1] - x[0]), height / (y[1] - y[0]));
  return {width, height, scale, center: [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2]};
}

export const toX = (v: Viewport, x: number) => v.width / 2 + (x - v.center[0]) * v.scale;
export const toY = (v: Viewport, y: number) => v.height / 2 - (y - v.center[1]) * v.scale;
export const fromX = (v: Viewport, px: number) => v.center[0] + (px - v.width / 2) / v.scale;
export const fromY = (v: Viewport, py: number) => v.center[1] - (py - v.height / 2) / v.scale;

/** The domain that a viewport shows. */
export function shown(v: Viewport): {x: [number, number]; y: [number, number]} {
  return {x: [fromX(v, 0), fromX(v, v.width)], y: [fromY(v, v.height), fromY(v, 0)]};
}

/** Enlarges by `factor` around a pixel, which stays where it is. */
export function zoom(v: Viewport, factor: number, px = v.width / 2, py = v.height / 2): Viewport {
  const scale = Math.min(1e7, Math.max(1e-3, v.scale * factor));
  const [x, y] = [fromX(v, px), fromY(v, py)];
  return {...v, scale, center: [x - (px - v.width / 2) / scale, y + (py - v.height / 2) / scale]};
}

/** Moves what is shown by pixels. */
export function pan(v: Viewport, dx: number, dy: number): Viewport {
  return {...v, center: [v.center[0] - dx / v.scale, v.center[1] + dy / v.scale]};
}
