import type {Surface} from "../../lib/surfaces/index.js";
import {element} from "../element.js";
import {watchScheme} from "../theme.js";
import {type Bands, bandsMarkup, bandsOf, paintBands} from "./contours.js";
import {short} from "./format.js";
import {inkOf, paperOf} from "./palette.js";
import {inlined, svgDocument, svgPen} from "./pen.js";
import {svg} from "./svg.js";
import {tickStep} from "./tick-step.js";
import {type Trail, trails} from "./trails.js";
import {fitDomain, fromX, fromY, pan, toX, toY, type Viewport, zoom} from "./viewport.js";

const text = {
  label: "Loss surface",
  help: "Click or drag to choose where the runs start. Arrow keys move the start, with Shift further, with Alt less. Plus and minus zoom, 0 shows all.",
  start: "start",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all"
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
  const button = (label: string, sign: string, run: () => void) => {
    const node = element("button", {type: "button", "aria-label": label, title: label}, sign);
    node.addEventListener("click", run);
    return node;
  };
  const tools = element(
    "div",
    {class: "map-tools"},
    button(text.zoomIn, "+", () => setView(zoom(view, 1.5))),
    button(text.zoomOut, "−", () => setView(zoom(view, 1 / 1.5))),
    button(text.fit, "⤢", () => fitAll())
  );
  const surfaceNode = element(
    "div",
    {class: "map-surface", tabIndex: 0, role: "application", "aria-label": text.label, title: ""},
    base,
    past,
    now,
    marks,
    top
  );
  surfaceNode.setAttribute("aria-roledescription", "map");
  const node = element("div", {class: "map"}, surfaceNode, tools);
  const trailLayer = trails(past.getContext("2d")!);
  let surface: Surface | undefined;
  let view: Viewport = {width: 640, height: 480, scale: 100, center: [0, 0]};
  let fitted = true;
  let bands: Bands | undefined;
  let backdrop: CanvasImageSource | undefined;
  let frame: MapFrame = {trails: [], step: 0, start: [0, 0]};
  let overlay: Overlay = () => [];
  const ring = svg("circle", {class: "start-ring", r: 11});
  let ringKey = "";
  let pending = 0;

  function setView(next: Viewport, all = false) {
    view = next;
    fitted = all;
    scheduleBase();
  }

  function fitAll() {
    if (surface) setView(fitDomain(surface.domain, view.width, view.height), true);
  }

  /** Contours are drawn at most once a frame, however fast the view moves. */
  function scheduleBase() {
    pending ||= requestAnimationFrame(() => {
      pending = 0;
      drawBase();
      draw();
    });
  }

  function drawBase() {
    if (!surface) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    for (const canvas of [base, past, now]) {
      const [w, h] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
      if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, {width: w, height: h});
    }
    bands = bandsOf(surface, view);
    const context = base.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintBands(context, bands, view);
    if (backdrop) context.drawImage(backdrop, 0, 0, view.width, view.height);
    marks.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    top.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    marks.replaceChildren(...critical(surface), ...axes());
    onView?.(view);
  }

  function critical({minima, saddles = []}: Surface): Node[] {
    return [
      ...minima.map(({x, y}) => svg("path", {class: "minimum", d: star(toX(view, x), toY(view, y))})),
      ...saddles.map(({x, y}) => svg("path", {class: "saddle", d: `M${toX(view, x) - 4},${toY(view, y)}h8m-4,-4v8`}))
    ];
  }

  /** Ticks along the lower and the left edge. */
  function axes(): Node[] {
    const unit = tickStep(110 / view.scale);
    const nodes: Node[] = [];
    const [x0, x1, y0, y1] = [fromX(view, 0), fromX(view, view.width), fromY(view, view.height), fromY(view, 0)];
    for (let k = Math.ceil(x0 / unit); k * unit <= x1; ++k) {
      const px = toX(view, k * unit);
      if (px < 26 || px > view.width - 16) continue;
      nodes.push(svg("path", {d: `M${px},${view.height}v-5`}));
      nodes.push(svg("text", {x: px, y: view.height - 9, "text-anchor": "middle"}, short(k * unit)));
    }
    for (let k = Math.ceil(y0 / unit); k * unit <= y1; ++k) {
      const py = toY(view, k * unit);
      if (py < 14 || py > view.height - 26) continue;
      nodes.push(svg("path", {d: `M0,${py}h5`}));
      nodes.push(svg("text", {x: 9, y: py, dy: "0.32em"}, short(k * unit)));
    }
    return nodes;
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

  // Pointers: one finger or the left button moves the start; two fingers, or Shift, move the picture.
  const pointers = new Map<number, PointerEvent>();
  const place = (event: PointerEvent | WheelEvent) => {
    const box = surfaceNode.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top] as const;
  };
  const moveStart = (x: number, y: number) => {
    // The next key may come before the next frame, and goes on from here.
    frame = {...frame, start: [tidy(x, view.scale), tidy(y, view.scale)]};
    onStart(frame.start);
  };
  const choose = (event: PointerEvent) => {
    const [px, py] = place(event);
    moveStart(fromX(view, px), fromY(view, py));
  };
  surfaceNode.addEventListener("pointerdown", (event) => {
    if (event.button > 1) return;
    surfaceNode.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    if (pointers.size === 1 && !event.shiftKey && event.button === 0) choose(event);
  });
  surfaceNode.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    pointers.set(event.pointerId, event);
    if (pointers.size === 2) pinch(before, event);
    else if (event.shiftKey || event.buttons === 4)
      setView(pan(view, event.clientX - before.clientX, event.clientY - before.clientY));
    else choose(event);
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    surfaceNode.addEventListener(type, (event) => pointers.delete(event.pointerId));

  function pinch(before: PointerEvent, event: PointerEvent) {
    const other = [...pointers.values()].find(({pointerId}) => pointerId !== event.pointerId)!;
    const span = (e: PointerEvent) => Math.hypot(e.clientX - other.clientX, e.clientY - other.clientY);
    const [px, py] = place(event);
    const moved = pan(view, (event.clientX - before.clientX) / 2, (event.clientY - before.clientY) / 2);
    setView(zoom(moved, span(event) / Math.max(1, span(before)), px, py));
  }

  surfaceNode.addEventListener(
    "wheel",
    (event) => {
      // A plain wheel scrolls the page; Ctrl (which a trackpad's pinch sends) or an earlier focus zooms.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const [px, py] = place(event);
      setView(zoom(view, Math.exp(-event.deltaY * 0.004), px, py));
    },
    {passive: false}
  );
  surfaceNode.addEventListener("keydown", (event) => {
    const move = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (move) {
      const unit = tickStep(10 / view.scale) * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
      moveStart(frame.start[0] + move[0] * unit, frame.start[1] + move[1] * unit);
    } else if (event.key === "+" || event.key === "=") setView(zoom(view, 1.25));
    else if (event.key === "-") setView(zoom(view, 1 / 1.25));
    else if (event.key === "0") fitAll();
    else return;
    event.preventDefault();
  });

  const observer = new ResizeObserver(([entry]) => {
    const [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
    if (width === 0 || (width === view.width && height === view.height)) return;
    const resized = {...view, width, height};
    if (fitted && surface) setView(fitDomain(surface.domain, resized.width, resized.height), true);
    else setView({...resized, scale: (view.scale * width) / view.width});
  });
  observer.observe(surfaceNode);
  const unwatch = watchScheme(scheduleBase);

  return {
    node,
    help: text.help,
    /** Shows another surface, whole, or the same one with another formula. */
    setSurface(next: Surface, keepView = false) {
      surface = next;
      if (keepView && !fitted) scheduleBase();
      else fitAll();
    },
    /** Draws a moment. */
    show(next: MapFrame) {
      frame = next;
      if (surface && !pending) draw();
    },
    /** A further button beside those that zoom. */
    addTool(tool: HTMLElement) {
      tools.append(tool);
    },
    setOverlay(next: Overlay) {
      overlay = next;
    },
    /** A picture to lay over the contours, such as the basins; undefined takes it away. */
    setBackdrop(next: CanvasImageSource | undefined) {
      backdrop = next;
      scheduleBase();
    },
    get view() {
      return view;
    },
    get bands() {
      return bands;
    },
    /** Contours, marks, paths and balls as an SVG file; the backdrop, which is a picture, is left out. */
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

/** Rounded to about a tenth of a pixel, so that a start is short enough to read and to send. */
function tidy(value: number, scale: number): number {
  const digits = Math.max(0, Math.ceil(Math.log10(scale * 4)));
  return Number(value.toFixed(Math.min(12, digits))) || 0;
}

function star(x: number, y: number): string {
  let path = "";
  for (let k = 0; k < 10; ++k) {
    const r = k % 2 ? 2.7 : 6.5;
    const a = (Math.PI * k) / 5 - Math.PI / 2;
    path += `${k ? "L" : "M"}${(x + r * Math.cos(a)).toFixed(1)},${(y + r * Math.sin(a)).toFixed(1)}`;
  }
  return `${path}Z`;
}
