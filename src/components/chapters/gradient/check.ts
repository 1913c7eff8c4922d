import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short, show} from "../../format.js";
import {lineChart} from "../../plot/line-chart.js";
import {agreeingDigits, centralErrors, estimates, forwardErrors, steps} from "./difference.js";

const text = {
  title: "How small should h be?",
  caption:
    "Relative error of the measured gradient against the step $h$ it was measured with, both axes logarithmic. The gradient of the autograd serves as the truth. Surface: Himmelblau's, at $(-1.3, 2.1)$.",
  h: "Step of the measurement",
  chart: "Error of a measured gradient",
  x: "step h",
  central: "to both sides",
  forward: "to one side",
  exact: "autograd",
  estimate: "measured ∂J/∂x",
  oneSided: "one side",
  bothSides: "both sides",
  says: (h: string, central: number, forward: number) =>
    `With a step of ${h}, measuring to both sides agrees with the autograd in ${central} digits, measuring to one side in ${forward}.`
};

/** The error of finite differences against h, for one-sided and central ones, with an h to choose. */
export function differenceCheck() {
  const central = centralErrors();
  const forward = forwardErrors();
  let h = 1e-2;
  const control = slider(
    {label: text.h, tex: "h", min: steps[steps.length - 1], max: 1, value: h, scale: "log", format: (v) => show(v, 2)},
    set
  );
  const chart = lineChart({
    title: text.chart,
    height: 300,
    x: {domain: [1e-12, 1], log: true, label: text.x},
    y: {domain: [1e-13, 10], log: true}
  });
  const cells = [text.exact, text.bothSides, text.oneSided].map((name) => {
    const value = element("dd", {class: "long-number"});
    return {value, node: element("div", {}, element("dt", {}, name), value)};
  });
  const frame = figureFrame({
    id: "difference-check",
    title: text.title,
    caption: text.caption,
    body: [chart.node],
    side: [control.node, element("dl", {class: "readout one"}, ...cells.map(({node}) => node))]
  });

  const floor = 1e-13;
  const points = (curve: readonly {h: number; error: number}[]) =>
    curve.map(({h, error}) => [h, Math.max(floor, error)] as const);
  const at = (curve: readonly {h: number; error: number}[], step: number) =>
    curve.reduce((a, b) => (Math.abs(Math.log(b.h / step)) < Math.abs(Math.log(a.h / step)) ? b : a));

  function set(next: number) {
    h = next;
    control.set(h);
    const e = estimates(h);
    const [here, there] = [at(central.curve, h), at(forward.curve, h)];
    for (const [i, v] of [e.exact, e.central, e.forward].entries())
      cells[i].value.textContent = v.toFixed(12).replace("-", "−");
    chart.show({
      curves: [
        {points: points(forward.curve), colour: "var(--class-1)", label: text.forward, dash: "5 4"},
        {points: points(central.curve), colour: "var(--class-0)", label: text.central}
      ],
      marks: [
        {at: [there.h, Math.max(floor, there.error)], colour: "var(--class-1)"},
        {at: [here.h, Math.max(floor, here.error)], colour: "var(--class-0)", guides: true}
      ],
      summary: `${text.chart}: ${show(here.error, 2)} at a step of ${short(here.h)}`
    });
    frame.say(text.says(show(h, 2), agreeingDigits(e.central, e.exact), agreeingDigits(e.forward, e.exact)));
  }
  set(h);
  return {
    node: frame.node,
    set,
    /** The step at which measuring to both sides is best. */
    best: () => set(central.h),
    dispose() {
      chart.dispose();
      frame.dispose();
    }
  };
}
