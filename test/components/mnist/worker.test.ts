import {afterEach, expect, test, vi} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import type {News, Order} from "../../../src/components/mnist/messages.js";
import {articleSettings} from "../../../src/components/mnist/settings.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("data that others took the place of change nothing when they fail", async () => {
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
  order({type: "start", settings: {...articleSettings, hidden: [4], epochs: 1}, until: "none"});
  await vi.waitUntil(() => heard.some(({type}) => type === "waiting" || type === "failed"));
  expect(heard.some(({type}) => type === "failed")).toBe(false);
});
