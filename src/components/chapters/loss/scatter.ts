import type {Point} from "../../book/surface-view.js";
import {fixed} from "../../format.js";
import {svg} from "../../svg.js";

const text = {
  label: "Points and a line, with the square of each error",
  point: (i: number) => `Point ${i + 1}`,
  place: (x: string, y: string) => `x ${x}, y ${y}`
};

const WIDTH = 560;
const HEIGHT = 440;
const UNIT = 165;
const LIMIT: Point = [1.6, 1.25];

/** Points that can be dragged, a line, and the square that stands on each error. Both axes have one scale. */
export function scatter(onMove: (points: readonly Point[]) => void) {
  let points: readonly Point[] = [];
  const px = (x: number) => WIDTH / 2 + UNIT * x;
  const py = (y: number) => HEIGHT / 2 - UNIT * y;
  const squares = svg("g");
  const line = svg("line", {class: "fit-line"});
  const dots = svg("g");
  const node = svg(
    "svg",
    {class: "scatter", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": text.label},
    svg("line", {class: "plot-axis", x1: 0, x2: WIDTH, y1: py(0), y2: py(0)}),
    svg("line", {class: "plot-axis", x1: px(0), x2: px(0), y1: 0, y2: HEIGHT}),
    squares,
    line,
    dots
  );

  const clamp = (v: number, limit: number) => Math.max(-limit, Math.min(limit, v));
  function move(i: number, [x, y]: Point) {
    onMove(points.map((p, k) => (k === i ? [clamp(x, LIMIT[0]), clamp(y, LIMIT[1])] : p)));
  }

  function dot(i: number) {
    const circle = svg("circle", {
      class: "drag-dot",
      r: 9,
      tabindex: 0,
      role: "slider",
      "aria-label": text.point(i),
      "aria-valuemin": -LIMIT[1],
      "aria-valuemax": LIMIT[1]
    });
    circle.addEventListener("pointerdown", (event) => {
      circle.setPointerCapture(event.pointerId);
      event.preventDefault();
      circle.focus();
    });
    circle.addEventListener("pointermove", (event) => {
      if (!circle.hasPointerCapture(event.pointerId)) return;
      const box = node.getBoundingClientRect();
      const k = WIDTH / box.width;
      move(i, [
        ((event.clientX - box.left) * k - WIDTH / 2) / UNIT,
        (HEIGHT / 2 - (event.clientY - box.top) * k) / UNIT
      ]);
    });
    circle.addEventListener("keydown", (event) => {
      const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
      if (!way) return;
      event.preventDefault();
      const step = event.shiftKey ? 0.2 : 0.05;
      move(i, [points[i][0] + step * way[0], points[i][1] + step * way[1]]);
    });
    return circle;
  }

  return {
    node,
    show(next: readonly Point[], [a, b]: Point) {
      points = next;
      while (dots.childElementCount < points.length) dots.append(dot(dots.childElementCount));
      const end = WIDTH / 2 / UNIT;
      line.setAttribute("x1", "0");
      line.setAttribute("x2", String(WIDTH));
      line.setAttribute("y1", String(py(b - a * end)));
      line.setAttribute("y2", String(py(b + a * end)));
      squares.replaceChildren(
        ...points.map(([x, y]) => {
          const error = a * x + b - y;
          const side = Math.abs(error) * UNIT;
          // On the side of the point away from the line's slope, so that the square does not cross the line.
          const left = a * error > 0 ? px(x) - side : px(x);
          return svg("rect", {
            class: "error-square",
            x: left,
            y: Math.min(py(y), py(y + error)),
            width: side,
            height: side
          });
        })
      );
      points.forEach(([x, y], i) => {
        const circle = dots.children[i];
        circle.setAttribute("cx", String(px(x)));
        circle.setAttribute("cy", String(py(y)));
        circle.setAttribute("aria-valuenow", y.toFixed(2));
        circle.setAttribute("aria-valuetext", text.place(fixed(x), fixed(y)));
      });
    }
  };
}
