import {closedForm, middleOf, PRODUCT, type RateScene, ratePlot} from "../../chapters/rate-plot.js";
import {rateInWords} from "../../chapters/rate-words.js";
import {element} from "../../element.js";
import {formula} from "../../formula.js";
import {short} from "../format.js";
import {drawingOf} from "../svg-file.js";

const text = {
  measured: "Measured",
  closed: "Closed form",
  read: (measured: string, closed: string) => `Measured here: ${measured}. Closed form: ${closed}.`,
  describe: (title: string, {product, beta, condition}: RateScene, rate: string) =>
    `${title}: at α = ${short(product / condition)}, β = ${short(beta)} each step keeps ${rate} of the distance. The arrow keys move the cross.`,
  pending: "not measured yet"
};

/** Cells of the measured map. */
export const CELLS = {columns: 56, rows: 30} as const;
const HEIGHT = 260;

/** The learning rates and β that the measured map tries. */
export function gridOfRates(condition: number): {readonly alphas: number[]; readonly betas: number[]} {
  return {
    alphas: Array.from({length: CELLS.columns}, (_, i) => middleOf(CELLS, i, 0).product / condition),
    betas: Array.from({length: CELLS.rows}, (_, j) => middleOf(CELLS, 0, j).beta)
  };
}

/** The rate of momentum over α and β: measured from runs, and in closed form beside it; each sets both by its cross. */
export function rateView(onMove: (to: {alpha: number; beta: number}) => void) {
  let scene: RateScene = {product: 1, beta: 0.5, condition: 20, form: "momentum"};
  let rates: ArrayLike<number> | undefined;
  let count = 0;
  const move = ({product, beta}: {product: number; beta: number}) =>
    onMove({alpha: Number((product / scene.condition).toPrecision(4)), beta});
  const measured = ratePlot(scene, HEIGHT, move);
  const closed = ratePlot(scene, HEIGHT, move);
  const live = formula("\\rho", {display: true});
  const reading = element("p", {class: "rates-reading"});
  const sentence = element("p", {class: "rates-says", role: "status"});
  const node = element(
    "div",
    {class: "rates"},
    element("figure", {}, element("figcaption", {}, text.measured), measured.node),
    element("figure", {}, element("figcaption", {}, text.closed), closed.node),
    element("div", {class: "rates-words"}, live.node, reading, sentence)
  );

  /** The measured rate of the cell that the cross is in. */
  function measuredHere(): string {
    const column = Math.floor((scene.product / PRODUCT) * CELLS.columns);
    const row = Math.min(CELLS.rows - 1, Math.floor(scene.beta * CELLS.rows));
    return rates && column < CELLS.columns ? short(rates[row * CELLS.columns + column]) : text.pending;
  }

  function say() {
    const here = rateInWords(scene);
    live.set(here.tex);
    sentence.textContent = here.sentence;
    reading.textContent = text.read(measuredHere(), short(here.radius));
    measured.describe(text.describe(text.measured, scene, measuredHere()));
    closed.describe(text.describe(text.closed, scene, short(here.radius)));
  }

  return {
    node,
    /** Another α, β, κ or form; the measured cells stay until others come. */
    turn(next: RateScene) {
      scene = next;
      measured.show(scene);
      closed.show(scene, closedForm(scene, 110, 60));
      say();
    },
    /** Other measurements, for the α and β of `gridOfRates`. */
    show(next: Float64Array) {
      rates = next;
      measured.show(scene, {
        ...CELLS,
        key: String(++count),
        radiusOf: ({column, row}) => next[row * CELLS.columns + column]
      });
      say();
    },
    /** Both maps, to be saved. */
    drawings: () =>
      [
        {plot: measured, title: text.measured},
        {plot: closed, title: text.closed}
      ].map(({plot, title}) => drawingOf(plot.node.querySelector("svg")!, title)),
    dispose() {
      measured.dispose();
      closed.dispose();
    }
  };
}
