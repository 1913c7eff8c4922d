import {short} from "../format.js";
import {svg} from "../svg.js";
import {type Axis, positionOn, ticksOf, valueAt} from "./axis.js";
import {emptyRoom} from "./room.js";

export interface PlotOptions {
  readonly x: Axis;
  readonly y: Axis;
  /** In pixels. */
  readonly height?: number;
  /** Keeps both axes to one scale, by widening a domain: for planes of parameters, where angles must be right. */
  readonly equal?: boolean;
  /** Room beside the axes in pixels: for what the ticks say, and for words at the ends of curves. */
  readonly left?: number;
  readonly right?: number;
}

/** The room inside two axes. */
export interface Plot {
  readonly node: HTMLElement;
  readonly picture: SVGSVGElement;
  /** Pixels from numbers. */
  x(value: number): number;
  y(value: number): number;
  /** Numbers from a pointer's place. */
  at(event: PointerEvent): [number, number];
  /** What the axes show, after `equal` has widened one. */
  domain(): {x: [number, number]; y: [number, number]};
  /** Edges of the plot area in pixels. */
  edges(): {left: number; right: number; top: number; bottom: number};
  /** Other axes; draws again. */
  axes(x: Axis, y: Axis): void;
  /** Draws again. */
  update(): void;
  /** What the picture shows, in words. */
  describe(text: string): void;
  dispose(): void;
}

const MARGIN = {top: 14, right: 16, bottom: 38, left: 46};

/** A plot that fills the width it is given; `draw` returns what stands inside the axes, for the present size. */
export function plot(
  {height = 300, equal = false, left = MARGIN.left, right = MARGIN.right, ...initial}: PlotOptions,
  draw: (plot: Plot) => Iterable<Node>
): Plot {
  let asked: {readonly x: Axis; readonly y: Axis} = initial;
  /** The axes as they are shown: `equal` may have widened one. */
  let shown = asked;
  /** The width and axes of the grid that stands. */
  let standing = "";
  const grid = svg("g", {class: "plot-grid"});
  const layer = svg("g", {class: "plot-layer"});
  const front = svg("g", {class: "plot-grid"});
  const room = emptyRoom(height, () => {
    layout();
    layer.replaceChildren(...draw(plotted));
  });
  room.picture.append(grid, layer, front);
  const named = [asked.y.label, asked.x.label].filter(Boolean).join(", ");
  if (named) room.describe(named);

  const edges = () => ({left, right: room.width - right, top: MARGIN.top, bottom: height - MARGIN.bottom});

  function layout() {
    const {left, right, top, bottom} = edges();
    shown = equal ? equalized(asked, right - left, bottom - top) : asked;
    const {x, y} = shown;
    const tx = ticksOf(x, Math.max(3, Math.round(room.width / 110)));
    const ty = ticksOf(y, Math.max(3, Math.round(height / 60)));
    const text = ({format = short}: Axis, v: number) => format(v);
    const next = JSON.stringify([room.width, x, y, tx.map((v) => text(x, v)), ty.map((v) => text(y, v))]);
    if (next === standing) return;
    standing = next;
    grid.replaceChildren(
      ...ty.map((v) => svg("line", {x1: left, x2: right, y1: plotted.y(v), y2: plotted.y(v)})),
      ...ty.map((v) => svg("text", {x: left - 7, y: plotted.y(v), dy: "0.32em", "text-anchor": "end"}, text(y, v))),
      ...tx.map((v) => svg("line", {x1: plotted.x(v), x2: plotted.x(v), y1: bottom, y2: bottom + 4})),
      ...tx.map((v) => svg("text", {x: plotted.x(v), y: bottom + 17, "text-anchor": "middle"}, text(x, v)))
    );
    // Over what is drawn, which may fill the whole plot.
    front.replaceChildren(
      svg("text", {class: "plot-label", x: right, y: height - 4, "text-anchor": "end"}, x.label ?? ""),
      svg("text", {class: "plot-label halo", x: left + 6, y: top + 4, dy: "0.85em"}, y.label ?? "")
    );
  }

  const plotted: Plot = {
    node: room.node,
    picture: room.picture,
    x: (value) => left + positionOn(shown.x, value) * (room.width - right - left),
    y: (value) => height - MARGIN.bottom - positionOn(shown.y, value) * (height - MARGIN.bottom - MARGIN.top),
    at(event) {
      const box = room.picture.getBoundingClientRect();
      const scale = room.width / (box.width || room.width);
      const {left, right, top, bottom} = edges();
      return [
        valueAt(shown.x, ((event.clientX - box.left) * scale - left) / (right - left)),
        valueAt(shown.y, (bottom - (event.clientY - box.top) * scale) / (bottom - top))
      ];
    },
    domain: () => ({x: [...shown.x.domain], y: [...shown.y.domain]}),
    edges,
    axes(x, y) {
      asked = {x, y};
      shown = asked;
      room.update();
    },
    update: room.update,
    describe: room.describe,
    dispose: room.dispose
  };
  return plotted;
}

/** Two axes on which a unit is equally long: the domain of that which has room to spare is widened. */
function equalized({x, y}: {x: Axis; y: Axis}, width: number, height: number): {x: Axis; y: Axis} {
  const perUnit = ({domain: [a, b]}: Axis, pixels: number) => Math.abs(pixels / (b - a));
  const [kx, ky] = [perUnit(x, width), perUnit(y, height)];
  const widened = (axis: Axis, factor: number): Axis => {
    const [a, b] = axis.domain;
    const [middle, half] = [(a + b) / 2, ((b - a) / 2) * factor];
    return {...axis, domain: [middle - half, middle + half]};
  };
  return kx > ky ? {x: widened(x, kx / ky), y} : {x, y: widened(y, ky / kx)};
}
