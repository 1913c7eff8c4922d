import {expect, test} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {rules, settingsOf} from "../../../lib/optim/index.js";
import type {DigitData} from "../../../src/components/mnist/digits.js";
import type {News, Until} from "../../../src/components/mnist/messages.js";
import {createSession} from "../../../src/components/mnist/session.js";
import {articleSettings, type LabSettings} from "../../../src/components/mnist/settings.js";

const data: DigitData = {
  train: syntheticDigits(320, {seed: 3}),
  test: syntheticDigits(100, {seed: 4}),
  source: "synthetic"
};
const short: LabSettings = {...articleSettings, epochs: 2};

/** A session in this thread: its news in a list, and the next of a type that was not read yet. */
function open(settings: LabSettings, from?: {epoch: number; weights: Float32Array}) {
  const news: News[] = [];
  let wake = () => {};
  const host = {
    post(n: News) {
      news.push(structuredClone(n));
      wake();
    },
    now: () => performance.now(),
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve))
  };
  const session = createSession(host, data, settings, {from, watch: {weights: true, layers: true}});
  let read = 0;
  const until = async (type: News["type"]) => {
    for (;;) {
      while (read < news.length) if (news[read++].type === type) return news[read - 1];
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const all = <T extends News["type"]>(type: T) => news.filter((n) => n.type === type) as Extract<News, {type: T}>[];
  const go = (how: Until) => session.go(how);
  return {session, news, until, all, go};
}

test("a run tells its steps, an evaluation an epoch, and the end, and learns", async () => {
  const {go, until, all} = open(short);
  go("end");
  await until("done");
  expect(all("steps").flatMap((s) => [...s.losses])).toHaveLength(20);
  expect(all("steps").at(-1)).toMatchObject({step: 20, epoch: 2});
  const evaluations = all("evaluation").filter(({whole}) => whole);
  expect(evaluations.map(({step}) => step)).toEqual([10, 20]);
  expect(evaluations[1].test.accuracy).toBeGreaterThan(0.5);
  expect(evaluations[1].confusion.reduce((a, b) => a + b)).toBe(100);
  expect(all("weights").at(-1)).toMatchObject({side: 28, count: 128});
  expect(all("probe")[0].layers).toHaveLength(2);
});

test("same settings, same hash, however the run is stopped on its way; another seed, another hash", async () => {
  const straight = open(short);
  straight.go("end");
  await straight.until("done");
  const broken = open(short);
  for (let i = 0; i < 3; ++i) {
    broken.go("step");
    await broken.until("waiting");
  }
  expect(broken.all("steps").at(-1)?.step).toBe(3);
  broken.go("epoch");
  await broken.until("waiting");
  expect(broken.all("evaluation").filter(({whole}) => whole)).toHaveLength(1);
  broken.go("end");
  await broken.until("done");
  const other = open({...short, seed: 2});
  other.go("end");
  await other.until("done");
  const hashes = [straight, broken, other].map(({all}) => all("done")[0].hash);
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[2]).not.toBe(hashes[0]);
});

test("a checkpoint carries a run on from its epoch", async () => {
  const first = open(short);
  first.go("epoch");
  await first.until("waiting");
  const [{checkpoint}] = first.all("checkpoint");
  expect(checkpoint.epoch).toBe(1);
  const second = open(short, checkpoint);
  expect(second.session.model.parameters).toEqual(checkpoint.weights);
  second.go("end");
  await second.until("done");
  expect(
    second
      .all("evaluation")
      .filter(({whole}) => whole)
      .map(({step}) => step)
  ).toEqual([20]);
});

test("a learning rate that is far too large is a divergence with its step and layer", async () => {
  const {go, until} = open({
    ...short,
    optimizer: "gradientDescent",
    hyper: settingsOf(rules.gradientDescent, {learningRate: 1e30})
  });
  go("end");
  expect(await until("diverged")).toMatchObject({step: 2, layer: expect.stringContaining("(dense)")});
});

test("stop ends at once, evaluates, and gives a hash; a learning rate of 0 freezes the weights", async () => {
  const {session, go, until, all} = open(short);
  go("step");
  await until("waiting");
  session.set({hyper: {learningRate: 0}});
  const before = session.model.parameters.slice();
  go("step");
  await until("waiting");
  expect(session.model.parameters).toEqual(before);
  session.stop();
  expect(await until("done")).toMatchObject({stopped: true});
  expect(all("evaluation").at(-1)).toMatchObject({step: 2, whole: false});
});
