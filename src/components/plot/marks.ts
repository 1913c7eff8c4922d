import {svg} from "../svg.js";
import {pathOf} from "./path.js";

type Point = readonly [number, number];
type Attributes = Record<string, string | number>;

/** An element whose fill and stroke count more than the stylesheet's. */
function painted<K extends keyof SVGElementTagNameMap>(
  name: K,
  {fill, stroke, ...rest}: Attributes
): SVGElementTagNameMap[K] {
  const node = svg(name, rest);
  if (fill) node.style.setProperty("fill", String(fill));
  if (stroke) node.style.setProperty("stroke", String(stroke));
  return node;
}

/** A line through points, in pixels. */
export const curve = (points: Iterable<Point>, attributes: Attributes = {}): SVGPathElement =>
  painted("path", {fill: "none", d: pathOf(points), ...attributes});

/** A dot in pixels. */
export const dot = ([x, y]: Point, r: number, attributes: Attributes = {}): SVGCircleElement =>
  painted("circle", {cx: x.toFixed(1), cy: y.toFixed(1), r, ...attributes});

/** Words at a place, in pixels. */
export function words([x, y]: Point, text: string, attributes: Attributes = {}): SVGTextElement {
  const node = painted("text", {x: x.toFixed(1), y: y.toFixed(1), ...attributes});
  node.append(text);
  return node;
}

/** A straight line with a head at its end, of honest length; nothing where it is too short to see. */
export function arrow([x0, y0]: Point, [x1, y1]: Point, attributes: Attributes = {}): SVGGElement {
  const group = svg("g", {class: "arrow", ...attributes});
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 1)) return group;
  const head = Math.min(9, length * 0.6);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const base: Point = [x1 - ux * head, y1 - uy * head];
  const side = head * 0.45;
  group.append(
    svg("path", {d: pathOf([[x0, y0], base]), fill: "none"}),
    svg("path", {
      class: "arrow-head",
      d: `${pathOf([
        [x1, y1],
        [base[0] - uy * side, base[1] + ux * side],
        [base[0] + uy * side, base[1] - ux * side]
      ])}Z`
    })
  );
  return group;
}

/** Samples y = f(x) at `count` + 1 even places. */
export function sampled(f: (x: number) => number, [a, b]: readonly [number, number], count = 160): Point[] {
  return Array.from({length: count + 1}, (_, i) => {
    const x = a + ((b - a) * i) / count;
    return [x, f(x)];
  });
}
