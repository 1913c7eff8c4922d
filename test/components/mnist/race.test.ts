import {expect, test} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {createControl} from "../../../src/components/mnist/control.js";
import type {DigitData} from "../../../src/components/mnist/digits.js";
import {createRace} from "../../../src/components/mnist/race.js";
import {atOnceUsually, mostAtOnce} from "../../../src/components/mnist/race-width.js";
import {articleSettings, type LabSettings} from "../../../src/components/mnist/settings.js";
import {threadTrainers} from "./thread-trainer.js";

const data: DigitData = {
  train: syntheticDigits(320, {seed: 3}),
  test: syntheticDigits(50, {seed: 4}),
  source: "synthetic"
};
const settings: LabSettings = {...articleSettings, hidden: [16], epochs: 3, dropout: 0.2};
const field = ["gradientDescent", "momentum", "rmsprop", "adam"];

/** A lab without a face; `until` resolves when something is so, `onStart` hears of each worker (0 is the lab's own). */
function open(onStart: (worker: number) => void = () => {}) {
  const trainers = threadTrainers(data);
  let look = () => {};
  const control = createControl({
    urls: {train: "", test: ""},
    startTrainer(listen) {
      const trainer = trainers.startTrainer(listen);
      onStart(trainers.started() - 1);
      return trainer;
    },
    onChange: () => look()
  });
  const until = (so: () => boolean) =>
    new Promise<void>((resolve) => {
      look = () => so() && resolve();
      look();
    });
  return {...trainers, control, race: createRace(control, () => settings), until};
}

const hashes = (runs: readonly {settings: LabSettings; hash: string | undefined}[]) =>
  Object.fromEntries(runs.map(({settings: {optimizer}, hash}) => [optimizer, hash]));

async function inTurn() {
  const {control, race, started} = open();
  await race.start(field, 1);
  expect(started()).toBe(1);
  return hashes(control.runs);
}

test("a race at once ends with the same weights as one in turn, in as many workers as were asked for", async () => {
  const expected = await inTurn();
  expect(new Set(Object.values(expected)).size).toBe(4);
  const {control, race, started} = open();
  const racing = race.start(field, 3);
  expect(race.on).toBe(true);
  await racing;
  expect(started()).toBe(3);
  expect(hashes(control.runs)).toEqual(expected);
  expect([control.state, control.hands.length, race.on, race.left]).toEqual(["done", 0, false, 0]);
});

test("pause, resume and stop hold for every worker of a race", async () => {
  const {control, race, until} = open();
  const racing = race.start(field, 2);
  await until(() => control.hands.length === 1 && control.runs.length === 2 && control.runs.every((r) => r.step > 2));
  control.pause();
  await until(() => control.state === "paused");
  const steps = () => control.runs.map((r) => r.step);
  const before = steps();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(steps()).toEqual(before);
  control.go("end");
  await until(() => control.runs.some((r, i) => r.step > before[i]));
  control.stop();
  await racing;
  expect(control.state).toBe("done");
  expect(control.runs.length).toBeLessThan(4);
});

test("a worker of a race that dies loses nothing: another goes on from its last epoch, to the same weights", async () => {
  const expected = await inTurn();
  const {control, race, kill, until} = open();
  const racing = race.start(field, 2);
  await until(() => (control.hands[0]?.checkpoint?.epoch ?? 0) >= 1 && (control.hands[0].run?.step ?? 0) % 10 === 0);
  kill(1);
  await racing;
  expect(hashes(control.runs)).toEqual(expected);
  expect(control.runs).toHaveLength(4);
});

test("a worker of a race that dies before it has anything to do leaves its part to the others", async () => {
  const expected = await inTurn();
  const {control, race, kill} = open((worker) => worker === 2 && kill(1));
  await race.start(field, 3);
  expect(hashes(control.runs)).toEqual(expected);
  expect([control.state, control.hands.length, race.on]).toEqual(["done", 0, false]);
});

test("the lab's own worker dies in a race: the others do what waits, and its run can go on", async () => {
  const expected = await inTurn();
  const {control, race, kill, until} = open();
  const racing = race.start(field, 2);
  await until(() => control.runs.length === 2 && (control.runs[0].evaluations.at(-1)?.epoch ?? 0) > 1);
  const [lost] = control.runs;
  kill(0);
  await racing;
  expect(hashes(control.runs)).toEqual({...expected, [lost.settings.optimizer]: undefined});
  expect(control.runs.map(({steps, source}) => [steps, source])).toEqual(Array(4).fill([30, "synthetic"]));
  expect(control.trouble).toMatchObject({kind: "died", checkpoint: {epoch: 1}});
  control.recover();
  await until(() => control.state === "done");
  expect(hashes(control.runs)).toEqual(expected);
});

test("a run that fails in a race says why, and ends the race", async () => {
  const {control, race, fail, until} = open();
  const racing = race.start(field, 2);
  await until(() => control.runs.length === 2 && control.runs[1].step > 2);
  fail(1);
  await racing;
  expect(control.runs).toHaveLength(2);
  expect(control.trouble).toEqual({kind: "settings", message: "failed for the test"});
  expect(race.on).toBe(false);
});

test("workers of a race that come while it is paused wait, and go on with the others", async () => {
  const expected = await inTurn();
  const {control, race, until} = open((worker) => worker === 1 && control.pause());
  const racing = race.start(field, 3);
  await until(() => control.state === "paused" && control.runs.length === 3);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect([control.state, control.runs.length]).toEqual(["paused", 3]);
  expect(control.runs.slice(1).map(({step}) => step)).toEqual([0, 0]);
  control.go();
  expect(control.hands.map(({state}) => state)).toEqual(["training", "training"]);
  await racing;
  expect(hashes(control.runs)).toEqual(expected);
});

test("the lab's own worker dies within an epoch: the run goes on from the last one and ends as it would have", async () => {
  const {control, kill, until} = open();
  await control.train(settings);
  const {hash, series} = control.runs[0];
  const again = control.train(settings, {until: "epoch"});
  await until(() => control.state === "paused");
  control.go("step");
  await until(() => control.state === "paused" && control.run?.step === 11);
  kill(0);
  expect(await again).toBe("died");
  expect(control.state).toBe("error");
  expect(control.trouble).toMatchObject({kind: "died", checkpoint: {epoch: 1}});
  control.recover();
  expect(control.run?.step).toBe(10);
  await until(() => control.state === "done");
  expect(control.runs).toHaveLength(2);
  expect(control.runs[1].hash).toBe(hash);
  expect(control.runs[1].series.losses()).toEqual(series.losses());
  expect(control.runs[1].clock.every(([, s], i, all) => s >= (all[i - 1]?.[1] ?? 0))).toBe(true);
});

test("what was changed while it ran still holds after a death", async () => {
  const {control, kill, until} = open();
  const first = control.train(settings, {until: "epoch"});
  await until(() => control.state === "paused");
  control.set({hyper: {learningRate: 0}});
  kill(0);
  await first;
  control.recover();
  await until(() => control.state === "done");
  const losses = control.run?.evaluations.filter(({step}) => step >= 10).map(({step, test}) => [step, test.loss]);
  expect(losses?.at(0)?.[0]).toBe(10);
  expect(losses?.at(-1)?.[0]).toBe(30);
  expect(new Set(losses?.map(([, loss]) => loss)).size).toBe(1);
});

test("how many at once: a core is left to the page, two can always be had, and touch means one unless told", () => {
  const cores = (n: number) => ({hardwareConcurrency: n}) as Navigator;
  expect([1, 2, 4, 8, 64].map((n) => mostAtOnce(cores(n)))).toEqual([2, 2, 3, 6, 6]);
  expect([1, 2, 4, 8, 64].map((n) => atOnceUsually(cores(n), false))).toEqual([1, 1, 3, 4, 4]);
  expect(atOnceUsually(cores(8), true)).toBe(1);
});
