import {element} from "../element.js";
import {type Curve, type CurveChart, curveChart} from "./curve-chart.js";
import type {LayerProbe} from "./messages.js";
import type {Panel, PanelContext} from "./panel.js";
import type {RunRecord} from "./run-record.js";
import {tickText} from "./tick-text.js";

const text = {
  about:
    "Measured a few times a second on 64 training digits while this is open. A gradient that shrinks by orders of magnitude from the last layer to the first is vanishing; one that grows is exploding. An update of about a thousandth of the weights’ length is healthy. A unit is dead when no digit moves it: a ReLU that is always off, or a sigmoid or tanh at its bound.",
  empty: "Train while this is open, and the curves appear.",
  norm: "Length of the gradient",
  ratio: "One update, relative to the weights",
  dead: "Dead or pinned units",
  step: "steps",
  layer: (name: string) => `layer ${name}`
};

/** From the first layer to the last: pale to full. */
const shades = ["38%", "53%", "68%", "84%", "100%"];

/** Curves of gradient norm, update ratio and dead share, one line a layer. */
export function layersPanel({control}: PanelContext): Panel {
  const norm = curveChart({title: text.norm, scale: "log", y: [1e-4, 10], height: 180});
  const ratio = curveChart({title: text.ratio, scale: "log", y: [1e-6, 0.1], height: 180});
  const dead = curveChart({
    title: text.dead,
    scale: "linear",
    y: [0, 1],
    height: 180,
    format: (v) => `${Math.round(100 * v)} %`
  });
  const hint = element("p", {class: "hint"}, text.empty);

  function show(
    chart: CurveChart,
    run: RunRecord,
    value: (l: LayerProbe) => number,
    domain: readonly [number, number]
  ) {
    const {probes} = run;
    const names = probes[0].layers.map(({name}) => name);
    const curves = names.map((name, i): Curve => {
      const points = thin(probes).map((p) => [p.step, value(p.layers[i])] as const);
      const shade = shades[Math.min(4, 5 - names.length + i)] ?? "100%";
      return {
        label: text.layer(name),
        color: `color-mix(in oklab, var(--accent) ${shade}, var(--rule-strong))`,
        points,
        end: name.split(" ")[0]
      };
    });
    const last = probes.at(-1)!.layers.map((l) => `${text.layer(l.name)} ${tickText(value(l))}`);
    chart.show({
      curves,
      x: [0, Math.max(10, probes.at(-1)!.step)],
      y: domain,
      xLabel: text.step,
      summary: `${chart.title} at step ${probes.at(-1)!.step}: ${last.join(", ")}`
    });
  }

  return {
    node: element(
      "div",
      {class: "panel"},
      element("p", {class: "hint"}, text.about),
      hint,
      element("div", {class: "thirds"}, norm.node, ratio.node, dead.node)
    ),
    open: (open) => control.watch({layers: open}),
    update(changes) {
      if (!changes.has("probe") && !changes.has("run")) return;
      const {run} = control;
      hint.hidden = Boolean(run?.probes.length);
      if (!run?.probes.length) return;
      show(
        norm,
        run,
        (l) => l.gradientNorm,
        span(run, (l) => l.gradientNorm, [1e-3, 10])
      );
      show(
        ratio,
        run,
        (l) => l.updateRatio,
        span(run, (l) => l.updateRatio, [1e-5, 0.1])
      );
      show(dead, run, (l) => l.dead, [0, 1]);
    },
    dispose() {
      control.watch({layers: false});
      for (const chart of [norm, ratio, dead]) chart.dispose();
    }
  };
}

/** At most 200 of the looks. */
function thin<T>(all: readonly T[]): readonly T[] {
  const stride = Math.ceil(all.length / 200);
  return all.filter((_, i) => i % stride === 0 || i === all.length - 1);
}

/** Powers of ten that hold every positive value, no lower than 1e-12. */
function span(
  run: RunRecord,
  value: (l: LayerProbe) => number,
  [low, high]: readonly [number, number]
): [number, number] {
  let [from, to] = [low, high];
  for (const {layers} of run.probes)
    for (const l of layers) {
      const v = value(l);
      while (v > to && to < 1e12) to *= 10;
      while (v > 0 && v < from && from > 1e-12) from /= 10;
    }
  return [from, to];
}
