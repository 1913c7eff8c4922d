import {homeOrbit, nearer, type Orbit, turned} from "./orbit.js";

export interface OrbitTarget {
  get(): Orbit;
  set(orbit: Orbit): void;
  /** A hand has been laid on it. */
  grabbed(): void;
}

/**
 * Lets an area be turned: by one finger or the mouse, by arrow keys; two fingers, Ctrl and the wheel, plus and minus bring
 * it nearer. A finger that moves up or down scrolls the page, until the area was tapped and so has the focus.
 */
export function orbitControls(area: HTMLElement, {get, set, grabbed}: OrbitTarget): void {
  const pointers = new Map<number, PointerEvent>();
  let tilts = true;
  area.addEventListener("pointerdown", (event) => {
    area.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    tilts = event.pointerType !== "touch" || document.activeElement === area;
    grabbed();
  });
  area.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    pointers.set(event.pointerId, event);
    if (pointers.size === 2) {
      const other = [...pointers.values()].find(({pointerId}) => pointerId !== event.pointerId)!;
      const span = (e: PointerEvent) => Math.hypot(e.clientX - other.clientX, e.clientY - other.clientY);
      set(nearer(get(), span(event) / Math.max(1, span(before))));
      return;
    }
    const [right, down] = [event.clientX - before.clientX, event.clientY - before.clientY];
    set(turned(get(), -0.009 * right, tilts ? 0.007 * down : 0));
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    area.addEventListener(type, (event) => pointers.delete(event.pointerId));
  area.addEventListener(
    "wheel",
    (event) => {
      // A plain wheel scrolls the page.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      set(nearer(get(), Math.exp(-event.deltaY * 0.004)));
    },
    {passive: false}
  );
  area.addEventListener("keydown", (event) => {
    // With these keys plus, minus and 0 are the browser's own.
    if (event.ctrlKey || event.metaKey) return;
    const turn = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (turn) set(turned(get(), turn[0] * 0.12, turn[1] * 0.08));
    else if (event.key === "+" || event.key === "=") set(nearer(get(), 1.15));
    else if (event.key === "-") set(nearer(get(), 1 / 1.15));
    else if (event.key === "0") set(homeOrbit);
    else return;
    event.preventDefault();
  });
}
