import {tickStep} from "./tick-step.js";
import {fromX, fromY, pan, type Viewport, zoom} from "./viewport.js";

export interface MapTarget {
  get(): {readonly view: Viewport; readonly start: readonly [number, number]};
  setView(view: Viewport): void;
  setStart(start: readonly [number, number]): void;
  /** Shows all of the surface. */
  fitAll(): void;
}

/**
 * Lets a hand use a map: one finger or the left button moves the start, two fingers or Shift move the picture, Ctrl and
 * the wheel zoom; arrow keys move the start, plus, minus and 0 zoom.
 */
export function mapHand(area: HTMLElement, {get, setView, setStart, fitAll}: MapTarget): void {
  const pointers = new Map<number, PointerEvent>();
  const place = (event: PointerEvent | WheelEvent) => {
    const box = area.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top] as const;
  };
  const moveStart = (x: number, y: number) => {
    const {scale} = get().view;
    setStart([tidy(x, scale), tidy(y, scale)]);
  };
  const choose = (event: PointerEvent) => {
    const [px, py] = place(event);
    const {view} = get();
    moveStart(fromX(view, px), fromY(view, py));
  };

  area.addEventListener("pointerdown", (event) => {
    if (event.button > 1) return;
    area.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    if (pointers.size === 1 && !event.shiftKey && event.button === 0) choose(event);
  });
  area.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    pointers.set(event.pointerId, event);
    if (pointers.size === 2) pinch(before, event);
    else if (event.shiftKey || event.buttons === 4)
      setView(pan(get().view, event.clientX - before.clientX, event.clientY - before.clientY));
    else choose(event);
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    area.addEventListener(type, (event) => pointers.delete(event.pointerId));

  function pinch(before: PointerEvent, event: PointerEvent) {
    const other = [...pointers.values()].find(({pointerId}) => pointerId !== event.pointerId)!;
    const span = (e: PointerEvent) => Math.hypot(e.clientX - other.clientX, e.clientY - other.clientY);
    const [px, py] = place(event);
    const moved = pan(get().view, (event.clientX - before.clientX) / 2, (event.clientY - before.clientY) / 2);
    setView(zoom(moved, span(event) / Math.max(1, span(before)), px, py));
  }

  area.addEventListener(
    "wheel",
    (event) => {
      // A plain wheel scrolls the page; Ctrl, which a trackpad's pinch sends, zooms.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const [px, py] = place(event);
      setView(zoom(get().view, Math.exp(-event.deltaY * 0.004), px, py));
    },
    {passive: false}
  );
  area.addEventListener("keydown", (event) => {
    // With these keys plus, minus and 0 are the browser's own.
    if (event.ctrlKey || event.metaKey) return;
    const {view, start} = get();
    const move = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (move) {
      const unit = tickStep(10 / view.scale) * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
      moveStart(start[0] + move[0] * unit, start[1] + move[1] * unit);
    } else if (event.key === "+" || event.key === "=") setView(zoom(view, 1.25));
    else if (event.key === "-") setView(zoom(view, 1 / 1.25));
    else if (event.key === "0") fitAll();
    else return;
    event.preventDefault();
  });
}

/** Rounded to about a tenth of a pixel, so that a start is short enough to read and to send. */
function tidy(value: number, scale: number): number {
  const digits = Math.max(0, Math.ceil(Math.log10(scale * 4)));
  return Number(value.toFixed(Math.min(12, digits))) || 0;
}
