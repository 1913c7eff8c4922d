import {fewestSteps} from "../components/chapters/what-comes-next/batch-model.js";
import {decayLosses, decayRun} from "../components/chapters/what-comes-next/decay-sketch.js";
import {edgeRun} from "../components/chapters/what-comes-next/edge-run.js";
import {LOOK, type ScheduleRun, STEPS, scheduleRuns} from "../components/chapters/what-comes-next/schedule-runs.js";
import {show} from "../components/format.js";
import {dense, sequential} from "../lib/nn/index.js";

const whole = (v: number) => v.toLocaleString("en-GB");

/** Mean sharpness in the last third of a run of the edge figure. */
function lateSharpness(learningRate: number): number {
  const measured = [...edgeRun({learningRate, steps: 600})].flatMap((p) =>
    p?.sharpness && p.step > 400 ? [p.sharpness] : []
  );
  return measured.reduce((a, b) => a + b) / measured.length;
}

export function numbers(): Record<string, string> {
  const noise = 30;
  const many = 8192;
  const steps = (batch: number) => fewestSteps({batch, noise}).steps;
  const runs: Record<string, ScheduleRun> = {constant: {rates: [], losses: []}, cosine: {rates: [], losses: []}};
  for (const _ of scheduleRuns(runs, {learningRate: 1.5}));
  const late = (name: string) => runs[name].losses.slice(-(STEPS / 8 / LOOK));
  const spread = (name: string) => Math.max(...late(name)) - Math.min(...late(name));
  const parameters = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)]).parameters.length;
  const decay = decayLosses();
  const half = decayRun.steps / 2;
  const [floor, end] = [decay.constant[decayRun.steps], decay.cosine[decayRun.steps]];
  return {
    floor: show(floor, 2),
    half: String(half),
    halfLoss: show(decay.cosine[half], 2),
    end: show(end, 2),
    gain: String(Math.round(floor / end)),
    // One digit: other batches give other spreads.
    bounces: show(spread("constant") / spread("cosine"), 1),
    stepsOne: whole(steps(1)),
    stepsTwo: whole(steps(2)),
    manyExamples: whole(many),
    mostExamples: whole(2 * many),
    stepsMany: whole(steps(many)),
    stepsMost: whole(steps(2 * many)),
    bound: show(2 / 0.2),
    sharpness: show(lateSharpness(0.2), 2),
    boundSmaller: show(2 / 0.3, 2),
    sharpnessSmaller: show(lateSharpness(0.3), 2),
    epochWork: show(6 * parameters * 60_000, 1)
  };
}
