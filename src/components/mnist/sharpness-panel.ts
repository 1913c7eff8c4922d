import {element} from "../element.js";
import {curveChart} from "./curve-chart.js";
import type {Panel, PanelContext} from "./panel.js";
import type {SharpnessView} from "./questions.js";
import {slowAnswer} from "./slow-answer.js";

const text = {
  measure: "Measure the sharpness",
  always: "after each epoch",
  about:
    "The largest eigenvalue λ of the Hessian, by power iteration on Hessian-vector products. Plain gradient descent with step α is stable while λ stays below 2/α. Adam scales each weight by itself, so for it the line is only a landmark.",
  is: ({value, residual, step, examples}: SharpnessView, edge: number) =>
    `λ = ${value.toPrecision(3)} (within ${Math.max(1, Math.round(100 * residual))} %) at step ${step.toLocaleString("en-US")}, on ${examples} digits; 2/α = ${Number(edge.toPrecision(3)).toLocaleString("en-US")}. ${
      value < edge ? "Below the edge of stability." : "Beyond the edge: plain gradient descent would swing."
    }`,
  chart: "Sharpness (line) and 2/α (dashed)",
  steps: "steps",
  sharpness: "λ",
  edge: "2/α"
};

interface Point {
  readonly step: number;
  readonly value: number;
  readonly edge: number;
}

/** Sharpness of the loss where the weights are, against the edge of stability, as the run goes on. */
export function sharpnessPanel({control}: PanelContext): Panel {
  let points: Point[] = [];
  let of = control.run;
  const says = element("p", {class: "says"});
  const always = element("input", {type: "checkbox", checked: true});
  const chart = curveChart({title: text.chart, scale: "log", y: [1, 1e4], height: 200});
  const measure = slowAnswer(control, "sharpness", {
    label: text.measure,
    args: () => ({}),
    onAnswer(view) {
      const edge = 2 / (control.run?.learningRate ?? Number.NaN);
      says.textContent = text.is(view, edge);
      if (view.value > 0) points = [...points.filter(({step}) => step < view.step), {...view, edge}];
      draw();
    }
  });
  measure.node.append(element("label", {class: "tick"}, always, text.always));

  function draw() {
    const values = points.flatMap(({value, edge}) => [value, edge]).filter((v) => v > 0 && Number.isFinite(v));
    const low = 10 ** Math.floor(Math.log10(Math.min(1, ...values)));
    const high = 10 ** Math.ceil(Math.log10(Math.max(1e4, ...values)));
    const curve = (key: "value" | "edge") => points.map((p) => [p.step, Math.min(high, p[key])] as const);
    chart.show({
      curves: [
        {label: text.sharpness, color: "var(--accent)", points: curve("value"), dots: true, end: text.sharpness},
        {label: text.edge, color: "var(--bad)", points: curve("edge"), dashed: true, end: text.edge}
      ],
      x: [0, Math.max(1, control.run?.steps ?? 1)],
      y: [low, high],
      xLabel: text.steps,
      summary: `${text.chart}. ${says.textContent}`
    });
  }

  draw();
  return {
    node: element("div", {}, element("p", {class: "hint"}, text.about), measure.node, says, chart.node),
    update(changes) {
      if (control.run !== of) {
        of = control.run;
        points = [];
        says.textContent = "";
        draw();
      }
      if (changes.has("working")) measure.update();
      if (changes.has("evaluation") && always.checked && control.run?.evaluations.at(-1)?.whole) measure.ask();
    },
    dispose: chart.dispose
  };
}
