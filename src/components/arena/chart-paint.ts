import {type ChartScale, MARGIN, type Series} from "./chart-scale.js";
import {type Pen, svgPen} from "./pen.js";
import {svgDocument} from "./svg-file.js";

const FONT = '12px "Inter Variable", Inter, sans-serif';
/** Height of a line of the legend in a saved chart. */
const LEGEND = 24;

const text = {foot: "≤ 0"};

/** Colours of the page, for a canvas. */
export interface Colours {
  readonly ink: string;
  readonly paper: string;
}

/** The lines across, and what is written beside them and below. */
export function paintAxes(pen: Pen, scale: ChartScale, ink: string): void {
  const {width, height, x, y, foot, floor} = scale;
  const across = (py: number) => pen.fillRect(MARGIN.left, Math.round(py), width - MARGIN.left - MARGIN.right, 1);
  // To take a font a browser works out the styles of the page: once for each picture of the axes, never for a curve.
  pen.font = FONT;
  pen.fillStyle = ink;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const {value, label} of scale.valueTicks) {
    pen.globalAlpha = 0.1;
    across(y(value));
    pen.globalAlpha = 0.62;
    pen.fillText(label, MARGIN.left - 8, y(value));
  }
  if (foot) {
    pen.globalAlpha = 0.25;
    across(floor + 2);
    pen.globalAlpha = 0.62;
    pen.fillText(text.foot, MARGIN.left - 8, y(0));
  }
  pen.textAlign = "center";
  for (const k of scale.stepTicks) pen.fillText(String(k), x(k), height - 10);
  pen.globalAlpha = 1;
}

/** How far a curve has been drawn, and how long it is in pixels, where its dashes go on. */
export interface Drawn {
  readonly count: number;
  readonly length: number;
}

/**
 * What is new of a curve since it was `drawn`: the curve itself where steps are wider than a pixel, its envelope where
 * they are not.
 */
export function paintCurve(pen: Pen, scale: ChartScale, series: Series, drawn: Drawn = {count: 0, length: 0}): Drawn {
  const {values, count, color, dash} = series;
  const {x, y, low, high, log, foot} = scale;
  const stride = Math.max(1, Math.floor(scale.steps / (scale.width - MARGIN.left - MARGIN.right)));
  // It goes on from the last stretch that was whole; one that has grown is drawn over.
  const from = Math.max(0, Math.floor((drawn.count - 1) / stride) * stride);
  let {length} = drawn;
  pen.strokeStyle = color;
  pen.lineWidth = 1.8;
  pen.lineJoin = "round";
  pen.setLineDash([...dash]);
  pen.lineDashOffset = length;
  pen.beginPath();
  let last: readonly [number, number] | undefined;
  const go = (px: number, py: number) => {
    if (last) {
      pen.lineTo(px, py);
      length += Math.hypot(px - last[0], py - last[1]);
    } else pen.moveTo(px, py);
    last = [px, py];
  };
  for (let k = from; k < count; k += stride) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = k; i < Math.min(count, k + stride); ++i)
      if (Number.isFinite(values[i])) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
    if (least > most) {
      last = undefined;
      continue;
    }
    const top = Math.max(-1e4, y(Math.min(most, high * 1e6)));
    const bottom = Math.min(1e4, y(log && least > 0 ? Math.max(least, foot ? low : low * 1e-6) : least));
    go(x(k), bottom);
    if (top !== bottom) go(x(k), top);
  }
  pen.stroke();
  pen.setLineDash([]);
  return {count, length};
}

/** Keeps what follows between the axes, until `restore`. */
export function clipToPlot(pen: Pen, {width, height}: ChartScale): void {
  pen.save();
  pen.beginPath();
  pen.rect(
    MARGIN.left,
    MARGIN.top - 6,
    width - MARGIN.left - MARGIN.right + 6,
    height - MARGIN.top - MARGIN.bottom + 12
  );
  pen.clip();
}

/** A step to point out, and how strongly. */
export interface Pointed {
  readonly step: number;
  readonly alpha: number;
}

/** The line at a step, with a dot where it meets each curve. */
export function paintMoment(pen: Pen, scale: ChartScale, all: readonly Series[], {step, alpha}: Pointed, ink: string) {
  const {x, y, high, low, foot, height} = scale;
  pen.globalAlpha = alpha;
  pen.fillStyle = ink;
  pen.fillRect(x(step) - 0.5, MARGIN.top, 1, height - MARGIN.top - MARGIN.bottom);
  pen.globalAlpha = 1;
  for (const {values, count, color} of all) {
    const k = Math.min(step, count - 1);
    const v = values[k];
    if (!Number.isFinite(v) || v > high || (v < low && !(foot && v <= 0))) continue;
    pen.fillStyle = color;
    pen.beginPath();
    pen.arc(x(k), y(v), 3.5, 0, 2 * Math.PI);
    pen.fill();
  }
}

export interface ChartFile {
  readonly scale: ChartScale;
  readonly series: readonly Series[];
  readonly now: Pointed;
  /** What the chart shows. */
  readonly title: string;
  readonly colours: Colours;
}

/** The chart as an SVG file, with what it shows and the names of the curves above. */
export function chartFile({scale, series, now, title, colours: {ink, paper}}: ChartFile): string {
  const {width, height} = scale;
  const pen = svgPen(width, height);
  paintAxes(pen, scale, ink);
  clipToPlot(pen, scale);
  for (const one of series) paintCurve(pen, scale, one);
  pen.restore();
  paintMoment(pen, scale, series, now, ink);
  const head = svgPen(width, LEGEND);
  head.font = FONT;
  head.fillStyle = ink;
  head.fillText(title, MARGIN.left, LEGEND - 8);
  const content = `${head.markup}<g transform="translate(0 ${LEGEND})">${legend(width, series, ink)}</g><g transform="translate(0 ${2 * LEGEND})">${pen.markup}</g>`;
  return svgDocument(width, height + 2 * LEGEND, paper, content);
}

function legend(width: number, all: readonly Series[], ink: string): string {
  const pen = svgPen(width, LEGEND);
  pen.font = FONT;
  pen.textBaseline = "middle";
  let left = MARGIN.left;
  for (const {name, color, dash} of all) {
    pen.strokeStyle = color;
    pen.lineWidth = 1.8;
    pen.setLineDash([...dash]);
    pen.beginPath();
    pen.moveTo(left, LEGEND / 2);
    pen.lineTo(left + 24, LEGEND / 2);
    pen.stroke();
    pen.fillStyle = ink;
    pen.fillText(name, left + 30, LEGEND / 2);
    left += 44 + 7 * name.length;
  }
  return pen.markup;
}
