import {element} from "../element.js";
import {watchScheme} from "../theme.js";
import {short} from "./format.js";
import {tickStep} from "./map-view.js";
import {inkOf, paperOf} from "./palette.js";
import {type Pen, svgDocument, svgPen} from "./pen.js";

const FONT = '12px "Inter Variable", Inter, sans-serif';
/** Height of a line of the legend in a saved chart. */
const LEGEND = 24;
const MARGIN = {top: 12, right: 14, bottom: 24, left: 52};

/** Room at the foot of a logarithmic chart for what has no logarithm. */
const FOOT = 20;

const text = {
  step: (n: number) => `step ${n}`,
  foot: "≤ 0",
  belowZero: "What is 0 or below has no place on a logarithmic axis; it is drawn at the foot."
};

/** A curve: one value a step. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly values: ArrayLike<number>;
  /** How many of the values count. */
  readonly count: number;
}

export interface ChartOptions {
  /** What stands above the curves. */
  readonly caption: readonly Node[];
  /** What the chart shows, for ears. */
  readonly label: string;
  /** A step was pointed at and chosen. */
  onStep(step: number): void;
}

/** Values against steps, linear or logarithmic, with a line at the shown moment and the values under the pointer. */
export function chart({caption, label, onStep}: ChartOptions) {
  const plot = element("canvas", {"aria-hidden": "true"});
  const cursor = element("canvas", {"aria-hidden": "true"});
  const tip = element("div", {class: "chart-tip", hidden: true});
  const area = element("div", {class: "chart-area", role: "img", "aria-label": label}, plot, cursor, tip);
  const node = element("figure", {class: "arena-chart"}, element("figcaption", {}, ...caption), area);
  let width = 0;
  let height = 0;
  let series: readonly Series[] = [];
  let log = true;
  let steps = 1;
  let step = 0;
  let described = label;
  let pointed: number | undefined;
  let [low, high] = [0.1, 10];
  /** Whether the axis is logarithmic and some value is 0 or below. */
  let foot = false;

  const x = (k: number) => MARGIN.left + ((width - MARGIN.left - MARGIN.right) * k) / steps;
  const fraction = (v: number) => (log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low));
  const floor = () => height - MARGIN.bottom - (foot ? FOOT : 0);
  const y = (v: number) =>
    log && v <= 0 ? height - MARGIN.bottom - FOOT / 2 : MARGIN.top + (floor() - MARGIN.top) * (1 - fraction(v));
  const usable = (v: number) => Number.isFinite(v) && (!log || v > 0);

  function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const ratio = Math.min(2, devicePixelRatio || 1);
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, {width: w, height: h});
    const context = canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  /** Extent of the values; a log axis covers at most 14 decades below the highest, so that rounding noise does not rule. */
  function extent() {
    [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    foot = false;
    const first = Math.max(...series.map(({values}) => (usable(values[0]) ? Math.abs(values[0]) : 0)), 0);
    const cap = first > 0 ? first * 1e4 : Number.POSITIVE_INFINITY;
    for (const {values, count} of series)
      for (let k = 0; k < count; ++k) {
        const v = values[k];
        if (!usable(v)) {
          foot ||= log && Number.isFinite(v);
          continue;
        }
        if (v < low) low = v;
        if (v > high) high = v;
      }
    high = Math.min(high, cap);
    if (!(high >= low)) [low, high] = log ? [0.1, 10] : [0, 1];
    if (log) {
      low = Math.max(low, high * 1e-14);
      low = 10 ** Math.floor(Math.log10(low) + 1e-9);
      high = 10 ** Math.ceil(Math.log10(high) - 1e-9);
      if (high <= low) high = low * 10;
    } else if (high === low) [low, high] = [low - 0.5, high + 0.5];
    else [low, high] = [low - (high - low) * 0.03, high + (high - low) * 0.03];
  }

  function draw() {
    if (!width) return;
    paint(prepare(plot));
    drawCursor();
  }

  function paint(context: Pen) {
    // Not for the cursor, which has no words: a browser works out the styles of the page to take a font.
    context.font = FONT;
    context.fillStyle = context.strokeStyle = inkOf();
    axes(context);
    context.save();
    context.beginPath();
    context.rect(
      MARGIN.left,
      MARGIN.top - 6,
      width - MARGIN.left - MARGIN.right + 6,
      height - MARGIN.top - MARGIN.bottom + 12
    );
    context.clip();
    for (const one of series) curve(context, one);
    context.restore();
  }

  function axes(context: Pen) {
    context.lineWidth = 1;
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (const v of ticks()) {
      context.globalAlpha = 0.1;
      context.fillRect(MARGIN.left, Math.round(y(v)), width - MARGIN.left - MARGIN.right, 1);
      context.globalAlpha = 0.62;
      context.fillText(log ? power(v) : short(v), MARGIN.left - 8, y(v));
    }
    if (foot) {
      context.globalAlpha = 0.25;
      context.fillRect(MARGIN.left, Math.round(floor() + 2), width - MARGIN.left - MARGIN.right, 1);
      context.globalAlpha = 0.62;
      context.fillText(text.foot, MARGIN.left - 8, y(0));
    }
    context.textAlign = "center";
    const unit = Math.max(1, tickStep(steps / 6));
    for (let k = 0; k <= steps; k += unit) context.fillText(String(k), x(k), height - 10);
    context.globalAlpha = 1;
  }

  function ticks(): number[] {
    if (!log) {
      const unit = tickStep((high - low) / 4);
      const first = Math.ceil(low / unit);
      return Array.from({length: Math.floor(high / unit) - first + 1}, (_, i) => (first + i) * unit);
    }
    const decades = Math.round(Math.log10(high / low));
    const stride = Math.max(1, Math.ceil(decades / 5));
    const bottom = Math.round(Math.log10(low));
    return Array.from({length: Math.floor(decades / stride) + 1}, (_, i) => 10 ** (bottom + i * stride));
  }

  /** The curve where steps are wider than a pixel, its envelope where they are not. */
  function curve(context: Pen, {values, count, color, dash}: Series) {
    context.strokeStyle = color;
    context.lineWidth = 1.8;
    context.lineJoin = "round";
    context.setLineDash([...dash]);
    context.beginPath();
    const stride = Math.max(1, Math.floor(steps / (width - MARGIN.left - MARGIN.right)));
    let down = false;
    for (let k = 0; k < count; k += stride) {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let i = k; i < Math.min(count, k + stride); ++i)
        if (Number.isFinite(values[i])) {
          least = Math.min(least, values[i]);
          most = Math.max(most, values[i]);
        }
      if (least > most) {
        down = false;
        continue;
      }
      const [top, bottom] = [
        Math.max(-1e4, y(Math.min(most, high * 1e6))),
        Math.min(1e4, y(log && least > 0 ? Math.max(least, foot ? low : low * 1e-6) : least))
      ];
      if (down) context.lineTo(x(k), bottom);
      else context.moveTo(x(k), bottom);
      if (top !== bottom) context.lineTo(x(k), top);
      down = true;
    }
    context.stroke();
    context.setLineDash([]);
  }

  function drawCursor() {
    if (!width) return;
    const context = prepare(cursor);
    line(context, step, 0.45);
    if (pointed !== undefined && pointed !== step) line(context, pointed, 0.25);
    tip.hidden = pointed === undefined;
    if (pointed === undefined) return;
    tip.replaceChildren(
      element("b", {}, text.step(pointed)),
      ...series.map(({name, values, count, color}) => {
        const row = element(
          "span",
          {},
          element("i", {}),
          `${name} `,
          element("em", {}, short(values[Math.min(pointed!, count - 1)]))
        );
        row.style.setProperty("--hue", color);
        return row;
      })
    );
    const right = x(pointed) > width / 2;
    tip.style.left = right ? "" : `${x(pointed) + 10}px`;
    tip.style.right = right ? `${width - x(pointed) + 10}px` : "";
  }

  /** The line at a moment, with a dot where it meets each curve. */
  function line(context: Pen, at: number, alpha: number) {
    context.globalAlpha = alpha;
    context.fillStyle = inkOf();
    context.fillRect(x(at) - 0.5, MARGIN.top, 1, height - MARGIN.top - MARGIN.bottom);
    context.globalAlpha = 1;
    for (const {values, count, color} of series) {
      const k = Math.min(at, count - 1);
      const v = values[k];
      if (!Number.isFinite(v) || v > high || (v < low && !(foot && v <= 0))) continue;
      context.fillStyle = color;
      context.beginPath();
      context.arc(x(k), y(v), 3.5, 0, 2 * Math.PI);
      context.fill();
    }
  }

  const stepAt = (event: PointerEvent) => {
    const box = area.getBoundingClientRect();
    const share = (event.clientX - box.left - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
    return Math.round(Math.max(0, Math.min(1, share)) * steps);
  };
  area.addEventListener("pointermove", (event) => {
    pointed = Math.min(stepAt(event), Math.max(0, ...series.map(({count}) => count - 1)));
    if (event.buttons === 1) onStep(pointed);
    drawCursor();
  });
  area.addEventListener("pointerdown", (event) => {
    area.setPointerCapture(event.pointerId);
    onStep(stepAt(event));
  });
  area.addEventListener("pointerleave", () => {
    pointed = undefined;
    drawCursor();
  });
  const observer = new ResizeObserver(([entry]) => {
    [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
    draw();
  });
  observer.observe(area);
  const unwatch = watchScheme(draw);

  return {
    node,
    /** Draws other curves, and says where each ends. */
    set(next: readonly Series[], options: {log: boolean; label: string}) {
      series = next;
      log = options.log;
      described = options.label;
      const ends = series.map(({name, values, count}) => `${name} ${short(values[count - 1])}`);
      const most = Math.max(10, ...series.map(({count}) => count - 1));
      // The axis grows by halves, so that it does not creep at every step.
      if (most > steps || most < steps / 2) steps = niceAbove(most);
      extent();
      area.setAttribute("aria-label", `${options.label}: ${ends.join(", ")}${foot ? `. ${text.belowZero}` : ""}`);
      draw();
    },
    /** Curves, axes and the line at the shown moment as an SVG file, with the names of the curves above. */
    drawing(): string {
      const pen = svgPen(width, height);
      paint(pen);
      line(pen, step, 0.45);
      const key = svgPen(width, LEGEND);
      key.font = FONT;
      key.textBaseline = "middle";
      let left = MARGIN.left;
      for (const {name, color, dash} of series) {
        key.strokeStyle = color;
        key.lineWidth = 1.8;
        key.setLineDash([...dash]);
        key.beginPath();
        key.moveTo(left, LEGEND / 2);
        key.lineTo(left + 24, LEGEND / 2);
        key.stroke();
        key.fillStyle = inkOf();
        key.fillText(name, left + 30, LEGEND / 2);
        left += 44 + 7 * name.length;
      }
      const title = svgPen(width, LEGEND);
      title.font = FONT;
      title.fillStyle = inkOf();
      title.fillText(described, MARGIN.left, LEGEND - 8);
      const content = `${title.markup}<g transform="translate(0 ${LEGEND})">${key.markup}</g><g transform="translate(0 ${2 * LEGEND})">${pen.markup}</g>`;
      return svgDocument(width, height + 2 * LEGEND, paperOf(), content);
    },
    /** Moves the line to another moment. */
    show(now: number) {
      if (now === step) return;
      step = now;
      drawCursor();
    },
    dispose() {
      observer.disconnect();
      unwatch();
    }
  };
}

function niceAbove(n: number): number {
  const power = 10 ** Math.floor(Math.log10(n));
  return [1, 1.5, 2, 3, 5, 7.5, 10].map((lead) => lead * power).find((v) => v >= n) ?? 10 * power;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 10⁻³ and the like; plain near 1. */
function power(v: number): string {
  const exponent = Math.round(Math.log10(v));
  if (exponent >= -2 && exponent <= 3) return String(Number(v.toPrecision(1)));
  return `10${exponent < 0 ? "⁻" : ""}${[...String(Math.abs(exponent))].map((d) => superscripts[Number(d)]).join("")}`;
}
