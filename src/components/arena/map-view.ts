import type {Surface} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {inTurns} from "../in-turns.js";
import {svg} from "../svg.js";
import {watchScheme} from "../theme.js";
import {type Bands, bandsInTurns, bandsMarkup, bandsOf, paintBands} from "./contours.js";
import {mapHand} from "./map-hand.js";
import {axisMarks, criticalMarks} from "./map-marks.js";
import {inkOf, paperOf} from "./palette.js";
import {svgPen} from "./pen.js";
import {inlined, svgDocument} from "./svg-file.js";
import {type Trail, trails} from "./trails.js";
import {fitDomain, toX, toY, type Viewport, zoom} from "./viewport.js";

const text = {
  label: "Loss surface",
  help: "Click or drag to choose where the runs start. Arrow keys move the start, with Shift further, with Alt less. Plus and minus zoom, 0 shows all.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all",
  titles: {
    in: "Zoom in: +, or Ctrl and the wheel",
    out: "Zoom out: −, or Ctrl and the wheel",
    fit: "Show all: 0. Shift and drag moves the picture, two fingers too"
  }
};

export interface MapOptions {
  /** A start was chosen. */
  onStart(start: readonly [number, number]): void;
  /** Another part of the surface is shown, or another surface. */
  onView?(view: Viewport): void;
}

/** What is drawn at a moment. */
export interface MapFrame {
  readonly trails: readonly Trail[];
  readonly step: number;
  readonly start: readonly [number, number];
}

/** Draws more on top of the map, in its pixels. */
export type Overlay = (view: Viewport, frame: MapFrame) => Node[];

/** A loss surface as contours, with the runs on it; a start is chosen by click, drag or arrow keys. */
export function mapView({onStart, onView}: MapOptions) {
  const base = element("canvas", {"aria-hidden": "true"});
  const past = element("canvas", {"aria-hidden": "true"});
  const now = element("canvas", {"aria-hidden": "true"});
  const marks = svg("svg", {class: "map-marks", "aria-hidden": "true"});
  const top = svg("svg", {class: "map-top", "aria-hidden": "true"});
  const button = (label: string, title: string, sign: string, run: () => void) => {
    const node = element("button", {type: "button", "aria-label": label, title}, sign);
    node.addEventListener("click", run);
    return node;
  };
  const tools = element(
    "div",
    {class: "map-tools"},
    button(text.zoomIn, text.titles.in, "+", () => setView(zoom(view, 1.5))),
    button(text.zoomOut, text.titles.out, "−", () => setView(zoom(view, 1 / 1.5))),
    button(text.fit, text.titles.fit, "⤢", () => fitAll())
  );
  const surfaceNode = element(
    "div",
    {class: "map-surface", tabIndex: 0, role: "application", "aria-label": text.label},
    base,
    past,
    now,
    marks,
    top
  );
  surfaceNode.setAttribute("aria-roledescription", "map");
  surfaceNode.setAttribute("aria-description", text.help);
  const node = element("div", {class: "map"}, surfaceNode, tools);
  const trailLayer = trails(past.getContext("2d")!);
  let surface: Surface | undefined;
  let view: Viewport = {width: 640, height: 480, scale: 100, center: [0, 0]};
  let fitted = true;
  let bands: Bands | undefined;
  let frame: MapFrame = {trails: [], step: 0, start: [0, 0]};
  let overlay: Overlay = () => [];
  const ring = svg("circle", {class: "start-ring", r: 11});
  let ringKey = "";
  let pending = 0;
  let measured = false;

  function setView(next: Viewport, all = false) {
    view = next;
    fitted = all;
    scheduleBase();
  }

  function fitAll() {
    if (surface) setView(fitDomain(surface.domain, view.width, view.height), true);
  }

  /** Contours are drawn at most once a frame, however fast the view moves, and not before it is known how large. */
  function scheduleBase() {
    if (measured) pending ||= requestAnimationFrame(drawAll);
  }

  function drawAll() {
    cancelAnimationFrame(pending);
    pending = 0;
    if (!surface) return;
    drawBase(bandsOf(surface, view), surface);
    draw();
  }

  /** The first picture takes its turns with the rest of the page, unless one of another view overtakes it. */
  function* firstPicture() {
    if (!surface) return;
    const shown = surface;
    const found = yield* bandsInTurns(shown, view);
    if (bands) return;
    drawBase(found, shown);
    yield;
    draw();
  }

  function drawBase(found: Bands, surface: Surface) {
    bands = found;
    const ratio = Math.min(2, devicePixelRatio || 1);
    for (const canvas of [base, past, now]) {
      const [w, h] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
      if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, {width: w, height: h});
    }
    const context = base.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintBands(context, bands, view);
    marks.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    top.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    marks.replaceChildren(...criticalMarks(surface, view), ...axisMarks(view));
    onView?.(view);
  }

  function draw() {
    const ratio = now.width / view.width;
    trailLayer.past(frame.trails, view, ratio);
    const context = now.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    trailLayer.present(context, frame.trails, frame.step, view, paperOf());
    // What has not changed is left alone: a change to the page costs a layout and a painting, a canvas does not.
    const [sx, sy] = [toX(view, frame.start[0]), toY(view, frame.start[1])];
    const key = `${sx},${sy},${inkOf()}`;
    const further = overlay(view, frame);
    if (key !== ringKey)
      for (const [name, value] of Object.entries({cx: sx, cy: sy, stroke: inkOf()}))
        ring.setAttribute(name, String(value));
    ringKey = key;
    if (further.length || top.childElementCount !== 1) top.replaceChildren(ring, ...further);
  }

  mapHand(surfaceNode, {
    get: () => ({view, start: frame.start}),
    setView: (next) => setView(next),
    setStart(start) {
      // The next key may come before the next frame, and goes on from here.
      frame = {...frame, start};
      onStart(start);
    },
    fitAll
  });

  const observer = new ResizeObserver(([entry]) => {
    const [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
    if (width === 0 || (measured && width === view.width && height === view.height)) return;
    const first = !measured;
    measured = true;
    const resized = {...view, width, height};
    if (fitted && surface) setView(fitDomain(surface.domain, width, height), true);
    else setView({...resized, scale: (view.scale * width) / view.width});
    if (!first) return;
    cancelAnimationFrame(pending);
    pending = 0;
    inTurns(firstPicture());
  });
  observer.observe(surfaceNode);
  const unwatch = watchScheme(scheduleBase);

  return {
    node,
    /** Shows another surface, whole, or the same one with another formula. */
    setSurface(next: Surface, keepView = false) {
      surface = next;
      if (keepView && !fitted) scheduleBase();
      else fitAll();
    },
    /** Draws a moment. */
    show(next: MapFrame) {
      frame = next;
      if (bands && !pending) draw();
    },
    /** A further button beside those that zoom. */
    addTool(tool: HTMLElement) {
      tools.append(tool);
    },
    setOverlay(next: Overlay) {
      overlay = next;
    },
    get view() {
      return view;
    },
    /** Contours, marks, paths and balls as an SVG file. */
    drawing(): string {
      const pen = svgPen(view.width, view.height);
      const lines = trails(pen);
      lines.past(frame.trails, view, 1);
      lines.present(pen, frame.trails, frame.step, view, paperOf());
      const contours = bands ? bandsMarkup(bands, view) : "";
      const content = [contours, inlined(marks), pen.markup, inlined(top)].join("\n");
      return svgDocument(view.width, view.height, paperOf(), content);
    },
    /** Contours, paths and balls on one canvas, to be saved. */
    picture(): HTMLCanvasElement {
      const whole = element("canvas", {width: base.width, height: base.height});
      const context = whole.getContext("2d")!;
      for (const layer of [base, past, now]) context.drawImage(layer, 0, 0);
      return whole;
    },
    dispose() {
      cancelAnimationFrame(pending);
      observer.disconnect();
      unwatch();
    }
  };
}
