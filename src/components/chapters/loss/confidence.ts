import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {fixed, show, texNumber} from "../../format.js";
import {formula} from "../../formula.js";
import {lineChart} from "../../plot/line-chart.js";
import {judge} from "./logits.js";

const text = {
  title: "From scores to probabilities to a loss",
  caption:
    "Three classes with a score each, its *logit*. Softmax turns the scores into probabilities; the loss looks only at the probability of the right class. The last column is the slope of the loss for each score: $p - 1$ for the right class, $p$ for the others.",
  classes: ["cat", "dog", "bird"] as readonly string[],
  truth: "The picture shows a",
  probability: "probability",
  push: "slope",
  chart: "Loss against the probability of the right class",
  axis: "probability of the right class",
  says: (name: string, p: string, loss: string) =>
    `The right class, ${name}, has a probability of ${p}. The loss is ${loss}.`
};

/** The loss that the chart shows; a larger one stretches it. */
const TOP = 7;

/** Three logits to drag: softmax, cross-entropy, and the slope for each. */
export function confidence() {
  let logits = [1, 0, -0.5];
  let truth = 0;
  const rows = text.classes.map((name, i) => {
    const control = slider(
      {label: name, tex: `z_${i + 1}`, min: -6, max: 6, step: 0.1, value: logits[i], format: (v) => fixed(v, 1)},
      (v) => {
        logits = logits.map((z, k) => (k === i ? v : z));
        update();
      }
    );
    const bar = element("i");
    const p = element("output");
    const push = element("output");
    const node = element("div", {class: "class-row"}, control.node, element("div", {class: "class-bar"}, bar), p, push);
    return {control, bar, p, push, node};
  });
  const head = element(
    "div",
    {class: "class-row class-head"},
    element("span"),
    element("span", {}, text.probability),
    element("span"),
    element("span", {}, text.push)
  );
  const live = formula("L", {display: true});
  const chart = lineChart({
    title: text.chart,
    height: 210,
    x: {domain: [0, 1], label: text.axis},
    y: {domain: [0, TOP]}
  });
  const pick = choice(
    {
      label: text.truth,
      choices: text.classes.map((name, i) => [String(i), name] as const),
      value: "0"
    },
    (value) => {
      truth = Number(value);
      update();
    }
  );
  const frame = figureFrame({
    id: "confidence",
    title: text.title,
    caption: text.caption,
    body: [pick.node, element("div", {class: "class-rows"}, head, ...rows.map(({node}) => node))],
    side: [live.node, chart.node]
  });
  const curve = Array.from({length: 160}, (_, i) => {
    const p = 10 ** ((6 * i) / 159 - 6);
    return [p, -Math.log(p)] as const;
  });

  function update() {
    const {probabilities, loss, gradient} = judge(logits, truth);
    rows.forEach(({bar, p, push, node}, i) => {
      bar.style.transform = `scaleX(${probabilities[i]})`;
      p.textContent = `${fixed(100 * probabilities[i], 1)} %`;
      push.textContent = fixed(gradient[i]);
      node.dataset.truth = String(i === truth);
    });
    const share = probabilities[truth];
    const says = text.says(text.classes[truth], share < 0.001 ? show(share, 2) : fixed(share, 3), fixed(loss));
    live.set(
      `L = -\\ln p_{\\text{${text.classes[truth]}}} = -\\ln ${share < 0.001 ? texNumber(share, 2) : share.toFixed(share < 0.01 ? 4 : 3)} = ${loss.toFixed(2)}`
    );
    chart.show({
      y: {domain: [0, Math.max(TOP, 1.05 * loss)]},
      curves: [{points: curve}],
      marks: [{at: [share, loss], colour: "var(--accent)", guides: true}],
      summary: says
    });
    frame.say(says);
  }
  update();
  return {
    node: frame.node,
    /** Sets the three scores and the right class. */
    set(next: readonly number[], right = 0) {
      logits = [...next];
      truth = right;
      pick.set(String(right));
      rows.forEach(({control}, i) => {
        control.set(logits[i]);
      });
      update();
    },
    dispose() {
      chart.dispose();
      frame.dispose();
    }
  };
}
