import {element} from "../element.js";
import {colour, watchScheme} from "../theme.js";
import type {WeightsReport} from "./messages.js";

const text = {
  title: "What hidden units look for: their weights",
  label: (n: number) =>
    `The weights of ${n} units of the first layer, each as an image: one colour adds to the unit, the other takes away`,
  empty: "Images of the first layer’s weights, once it trains"
};

/**
 * The first layer's weights, live: one small image for each of at most `most` units, two colours for the two signs,
 * paper for zero.
 */
export function weightsView({most = 128}: {most?: number} = {}) {
  const canvas = element("canvas", {class: "weights", role: "img", "aria-label": text.empty});
  const node = element("figure", {class: "weights-view"}, element("figcaption", {}, text.title), canvas);
  canvas.width = canvas.height = 1;
  let last: WeightsReport | undefined;

  function draw() {
    if (!last) return;
    const {side, pixels} = last;
    const count = Math.min(most, last.count);
    // As near to a square as the number of units allows, so that the room does not change with the network.
    const columns = Math.ceil(Math.sqrt(count));
    const rows = columns;
    const cell = side + 2;
    if (canvas.width !== columns * cell || canvas.height !== rows * cell) {
      canvas.width = columns * cell;
      canvas.height = rows * cell;
    }
    const context = canvas.getContext("2d")!;
    const image = context.createImageData(canvas.width, canvas.height);
    const [up, down] = [colorOf(canvas, "positive"), colorOf(canvas, "negative")];
    for (let unit = 0; unit < count; ++unit) {
      const x0 = (unit % columns) * cell + 1;
      const y0 = Math.floor(unit / columns) * cell + 1;
      for (let i = 0; i < side * side; ++i) {
        const v = pixels[unit * side * side + i] - 128;
        const at = 4 * ((y0 + Math.floor(i / side)) * canvas.width + x0 + (i % side));
        const color = v > 0 ? up : down;
        image.data[at] = color[0];
        image.data[at + 1] = color[1];
        image.data[at + 2] = color[2];
        image.data[at + 3] = Math.min(255, 2 * Math.abs(v));
      }
    }
    context.putImageData(image, 0, 0);
    canvas.setAttribute("aria-label", text.label(count));
  }

  const unwatch = watchScheme(draw);
  return {
    node,
    dispose: unwatch,
    show(report: WeightsReport) {
      last = report;
      draw();
    }
  };
}

/** One of the theme's colours as red, green and blue. */
function colorOf(node: HTMLElement, name: "positive" | "negative"): readonly number[] {
  return (colour(name, node.parentElement ?? document.body).match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}
