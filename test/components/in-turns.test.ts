import {afterEach, beforeEach, expect, test, vi} from "vitest";

let print: () => void;
let inTurns: typeof import("../../src/components/in-turns.js").inTurns;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal("addEventListener", (type: string, listener: () => void) => {
    if (type === "beforeprint") print = listener;
  });
  ({inTurns} = await import("../../src/components/in-turns.js"));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function* pieces(done: number[], name = 0) {
  for (let k = 1; k <= 3; ++k) {
    done.push(10 * name + k);
    yield;
  }
}

test("each piece has a task of its own, and is shown", () => {
  const done: number[] = [];
  const shown: number[] = [];
  inTurns(pieces(done), () => shown.push(done.length));
  expect(done).toEqual([1]);
  vi.advanceTimersToNextTimer();
  expect(done).toEqual([1, 2]);
  vi.runAllTimers();
  expect(done).toEqual([1, 2, 3]);
  expect(shown).toEqual([1, 2, 3, 3]);
});

test("two take turns", () => {
  const done: number[] = [];
  inTurns(pieces(done, 1));
  inTurns(pieces(done, 2));
  vi.runAllTimers();
  expect(done).toEqual([11, 21, 12, 22, 13, 23]);
});

test("before printing what is left is done at once, and not again", () => {
  const done: number[] = [];
  inTurns(pieces(done));
  print();
  expect(done).toEqual([1, 2, 3]);
  vi.runAllTimers();
  print();
  expect(done).toEqual([1, 2, 3]);
});

test("a piece that throws is not tried for ever", () => {
  function* broken() {
    yield;
    throw new Error("broken: piece");
  }
  inTurns(broken());
  expect(() => vi.runAllTimers()).toThrow("broken: piece");
  vi.runAllTimers();
  print();
});
