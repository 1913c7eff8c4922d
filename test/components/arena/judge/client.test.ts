import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {client, type JudgeWorker} from "../../../../src/components/arena/judge/client.js";
import type {Call, OrderOf} from "../../../../src/components/arena/judge/messages.js";

/** A worker that does nothing by itself. */
function silent() {
  const calls: Call[] = [];
  const worker: JudgeWorker & {ended: boolean} = {
    ended: false,
    postMessage: (call) => calls.push(call),
    terminate() {
      worker.ended = true;
    },
    onmessage: null,
    onerror: null,
    onmessageerror: null
  };
  return {worker, calls, say: (data: unknown) => worker.onmessage?.({data} as MessageEvent)};
}

const order = (steps: number): OrderOf<"rates"> => ({
  kind: "rates",
  ground: {surface: "ravine", condition: 20, formula: ""},
  options: {rule: "momentum", settings: {}, start: [0, 1], alphas: [], betas: [], steps}
});

function judged() {
  const workers: ReturnType<typeof silent>[] = [];
  const hear = vi.fn();
  const fail = vi.fn();
  const work = client<"rates">({
    hear,
    fail,
    startWorker() {
      const one = silent();
      workers.push(one);
      return one.worker;
    }
  });
  const sent = () => workers.flatMap(({calls}) => calls.map((call) => (call.order as OrderOf<"rates">)?.options.steps));
  return {work, workers, hear, fail, sent};
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("orders that follow one another", () => {
  test("no worker is started before the first", () => {
    expect(judged().workers.length).toBe(0);
  });

  test("wait for the first picture, and only the last of them is sent", () => {
    const {work, workers, sent, hear} = judged();
    for (const steps of [1, 2, 3]) work.ask(order(steps));
    expect(sent()).toEqual([1]);
    const {id} = workers[0].calls[0];
    workers[0].say({id, report: {share: 0.1}});
    expect(sent()).toEqual([1]);
    workers[0].say({id, report: {share: 0.5, result: new Float64Array(1)}});
    expect(sent()).toEqual([1, 3]);
    expect(hear).toHaveBeenCalledTimes(2);
    // What is still under way of the first is no longer heard.
    workers[0].say({id, report: {share: 1, result: new Float64Array(2)}});
    expect(hear).toHaveBeenCalledTimes(2);
  });

  test("do not wait long", () => {
    const {work, sent} = judged();
    work.ask(order(1));
    work.ask(order(2));
    vi.advanceTimersByTime(1000);
    expect(sent()).toEqual([1, 2]);
    vi.advanceTimersByTime(1000);
    expect(sent()).toEqual([1, 2]);
  });

  test("are dropped when it is left", () => {
    const {work, workers, sent, hear} = judged();
    work.ask(order(1));
    work.ask(order(2));
    work.cancel();
    vi.advanceTimersByTime(1000);
    expect(sent()).toEqual([1, undefined]);
    workers[0].say({id: workers[0].calls[0].id, report: {share: 1, result: new Float64Array(1)}});
    expect(hear).not.toHaveBeenCalled();
  });
});

test("a worker that dies is told of, and the next order starts another", () => {
  const {work, workers, fail, sent} = judged();
  work.ask(order(1));
  workers[0].worker.onerror?.({message: "out of memory"} as ErrorEvent);
  expect(fail).toHaveBeenCalledWith("out of memory");
  expect(workers[0].worker.ended).toBe(true);
  work.ask(order(2));
  expect(workers.length).toBe(2);
  expect(sent()).toEqual([1, 2]);
});

test("an order that cannot be followed is told of, and the worker lives", () => {
  const {work, workers, fail, sent} = judged();
  work.ask(order(1));
  workers[0].say({id: workers[0].calls[0].id, failed: "unknown rule"});
  expect(fail).toHaveBeenCalledWith("unknown rule");
  work.ask(order(2));
  expect(workers.length).toBe(1);
  expect(sent()).toEqual([1, 2]);
});

test("nothing is heard of a worker that was stopped", () => {
  const {work, workers, hear} = judged();
  work.ask(order(1));
  const {id} = workers[0].calls[0];
  work.stop();
  workers[0].say({id, report: {share: 1, result: new Float64Array(1)}});
  expect(hear).not.toHaveBeenCalled();
  expect(workers[0].worker.ended).toBe(true);
});
