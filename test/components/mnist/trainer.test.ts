import {afterEach, beforeEach, expect, test, vi} from "vitest";
import type {News, Order} from "../../../src/components/mnist/messages.js";
import {articleSettings} from "../../../src/components/mnist/settings.js";
import {type Listener, trainerOf, type WorkerLike} from "../../../src/components/mnist/trainer.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A worker that only notes what it is told. */
function open() {
  const orders: Order[] = [];
  const heard: Parameters<Listener>[0][] = [];
  let ended = false;
  const worker: WorkerLike = {
    postMessage: (order) => orders.push(order),
    terminate: () => (ended = true),
    onmessage: null,
    onerror: null,
    onmessageerror: null
  };
  const trainer = trainerOf(worker, (news) => heard.push(news), 1000);
  const say = (news: News) => worker.onmessage?.({data: news} as MessageEvent<News>);
  return {trainer, worker, orders, heard, say, ended: () => ended};
}

test("answers go to their questions, in any order, and errors reject", async () => {
  const {trainer, say, orders, heard} = open();
  const first = trainer.ask("predict", {image: new Uint8Array(784)});
  const second = trainer.ask("mistakes", {most: 1});
  expect(orders.map((o) => o.type === "ask" && o.id)).toEqual([1, 2]);
  say({type: "answer", id: 2, error: "answer: missing evaluation"});
  say({type: "answer", id: 1, value: Float32Array.of(1)});
  await expect(second).rejects.toThrow("missing evaluation");
  expect(await first).toEqual(Float32Array.of(1));
  expect(heard).toEqual([]);
  trainer.dispose();
});

test("a worker that is silent when asked is dead: it is ended, said once, and whoever waits is told", async () => {
  const {trainer, heard, ended, say, orders} = open();
  const waiting = trainer.ask("sharpness", {});
  waiting.catch(() => {});
  vi.advanceTimersByTime(1000);
  expect(orders.at(-1)).toEqual({type: "ping"});
  say({type: "pong"});
  vi.advanceTimersByTime(1000);
  expect(ended()).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(ended()).toBe(true);
  expect(heard).toEqual([{type: "died", message: "it has not answered for 1 s"}]);
  await expect(waiting).rejects.toThrow("it has not answered");
  const count = orders.length;
  trainer.start(articleSettings, "end");
  expect(orders).toHaveLength(count);
  await expect(trainer.ask("weights", {})).rejects.toThrow("missing worker");
});

test("data is asked for once; after a failure, again; a reader's bad files leave what was there", async () => {
  const {trainer, say, orders} = open();
  const urls = {source: "mnist", urls: {train: "a", test: "b"}} as const;
  const failed = trainer.load(urls);
  say({type: "dataError", id: 1, message: "load: missing file"});
  await expect(failed).rejects.toThrow("load: missing file");
  const loaded = trainer.load(urls);
  expect(trainer.load(urls)).toBe(loaded);
  const data = {source: "mnist", train: 6, test: 1, shape: [28, 28], classes: 10} as const;
  say({type: "data", id: 2, data});
  expect(await loaded).toBe(data);
  const own = trainer.own([]);
  say({type: "dataError", id: 3, message: "ownData: missing training data"});
  await expect(own).rejects.toThrow("ownData");
  expect(await trainer.load(urls)).toBe(data);
  expect(orders.filter(({type}) => type === "load")).toHaveLength(2);
  // Other data are another order; coming back is one more.
  for (const source of ["synthetic", "mnist"] as const) trainer.load({...urls, source}).catch(() => {});
  expect(orders.filter(({type}) => type === "load")).toHaveLength(4);
  trainer.dispose();
});

test("other data asked for before the first came: each answer goes to its own order, and who waited for the first is told", async () => {
  const {trainer, say, orders} = open();
  const urls = {train: "a", test: "b"};
  const report = (source: "mnist" | "synthetic") => ({source, train: 6, test: 1, shape: [28, 28], classes: 10});
  const first = trainer.load({source: "mnist", urls});
  const second = trainer.load({source: "synthetic", urls});
  await expect(first).rejects.toThrow("load: missing data");
  say({type: "data", id: 1, data: report("mnist")});
  say({type: "data", id: 2, data: report("synthetic")});
  expect(await second).toEqual(report("synthetic"));
  // The failure of an order that was given up takes nothing away.
  say({type: "dataError", id: 1, message: "load: missing file"});
  expect(await trainer.load({source: "synthetic", urls})).toEqual(report("synthetic"));
  expect(orders.filter(({type}) => type === "load")).toHaveLength(2);
  trainer.dispose();
});

test("a pause that is taken back before it began: the run goes on, and nobody hears that it waited", () => {
  const {trainer, say, orders, heard} = open();
  trainer.start(articleSettings, "end");
  trainer.pause();
  trainer.go("epoch");
  expect(orders.map(({type}) => type)).toEqual(["start", "pause"]);
  say({type: "waiting", run: 1});
  expect(orders.at(-1)).toEqual({type: "go", until: "epoch"});
  expect(heard).toEqual([]);
  trainer.pause();
  say({type: "waiting", run: 1});
  expect(heard.map(({type}) => type)).toEqual(["waiting"]);
  trainer.go("end");
  expect(orders.at(-1)).toEqual({type: "go", until: "end"});
  trainer.dispose();
});

test("the last words of a run that another took the place of are not heard as that one's", () => {
  const {trainer, say, orders, heard} = open();
  trainer.start(articleSettings, "end");
  trainer.start(articleSettings, "none");
  expect(orders.map((o) => o.type === "start" && o.run)).toEqual([1, 2]);
  say({type: "done", run: 1, hash: "0123456789abcdef", stopped: true});
  say({type: "waiting", run: 2});
  expect(heard.map(({type}) => type)).toEqual(["waiting"]);
  trainer.dispose();
});
