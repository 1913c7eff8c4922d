import {element} from "../element.js";
import {watchScheme} from "../theme.js";
import {whenNear} from "../when-near.js";

export interface StageOptions {
  /** Width divided by height. */
  readonly aspect: number;
  /** Largest width in pixels; the column's unless told. */
  readonly maxWidth?: number;
  /** Draws everything; the context's unit is a CSS pixel. */
  draw(context: CanvasRenderingContext2D, width: number, height: number): void;
  /** Width, height or colours have changed: whatever depends on them should be computed again. */
  onResize?(width: number, height: number): void;
}

export interface Stage {
  readonly node: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
  /** Another shape: width divided by height. */
  reshape(aspect: number): void;
  /** Draws at the next frame, however often it is called. */
  redraw(): void;
  dispose(): void;
}

/** A sharp canvas of fixed shape that follows its width and the colour scheme. Its room is kept before it draws. */
export function stage({aspect: first, maxWidth, draw, onResize}: StageOptions): Stage {
  const canvas = element("canvas", {"aria-hidden": "true"});
  const node = element("div", {class: "stage"}, canvas);
  let aspect = first;
  node.style.aspectRatio = String(aspect);
  if (maxWidth) node.style.maxWidth = `${maxWidth}px`;
  const context = canvas.getContext("2d")!;
  let [width, height, ratio, frame] = [0, 0, 1, 0];
  let near = false;

  function paint() {
    frame = 0;
    if (!width || !near) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context, width, height);
  }
  const redraw = () => {
    frame ||= requestAnimationFrame(paint);
  };
  const observer = new ResizeObserver(([entry]) => {
    const w = Math.round(entry.contentRect.width);
    if (!w || (w === width && ratio === devicePixelRatio)) return;
    width = w;
    ratio = Math.min(3, devicePixelRatio || 1);
    fit();
  });
  function fit() {
    height = Math.round(width / aspect);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    onResize?.(width, height);
    // Setting the size has emptied the canvas: fill it before it is shown.
    cancelAnimationFrame(frame);
    paint();
  }
  observer.observe(node);
  const forget = whenNear(node, () => {
    near = true;
    paint();
  });
  const unwatch = watchScheme(() => {
    if (!width) return;
    onResize?.(width, height);
    redraw();
  });

  return {
    node,
    canvas,
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    reshape(next) {
      if (next === aspect) return;
      aspect = next;
      node.style.aspectRatio = String(aspect);
      if (width) fit();
    },
    redraw,
    dispose() {
      cancelAnimationFrame(frame);
      observer.disconnect();
      forget();
      unwatch();
    }
  };
}
