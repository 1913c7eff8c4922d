import type {Plot} from "./plot.js";

type Point = readonly [number, number];

/** How close a finger must come to the point that it wants to drag, in pixels; anywhere else it scrolls the page. */
const REACH = 44;

/** Lets a pointer drag a point of parameter space; a mouse may also click anywhere. `move` gets its new place. Returns the end of it. */
export function draggable(plot: Plot, get: () => Point, move: (to: [number, number]) => void): () => void {
  const {picture} = plot;
  let dragging = false;
  const near = ({clientX, clientY}: {clientX: number; clientY: number}) => {
    const box = picture.getBoundingClientRect();
    const [a, b] = get();
    return Math.hypot(clientX - box.left - plot.x(a), clientY - box.top - plot.y(b)) < REACH;
  };
  const go = (event: PointerEvent) => {
    if (!dragging) return;
    const {x, y} = plot.domain();
    const [a, b] = plot.at(event);
    move([Math.min(x[1], Math.max(x[0], a)), Math.min(y[1], Math.max(y[0], b))]);
  };
  const end = new AbortController();
  const {signal} = end;
  picture.classList.add("draggable");
  picture.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "touch" && !near(event)) return;
      dragging = true;
      picture.setPointerCapture(event.pointerId);
      go(event);
    },
    {signal}
  );
  picture.addEventListener("pointermove", go, {signal});
  for (const type of ["pointerup", "pointercancel"]) picture.addEventListener(type, () => (dragging = false), {signal});
  // A finger on the point must not scroll; browsers let that be decided only here.
  picture.addEventListener("touchstart", (event) => near(event.touches[0]) && event.preventDefault(), {
    signal,
    passive: false
  });
  return () => end.abort();
}

/** Moves a point with the arrow keys while `target` has the focus: a fiftieth of the domain a press, a tenth with Shift. */
export function steerable(
  target: SVGElement,
  plot: Plot,
  get: () => Point,
  move: (to: [number, number]) => void
): void {
  target.setAttribute("tabindex", "0");
  // Screen readers hand the arrow keys on only to this role.
  target.setAttribute("role", "application");
  target.addEventListener("keydown", (event) => {
    const direction = (
      {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]} as Record<string, Point>
    )[event.key];
    if (!direction) return;
    event.preventDefault();
    const {x, y} = plot.domain();
    const size = event.shiftKey ? 0.1 : 0.02;
    const [a, b] = get();
    const within = (v: number, [low, high]: [number, number]) => Math.min(high, Math.max(low, v));
    move([within(a + direction[0] * size * (x[1] - x[0]), x), within(b + direction[1] * size * (y[1] - y[0]), y)]);
  });
}
