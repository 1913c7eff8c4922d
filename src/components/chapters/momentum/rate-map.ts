import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {short} from "../../format.js";
import {formula} from "../../formula.js";
import {controls} from "../controls.js";
import {closedForm, type RateScene, ratePlot} from "../rate-plot.js";
import {rateInWords} from "../rate-words.js";

const text = {
  title: "How fast, for every learning rate and momentum",
  caption:
    "Each cell is a closed form, not a run: the factor by which the distance to the minimum shrinks in one step. The stronger the colour the faster; where there is none, it diverges. Move the cross by dragging it, with the sliders, or with the arrow keys.",
  alpha: "Product",
  beta: "Momentum",
  condition: "Condition number",
  form: "Form",
  heavy: "heavy ball",
  ahead: "Nesterov"
};

export type RateMapState = {-readonly [K in keyof RateScene]: RateScene[K]};

/** The rate of momentum over (αλ, β), in closed form, for one curvature or for a whole ravine. */
export function rateMap(initial: Partial<RateMapState> = {}) {
  const state: RateMapState = {product: 1, beta: 0.5, condition: 1, form: "momentum", ...initial};
  const live = formula("\\rho", {display: true});
  const map = ratePlot(state, 360, set);

  function update() {
    const {product, beta, condition} = state;
    const {sentence, tex} = rateInWords(state);
    parts.say(sentence);
    map.describe(`${text.title}. αλ = ${short(product)}, β = ${short(beta)}, κ = ${short(condition)}. ${sentence}`);
    live.set(tex);
    map.show(state, closedForm(state, 110, 60));
  }

  function set(next: Partial<RateMapState>) {
    Object.assign(state, next);
    product.set(state.product);
    beta.set(state.beta);
    condition.set(state.condition);
    form.set(state.form);
    update();
  }

  const product = slider(
    {
      label: text.alpha,
      tex: "\\alpha\\lambda",
      min: 0.01,
      max: 3.99,
      step: 0.01,
      value: state.product,
      format: (v) => short(v)
    },
    (value) => set({product: value})
  );
  const beta = slider(
    {label: text.beta, tex: "\\beta", min: 0, max: 0.99, step: 0.01, value: state.beta, format: (v) => short(v)},
    (value) => set({beta: value})
  );
  const condition = slider(
    {
      label: text.condition,
      tex: "\\kappa",
      min: 1,
      max: 200,
      scale: "log",
      step: 0.02,
      value: state.condition,
      format: (v) => short(v, 2)
    },
    (value) => set({condition: value})
  );
  const form = choice<RateMapState["form"]>(
    {
      label: text.form,
      choices: [
        ["momentum", text.heavy],
        ["nesterov", text.ahead]
      ],
      value: state.form
    },
    (value) => set({form: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "rate-map",
    body: [map.node, live.node, controls(product.node, beta.node, condition.node, form.node)]
  });
  live.node.classList.add("live");
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      map.dispose();
      parts.dispose();
    }
  };
}
