import {element} from "../element.js";
import {watchScheme} from "../theme.js";
import {chartFile, clipToPlot, type Drawn, paintAxes, paintCurve, paintMoment} from "./chart-paint.js";
import {type ChartScale, chartScale, niceAbove, type Series} from "./chart-scale.js";
import {short} from "./format.js";
import {inkOf, paperOf} from "./palette.js";

const text = {
  step: (n: number) => `step ${n}`,
  belowZero: "What is 0 or below has no place on a logarithmic axis; it is drawn at the foot."
};

export interface ChartOptions {
  /** What stands above the curves. */
  readonly caption: readonly Node[];
  /** What the chart shows, for ears. */
  readonly label: string;
  /** A step was pointed at and chosen. */
  onStep(step: number): void;
}

/**
 * Values against steps, linear or logarithmic, with a line at the shown moment and the values under the pointer. While
 * runs grow and the axes hold them, only what is new of each curve is drawn; out of sight nothing is, until they hold.
 */
export function chart({caption, label, onStep}: ChartOptions) {
  const back = element("canvas", {"aria-hidden": "true"});
  const plot = element("canvas", {"aria-hidden": "true"});
  const cursor = element("canvas", {"aria-hidden": "true"});
  const tip = element("div", {class: "chart-tip", hidden: true});
  const area = element("div", {class: "chart-area", role: "img", "aria-label": label}, back, plot, cursor, tip);
  const node = element("figure", {class: "arena-chart"}, element("figcaption", {}, ...caption), area);
  let [width, height] = [0, 0];
  let inSight = true;
  let series: readonly Series[] = [];
  let log = true;
  let steps = 1;
  let step = 0;
  let described = label;
  let pointed: number | undefined;
  /** What the axes were last drawn for, and what the curves were. */
  let [axesKey, curvesKey] = ["", ""];
  let drawn = new Map<object, Drawn>();

  const scaleNow = () => chartScale(series, {width, height, steps, log});

  function prepare(canvas: HTMLCanvasElement, wipe = true): CanvasRenderingContext2D {
    const ratio = Math.min(2, devicePixelRatio || 1);
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, {width: w, height: h});
    const context = canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (wipe) context.clearRect(0, 0, width, height);
    return context;
  }

  function draw() {
    if (!width) return;
    const scale = scaleNow();
    const axes = JSON.stringify([width, height, steps, log, scale.low, scale.high, scale.foot, inkOf()]);
    const curves = JSON.stringify([axes, described, series.map(({color, dash}) => [color, dash])]);
    if (axes !== axesKey) paintAxes(prepare(back), scale, inkOf());
    drawCurves(scale, curves !== curvesKey || series.some(({owner, count}) => count < (drawn.get(owner)?.count ?? 1)));
    [axesKey, curvesKey] = [axes, curves];
    drawCursor(scale);
  }

  function drawCurves(scale: ChartScale, afresh: boolean) {
    if (afresh || [...drawn.keys()].some((owner) => !series.some((one) => one.owner === owner))) {
      drawn = new Map();
      prepare(plot);
    }
    const fresh = series.filter(({owner, count}) => count > (drawn.get(owner)?.count ?? 0));
    if (!fresh.length) return;
    const context = prepare(plot, false);
    clipToPlot(context, scale);
    for (const one of fresh) drawn.set(one.owner, paintCurve(context, scale, one, drawn.get(one.owner)));
    context.restore();
  }

  function drawCursor(scale = scaleNow()) {
    if (!width) return;
    const context = prepare(cursor);
    paintMoment(context, scale, series, {step, alpha: 0.45}, inkOf());
    if (pointed !== undefined && pointed !== step)
      paintMoment(context, scale, series, {step: pointed, alpha: 0.25}, inkOf());
    if (pointed === undefined) {
      if (!tip.hidden) tip.hidden = true;
      return;
    }
    tip.hidden = false;
    tip.replaceChildren(
      element("b", {}, text.step(pointed)),
      ...series.map(({name, values, count, color}) => {
        const value = element("em", {}, short(values[Math.min(pointed!, count - 1)]));
        const row = element("span", {}, element("i", {}), `${name} `, value);
        row.style.setProperty("--hue", color);
        return row;
      })
    );
    const px = scale.x(pointed);
    const right = px > width / 2;
    tip.style.left = right ? "" : `${px + 10}px`;
    tip.style.right = right ? `${width - px + 10}px` : "";
  }

  const stepAt = (event: PointerEvent) => {
    const box = area.getBoundingClientRect();
    return Math.max(0, Math.min(steps, scaleNow().stepAt(event.clientX - box.left)));
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
  const sizes = new ResizeObserver(([entry]) => {
    [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
    draw();
  });
  const sight = new IntersectionObserver((entries) => {
    // A busy page gets several at once, the newest last.
    inSight = entries[entries.length - 1].isIntersecting;
    draw();
  });
  sizes.observe(area);
  sight.observe(area);
  const unwatch = watchScheme(draw);

  return {
    node,
    /** Draws other curves, or further ones. */
    set(next: readonly Series[], options: {log: boolean; label: string; moving: boolean}) {
      series = next;
      log = options.log;
      described = options.label;
      const most = Math.max(10, ...series.map(({count}) => count - 1));
      // The axis grows by halves, so that it does not creep at every step.
      if (most > steps || most < steps / 2) steps = niceAbove(most);
      if (inSight || !options.moving) draw();
    },
    /** Says where each curve ends, to those who hear the chart. */
    describe() {
      const ends = series.map(({name, values, count}) => `${name} ${short(values[count - 1])}`);
      const words = `${described}: ${ends.join(", ")}${scaleNow().foot ? `. ${text.belowZero}` : ""}`;
      if (area.getAttribute("aria-label") !== words) area.setAttribute("aria-label", words);
    },
    /** Curves, axes and the line at the shown moment as an SVG file. */
    drawing: () =>
      chartFile({
        scale: scaleNow(),
        series,
        now: {step, alpha: 0.45},
        title: described,
        colours: {ink: inkOf(), paper: paperOf()}
      }),
    /** Moves the line to another moment. */
    show(now: number) {
      if (now === step) return;
      step = now;
      if (inSight) drawCursor();
    },
    dispose() {
      sizes.disconnect();
      sight.disconnect();
      unwatch();
    }
  };
}
