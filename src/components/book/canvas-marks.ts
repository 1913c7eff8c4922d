import type {Plane} from "./plane.js";

export interface Trail {
  readonly points: readonly (readonly [number, number])[];
  /** Any CSS colour, such as `var(--ink)`. */
  readonly colour: string;
  readonly dash?: readonly number[];
  /** A ball at its end. */
  readonly ball?: boolean;
  /** A dot at every point. */
  readonly dots?: boolean;
}

export interface Arrow {
  readonly from: readonly [number, number];
  /** In parameter space: what is drawn is as long as it is. */
  readonly delta: readonly [number, number];
  readonly colour: string;
  readonly label?: string;
  readonly dash?: readonly number[];
  /** Puts the label beside the head, for an arrow that lies on another. */
  readonly beside?: boolean;
}

/** Canvases draw nothing at infinity; far enough away is outside. */
const clamp = (v: number) => Math.max(-1e5, Math.min(1e5, v));

export function drawTrail(
  context: CanvasRenderingContext2D,
  p: Plane,
  {points, colour, dash = [], ball = true, dots}: Trail,
  paper: string
): void {
  if (!points.length) return;
  context.lineJoin = context.lineCap = "round";
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 2.25;
  context.setLineDash([...dash]);
  context.beginPath();
  for (const [x, y] of points) context.lineTo(clamp(p.x(x)), clamp(p.y(y)));
  context.stroke();
  context.setLineDash([]);
  if (dots)
    for (const [x, y] of points) {
      context.beginPath();
      context.arc(clamp(p.x(x)), clamp(p.y(y)), 2.6, 0, 2 * Math.PI);
      context.fill();
    }
  if (!ball) return;
  const [x, y] = points[points.length - 1];
  drawBall(context, clamp(p.x(x)), clamp(p.y(y)), colour, paper);
}

export function drawBall(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colour: string,
  paper: string,
  radius = 7
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = paper;
  context.stroke();
}

/** An arrow with an honest length. One shorter than three pixels is a dot. */
export function drawArrow(context: CanvasRenderingContext2D, p: Plane, arrow: Arrow, halo: string): void {
  const {from, delta, colour, label, dash = [], beside} = arrow;
  const [x0, y0] = [p.x(from[0]), p.y(from[1])];
  const [dx, dy] = [clamp(delta[0] * p.scale), clamp(-delta[1] * p.scale)];
  const length = Math.hypot(dx, dy);
  context.fillStyle = context.strokeStyle = colour;
  if (length < 3) {
    context.beginPath();
    context.arc(x0, y0, 2.5, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(11, length * 0.45);
  const [x1, y1] = [x0 + dx, y0 + dy];
  context.lineWidth = 2.5;
  context.lineCap = "butt";
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1 - ux * head * 0.8, y1 - uy * head * 0.8);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x1 - ux * head - uy * head * 0.45, y1 - uy * head + ux * head * 0.45);
  context.lineTo(x1 - ux * head + uy * head * 0.45, y1 - uy * head - ux * head * 0.45);
  context.closePath();
  context.fill();
  const [lx, ly] = beside ? [-uy, ux] : [ux, uy];
  if (label) drawLabel(context, label, x1 + lx * 14, y1 + ly * 14, colour, halo, p);
}

/** Words on a picture, with a halo so that they read on any ground, kept inside the picture. */
export function drawLabel(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  halo: string,
  {width, height}: {width: number; height: number}
): void {
  context.font = "600 14px 'Inter Variable', Inter, Arial, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  const half = context.measureText(text).width / 2 + 4;
  const cx = Math.max(half, Math.min(width - half, x));
  const cy = Math.max(12, Math.min(height - 12, y));
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.strokeText(text, cx, cy);
  context.fillStyle = colour;
  context.fillText(text, cx, cy);
}

/** A minimum: a small star. */
export function drawMinimum(context: CanvasRenderingContext2D, x: number, y: number, ink: string): void {
  context.beginPath();
  for (let k = 0; k < 10; ++k) {
    const r = k % 2 ? 2.7 : 6.5;
    const a = (Math.PI * k) / 5 - Math.PI / 2;
    context.lineTo(x + r * Math.cos(a), y + r * Math.sin(a));
  }
  context.closePath();
  context.fillStyle = ink;
  context.fill();
}
