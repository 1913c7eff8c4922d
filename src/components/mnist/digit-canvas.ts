import type {Ink} from "../../lib/data/digit.js";

const SIZE = 280;
const PEN = 22;

type Point = readonly [number, number];

/**
 * A square to draw a digit in, by mouse, pen or finger. Calls `onInk` at most once a frame while it is drawn, with
 * the ink (0 to 255) of the whole square. Strokes are kept, so that the last can be taken back.
 */
export function digitCanvas(onInk: (ink: Ink) => void) {
  const node = document.createElement("canvas");
  node.className = "digit-canvas";
  node.width = node.height = SIZE;
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", "Draw a digit here, or press “Try a test digit”");
  const context = node.getContext("2d", {willReadFrequently: true})!;
  let strokes: Point[][] = [];
  /** What is shown in place of a drawing. */
  let shown: Uint8Array | undefined;
  let frame = 0;

  const place = (event: PointerEvent): Point => {
    const box = node.getBoundingClientRect();
    return [((event.clientX - box.left) * SIZE) / box.width, ((event.clientY - box.top) * SIZE) / box.height];
  };

  function segment(from: Point, to: Point) {
    context.strokeStyle = getComputedStyle(node).color;
    context.lineWidth = PEN;
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
  }

  function draw(to: Point) {
    const stroke = strokes.at(-1)!;
    segment(stroke.at(-1) ?? to, to);
    stroke.push(to);
    tell();
  }

  function tell() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      onInk(ink());
    });
  }

  function wipe() {
    context.clearRect(0, 0, SIZE, SIZE);
    strokes = [];
    shown = undefined;
  }

  function write(all: Point[][]) {
    wipe();
    strokes = all;
    for (const stroke of all) for (const [i, to] of stroke.entries()) segment(stroke[Math.max(0, i - 1)], to);
  }

  function show(image: Uint8Array) {
    wipe();
    shown = image;
    context.fillStyle = getComputedStyle(node).color;
    const side = Math.round(Math.sqrt(image.length));
    const cell = SIZE / side;
    image.forEach((value, i) => {
      context.globalAlpha = value / 255;
      context.fillRect((i % side) * cell, Math.floor(i / side) * cell, cell, cell);
    });
    context.globalAlpha = 1;
  }

  /** What was drawn is where the canvas is opaque, whatever the colours of the page. */
  function ink(): Ink {
    const {data} = context.getImageData(0, 0, SIZE, SIZE);
    return {data: Uint8Array.from({length: SIZE * SIZE}, (_, i) => data[4 * i + 3]), width: SIZE, height: SIZE};
  }

  node.addEventListener("pointerdown", (event) => {
    // A second finger, or the palm, does not write.
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    // A digit that was shown is replaced, not written over.
    if (!strokes.length) wipe();
    strokes.push([]);
    draw(place(event));
  });
  node.addEventListener("pointermove", (event) => {
    // Every finger is captured by what it touched first, so that does not tell them apart.
    if (!event.isPrimary || !node.hasPointerCapture(event.pointerId)) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const e of events.length ? events : [event]) draw(place(e));
  });

  return {
    node,
    strokes: () => strokes.length,
    clear: wipe,
    /** Takes the last stroke back. */
    undo() {
      write(strokes.slice(0, -1));
      tell();
    },
    /** Shows a square image instead of a drawing. */
    show,
    /** The same once more, in the ink of now. */
    repaint() {
      if (shown) show(shown);
      else write(strokes);
    },
    dispose: () => cancelAnimationFrame(frame)
  };
}

/** The image that the network gets, enlarged without smoothing. */
export function digitPreview() {
  const node = document.createElement("canvas");
  node.className = "digit-preview";
  node.setAttribute("role", "img");
  const context = node.getContext("2d")!;
  return {
    node,
    show(image: Uint8Array) {
      const [r, g, b] = getComputedStyle(node)
        .color.match(/[\d.]+/g)!
        .map(Number);
      const side = Math.round(Math.sqrt(image.length));
      if (node.width !== side) {
        node.width = node.height = side;
        node.setAttribute("aria-label", `The drawing as ${side} by ${side} pixels, as the network sees it`);
      }
      const pixels = context.createImageData(side, side);
      image.forEach((value, i) => {
        pixels.data.set([r, g, b, value], 4 * i);
      });
      context.putImageData(pixels, 0, 0);
    }
  };
}
