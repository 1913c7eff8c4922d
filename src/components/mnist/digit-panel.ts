import {element} from "../element.js";
import {svg} from "../svg.js";
import {colour} from "../theme.js";
import {paintInk, paintSigned} from "./digit-image.js";
import {digitPicker} from "./digit-picker.js";
import type {Panel, PanelContext} from "./panel.js";
import {probabilityBars} from "./probability-bars.js";
import type {LayersView, LayerView} from "./questions.js";

const text = {
  empty: "Train first; then follow a digit through the network here, while training goes on.",
  yours: "Follow my drawing",
  undrawn: "There is no drawing yet: draw a digit in the square above.",
  image: "The digit",
  influence: "What speaks for the answer, pixel by pixel, and what against it",
  layer: (i: number, {name, shape}: LayerView) =>
    shape.length === 3
      ? `Layer ${i} (${name}): ${shape[0]} maps of ${shape[1]} × ${shape[2]}`
      : `Layer ${i} (${name}): ${shape[0]} units; the darker, the more it answers`,
  path: (k: number) =>
    `The units that add most to “${k}” (thick: more; the second colour takes away). Each line is activation times weight.`,
  unit: (j: number, c: number) => `unit ${j + 1}: ${c > 0 ? "+" : ""}${c.toFixed(2)}`,
  scores: "Its ten probabilities"
};

export interface DigitPanelOptions extends PanelContext {
  /** The reader's drawing, if there is one. */
  readonly drawing: () => Uint8Array | undefined;
}

/** One digit on its way through the network: maps and units, what adds to the answer, and the answer. */
export function digitPanel({control, drawing}: DigitPanelOptions): Panel {
  let own = false;
  let asked = 0;
  const picker = digitPicker(control, () => {
    own = false;
    void show();
  });
  const yours = element("button", {type: "button"}, text.yours);
  yours.addEventListener("click", () => {
    own = true;
    void show();
  });
  picker.node.append(yours);
  const hint = element("p", {class: "hint"}, text.empty);
  const image = element("canvas", {class: "digit large", role: "img", "aria-label": text.image});
  const influence = element("canvas", {class: "digit large", role: "img", "aria-label": text.influence});
  const layers = element("div", {class: "layer-views"});
  const links = svg("svg", {class: "influence-links", role: "img", viewBox: "0 0 320 240"});
  const linksCaption = element("figcaption", {});
  const bars = probabilityBars();
  const content = element(
    "div",
    {class: "digit-path"},
    element("figure", {}, element("figcaption", {}, text.image), image),
    element("div", {}, layers, element("figure", {}, linksCaption, links)),
    element(
      "div",
      {},
      element("figcaption", {}, text.scores),
      bars.node,
      element("figure", {}, element("figcaption", {}, text.influence), influence)
    )
  );

  async function pixels(): Promise<Uint8Array | undefined> {
    if (own) return drawing();
    return (await control.ask("digits", {indices: [picker.index()]}))?.images;
  }

  async function show() {
    const ticket = ++asked;
    if (!control.run) return;
    const digit = await pixels().catch(() => undefined);
    if (own && !digit) {
      hint.hidden = false;
      hint.textContent = text.undrawn;
      return;
    }
    const view = digit && (await control.ask("layers", {image: digit}).catch(() => undefined));
    if (ticket !== asked || !view || !digit) return;
    hint.hidden = true;
    content.hidden = false;
    const side = Math.round(Math.sqrt(digit.length));
    paintInk(image, digit, side);
    paintSigned(influence, view.influence, side);
    layers.replaceChildren(...view.layers.slice(0, -1).map((layer, i) => layerFigure(layer, i + 1)));
    bars.show(view.probabilities);
    drawLinks(view);
  }

  /** The eight units before the last layer that move the winner's score most, tied to it. */
  function drawLinks({contributions, winner}: LayersView) {
    linksCaption.textContent = text.path(winner);
    const top = Array.from(contributions, (c, j) => ({c, j}))
      .sort((a, b) => Math.abs(b.c) - Math.abs(a.c))
      .slice(0, 8);
    const most = Math.max(1e-9, ...top.map(({c}) => Math.abs(c)));
    links.setAttribute("aria-label", top.map(({c, j}) => text.unit(j, c)).join(", "));
    links.replaceChildren(
      ...top.flatMap(({c, j}, i) => {
        const y = 18 + i * 29;
        const color = c > 0 ? "var(--positive)" : "var(--negative)";
        const d = `M128,${y}C210,${y} 220,120 282,120`;
        return [
          svg("path", {
            d,
            fill: "none",
            style: `stroke:${color};stroke-width:${1 + (7 * Math.abs(c)) / most}`,
            opacity: 0.75
          }),
          svg("text", {x: 120, y, dy: "0.32em", "text-anchor": "end"}, text.unit(j, c))
        ];
      }),
      svg("text", {x: 290, y: 120, dy: "0.32em", class: "curve-label winner"}, String(winner))
    );
  }

  content.hidden = true;
  return {
    node: element("div", {class: "panel"}, picker.node, hint, content),
    update(changes) {
      if (["weights", "state", "evaluation"].some((c) => changes.has(c as never))) void show();
    }
  };
}

/** A dense layer as one strip of cells, a convolution as its maps. */
function layerFigure(layer: LayerView, number: number): HTMLElement {
  const {shape, values} = layer;
  const caption = element("figcaption", {}, text.layer(number, layer));
  let most = 1e-9;
  for (const v of values) most = Math.max(most, Math.abs(v));
  const maps = shape.length === 3 ? shape[0] : 1;
  const size = values.length / maps;
  const columns = shape.length === 3 ? shape[2] : Math.min(32, size);
  const canvases = Array.from({length: maps}, (_, m) => {
    const canvas = element("canvas", {
      class: maps > 1 ? "map" : "units",
      role: "img",
      "aria-label": text.layer(number, layer)
    });
    const rows = Math.ceil(size / columns);
    paintGrid(canvas, values.subarray(m * size, (m + 1) * size), columns, rows, most);
    return canvas;
  });
  return element("figure", {}, caption, element("div", {class: "maps"}, ...canvases));
}

function paintGrid(canvas: HTMLCanvasElement, values: Float32Array, columns: number, rows: number, most: number) {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d")!;
  const [ink, below] = [colour("ink"), colour("negative")];
  for (let i = 0; i < values.length; ++i) {
    context.globalAlpha = Math.min(1, Math.abs(values[i]) / most);
    context.fillStyle = values[i] < 0 ? below : ink;
    context.fillRect(i % columns, Math.floor(i / columns), 1, 1);
  }
}
