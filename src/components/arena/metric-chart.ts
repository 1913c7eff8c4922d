import {element} from "../element.js";
import {chart} from "./chart.js";
import type {Series} from "./chart-scale.js";
import {type Metric, metricNames, metricOf} from "./metrics.js";
import {styleOf} from "./palette.js";
import type {Problem} from "./problem.js";
import {nameOf} from "./run-list.js";
import type {Run} from "./state.js";
import type {Trajectory} from "./trajectory.js";

const text = {
  metric: "What the chart shows",
  log: "Logarithmic"
};

export interface MetricChartActions {
  /** A step was pointed at and chosen. */
  onStep(step: number): void;
  /** The reader chose something else to show. */
  redraw(): void;
}

/** What is drawn: the runs that are not hidden, each as far as it was taken. */
export interface ChartContent {
  readonly runs: readonly Run[];
  readonly of: (id: string) => Trajectory;
  readonly taken: number;
  readonly problem: Problem;
  /** Whether there is more to come at the next frame. */
  readonly moving: boolean;
}

/** Loss, distance, slope or step length of all runs against the step; the reader chooses which, and the scale. */
export function metricChart({onStep, redraw}: MetricChartActions) {
  const metric = element(
    "select",
    {},
    ...Object.entries(metricNames).map(([value, label]) => element("option", {value}, label))
  );
  metric.setAttribute("aria-label", text.metric);
  const log = element("input", {type: "checkbox"});
  /** The scale that the reader chose for what is shown. */
  let chosen: boolean | undefined;
  const label = () => metricNames[metric.value as Metric];
  const plot = chart({
    caption: [metric, element("label", {class: "check"}, log, text.log)],
    label: label(),
    onStep
  });
  for (const input of [metric, log])
    input.addEventListener("change", () => {
      chosen = input === log ? log.checked : undefined;
      redraw();
    });

  /** Logarithmic as the reader chose, or as suits the surface; a loss that is negative never is. */
  const isLog = ({surface}: Problem) => chosen ?? (metric.value !== "loss" || surface.levels === "log");

  function curves({runs, of, taken, problem}: ChartContent): Series[] {
    return runs
      .filter((run) => !run.hidden)
      .map((run) => {
        const path = of(run.id);
        const count = Math.min(path.last, taken) + 1;
        return {
          name: nameOf(runs, run),
          ...styleOf(runs, run),
          values: metricOf(metric.value as Metric, path, problem.surface.minima, count),
          count,
          owner: path
        };
      });
  }

  return {
    node: plot.node,
    /** Draws other curves. */
    set(content: ChartContent) {
      log.checked = isLog(content.problem);
      plot.set(curves(content), {log: log.checked, label: label(), moving: content.moving});
    },
    /** Says in words where each curve ends. */
    describe: plot.describe,
    /** Moves the line to another moment. */
    show: plot.show,
    /** The chart as an SVG file. */
    drawing: plot.drawing,
    dispose: plot.dispose
  };
}
