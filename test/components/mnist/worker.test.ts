import {afterEach, expect, test, vi} from "vitest";
import type {Dataset} from "../../../lib/data/dataset.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import type {News, Order} from "../../../src/components/mnist/messages.js";
import {articleSettings} from "../../../src/components/mnist/settings.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("data that others took the place of change nothing when they fail, nor do new ones the network", async () => {
  const heard: News[] = [];
  vi.stubGlobal("postMessage", (news: News) => heard.push(news));
  vi.stubGlobal("onmessage", undefined);
  await import("../../../src/components/mnist/worker.js");
  const scope = globalThis as unknown as {onmessage?: (event: {data: Order}) => void};
  const order = (data: Order) => scope.onmessage?.({data});
  const digits = {
    train: syntheticDigits(64, {seed: 1}),
    test: syntheticDigits(20, {seed: 2}),
    source: "synthetic"
  } as const;
  order({type: "own", id: 1, files: [new File(["nonsense"], "a.csv")]});
  order({type: "take", id: 2, digits});
  await vi.waitUntil(() => heard.length === 2);
  expect(heard.find(({type}) => type === "dataError")).toMatchObject({id: 1});
  expect(heard.find(({type}) => type === "data")).toMatchObject({id: 2, data: {train: 64}});
  order({type: "start", run: 1, settings: {...articleSettings, hidden: [4], epochs: 1}, until: "none"});
  await vi.waitUntil(() => heard.some(({type}) => type === "waiting" || type === "failed"));
  expect(heard.some(({type}) => type === "failed")).toBe(false);
  // The weights are of the run's shape, whatever was loaded since.
  const small = (part: Dataset): Dataset => ({...part, inputs: part.inputs.slice(0, 64 * part.count), shape: [8, 8]});
  order({type: "take", id: 3, digits: {...digits, train: small(digits.train), test: small(digits.test)}});
  order({type: "ask", id: 4, what: "weights", args: {}});
  await vi.waitUntil(() => heard.some(({type}) => type === "answer"));
  expect(heard.find(({type}) => type === "answer")).toMatchObject({id: 4, value: {pixels: 784, classes: 10}});
  // So are the digits that it is asked about; a pixel, a unit and a digit that there are not give way to the last there is.
  order({type: "ask", id: 5, what: "mistakes", args: {most: 1}});
  order({type: "ask", id: 6, what: "chain", args: {index: 9999, input: 9999, unit: 900}});
  await vi.waitUntil(() => heard.filter(({type}) => type === "answer").length === 3);
  expect(heard.find((n) => n.type === "answer" && n.id === 5)).toMatchObject({value: {images: {length: 784}}});
  expect(heard.find((n) => n.type === "answer" && n.id === 6)).toMatchObject({value: {input: 783, unit: 3}});
});
