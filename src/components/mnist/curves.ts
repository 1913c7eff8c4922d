import {element} from "../element.js";
import {type Curve, curveChart} from "./curve-chart.js";
import {colorsOf} from "./run-colors.js";
import {type RunRecord, secondsAt} from "./run-record.js";

const text = {
  against: "Against",
  axes: {epochs: "epochs", steps: "steps", seconds: "seconds"},
  loss: "Loss (dashed: on test digits)",
  accuracy: "Test accuracy (dashed: in training)",
  none: "No run yet"
};

export type XAxis = keyof typeof text.axes;

const COLUMNS = 240;
const percent = (v: number) => `${Number((100 * v).toFixed(1))} %`;

/** Loss and accuracy of every run that is shown, against epochs, steps or seconds. */
export function curves() {
  let runs: readonly RunRecord[] = [];
  let current: RunRecord | undefined;
  let axis: XAxis = "epochs";
  let planned = 10;
  const loss = curveChart({title: text.loss, scale: "log", y: [0.003, 3]});
  const accuracy = curveChart({title: text.accuracy, scale: "linear", y: [0.9, 1], format: percent});
  const choice = element("select", {}, ...Object.entries(text.axes).map(([v, t]) => element("option", {value: v}, t)));
  choice.addEventListener("change", () => {
    axis = choice.value as XAxis;
    draw();
  });
  const node = element(
    "div",
    {class: "curves"},
    element("div", {class: "charts"}, loss.node, accuracy.node),
    element("label", {class: "axis-choice"}, `${text.against} `, choice)
  );

  function draw() {
    const shown = runs.filter((r) => r.visible || r === current);
    const colors = colorsOf(shown);
    const x: readonly [number, number] = [
      0,
      Math.max(1e-9, ...shown.map((r) => endOf(r, axis)), current ? 0 : planned)
    ];
    const lossCurves = shown.flatMap((r) => lossCurvesOf(r, axis, colors.get(r)!, r === current));
    const accuracyCurves = shown.flatMap((r) => accuracyCurvesOf(r, axis, colors.get(r)!, r === current));
    loss.show({
      curves: lossCurves,
      x,
      y: lossDomain(lossCurves),
      xLabel: text.axes[axis],
      summary: summarize(text.loss, shown, (r) => r.series.last()?.smooth.toPrecision(3))
    });
    accuracy.show({
      curves: accuracyCurves,
      x,
      y: accuracyDomain(accuracyCurves),
      xLabel: text.axes[axis],
      summary: summarize(
        text.accuracy,
        shown,
        (r) => r.evaluations.at(-1) && percent(r.evaluations.at(-1)!.test.accuracy)
      )
    });
  }

  return {
    node,
    charts: [loss, accuracy],
    /** Shows these runs, the one that goes on among them; without any, the axis of one of so many epochs. */
    show(next: readonly RunRecord[], now: RunRecord | undefined, epochs: number) {
      [runs, current, planned] = [next, now, epochs];
      draw();
    },
    dispose() {
      loss.dispose();
      accuracy.dispose();
    }
  };
}

/** Where a step lies on an axis. */
function place(run: RunRecord, axis: XAxis, step: number): number {
  if (axis === "steps") return step;
  return axis === "epochs" ? step / run.stepsPerEpoch : secondsAt(run, step);
}

/** Where the axis ends: at the run's planned end, or for seconds where it will be at this pace. */
function endOf(run: RunRecord, axis: XAxis): number {
  if (axis !== "seconds") return place(run, axis, run.steps);
  const done = secondsAt(run, run.step);
  const share = run.step / Math.max(1, run.steps);
  return run.hash === undefined && share > 0 ? Math.max(1, done / share) : Math.max(1, done);
}

function lossCurvesOf(run: RunRecord, axis: XAxis, color: string, detailed: boolean): Curve[] {
  const {series, evaluations, name} = run;
  const at = (index: number) => place(run, axis, index + 1);
  const stretches = series.envelope(COLUMNS);
  const curve: Curve = {
    label: name,
    color,
    points: stretches.map(([i, , , smooth]) => [at(i), smooth] as const),
    band: detailed ? stretches.map(([i, low, high]) => [at(i), low, high] as const) : undefined,
    end: series.last()?.smooth.toPrecision(2)
  };
  const test = evaluations.map((e) => [place(run, axis, e.step), e.test.loss] as const);
  return [curve, {label: `${name}, test`, color, dashed: true, thin: true, points: test}];
}

function accuracyCurvesOf(run: RunRecord, axis: XAxis, color: string, detailed: boolean): Curve[] {
  const {evaluations, name} = run;
  const points = (part: "test" | "train") =>
    evaluations.map((e) => [place(run, axis, e.step), e[part].accuracy] as const);
  const last = evaluations.at(-1);
  const end = last && `${(100 * last.test.accuracy).toFixed(1)} %`;
  return [
    {label: `${name}, training`, color, dashed: true, thin: true, points: points("train")},
    {label: name, color, points: points("test"), dots: detailed && evaluations.length < 60, end}
  ];
}

/** From 0.003 to 3, or as far as the runs went, by factors of ten. */
function lossDomain(all: readonly Curve[]): [number, number] {
  let [low, high] = [0.003, 3];
  for (const {points} of all)
    for (const [, y] of points) {
      while (y > high && high < 1e12) high *= 10;
      while (y < low && y > 0 && low > 1e-7) low /= 10;
    }
  return [low, high];
}

/** 90 to 100 %, and lower only when a run is. */
function accuracyDomain(all: readonly Curve[]): [number, number] {
  const least = Math.min(1, ...all.flatMap(({points}) => points.map(([, y]) => y)));
  return [[0.9, 0.8, 0.5].find((v) => least >= v) ?? 0, 1];
}

function summarize(title: string, shown: readonly RunRecord[], value: (run: RunRecord) => string | undefined): string {
  const parts = shown.flatMap((r) => {
    const v = value(r);
    return v === undefined ? [] : [`${r.name} ${v} after ${r.step.toLocaleString("en-US")} steps`];
  });
  return `${title}. ${parts.join("; ") || text.none}.`;
}
