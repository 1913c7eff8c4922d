import {element} from "../element.js";
import {offSwitch} from "../off-switch.js";
import {type Contender, median} from "./measure.js";
import type {News, Order} from "./worker.js";

const text = {
  title: "The race on your machine",
  batch: "Batch",
  start: "Start the race",
  again: "Race again",
  idle: "Nothing has been measured yet. It takes about ten seconds, in a worker.",
  measuring: (name: string, round: number, rounds: number) => `Measuring ${name}, round ${round} of ${rounds} …`,
  failed: (why: string) => `The race could not be run: ${why}`,
  absent: "not on this device",
  unit: "samples a second",
  names: {
    peak: "Multiply-add peak, dense",
    "relaxed-simd": "Nabla, relaxed SIMD",
    simd: "Nabla, SIMD",
    typescript: "Nabla, plain TypeScript"
  },
  result: (best: string, rate: string, batch: number, times: string, share: string, seconds: string) =>
    `${best} trains ${rate} samples a second in batches of ${batch}: ${times} times plain TypeScript, and ${share} % of what this core's bare multiply-adds would allow a dense network. Ten epochs of MNIST would take ${seconds} s.`
};

const ROUNDS = 3;
const MILLISECONDS = 700;
const MNIST = 60_000;

type Key = keyof typeof text.names;
const keys: readonly Key[] = ["peak", "relaxed-simd", "simd", "typescript"];
const keyOf = ({kind, level}: Contender): Key => (kind === "peak" ? "peak" : level);
const group = (n: number) => Math.round(n).toLocaleString("en-US");

/** What of a worker the race uses. */
export interface RaceWorker {
  postMessage(order: Order): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<News>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

const ownWorker = (): RaceWorker =>
  new Worker(import.meta.resolve("./worker.js"), {type: "module"}) as unknown as RaceWorker;

/** Runs our engine's levels and the machine's peak in turn, and draws a bar for each. */
export function speedRace({startWorker = ownWorker}: {startWorker?: () => RaceWorker} = {}) {
  const status = element("p", {class: "speed-status", role: "status"}, text.idle);
  const button = element("button", {type: "button", class: "button"}, text.start);
  const batches = [32, 256].map((size) => {
    const input = element("input", {type: "radio", name: "speed-batch", value: String(size), checked: size === 32});
    return {size, input, label: element("label", {}, input, ` ${size}`)};
  });
  const batch = element("fieldset", {}, element("legend", {}, text.batch), ...batches.map(({label}) => label));
  const off = offSwitch(button);
  const rows = new Map(
    keys.map((key) => {
      const bar = element("span", {class: "speed-bar"});
      const value = element("span", {class: "speed-value"}, "–");
      const row = element(
        "li",
        {"data-contender": key},
        element("span", {class: "speed-name"}, text.names[key]),
        element("span", {class: "speed-track"}, bar),
        value
      );
      return [key, {row, bar, value, rates: [] as number[]}] as const;
    })
  );
  const node = element(
    "div",
    {class: "speed", role: "group", "aria-label": text.title, "data-state": "idle"},
    element("div", {class: "speed-controls"}, batch, button),
    element("ol", {class: "speed-chart"}, ...[...rows.values()].map(({row}) => row)),
    element("p", {class: "speed-unit"}, text.unit),
    status
  );
  let worker: RaceWorker | undefined;
  const batchSize = () => batches.find(({input}) => input.checked)?.size ?? 32;

  function draw() {
    const rates = new Map([...rows].flatMap(([key, {rates: r}]) => (r.length ? [[key, median(r)] as const] : [])));
    const most = Math.max(1, ...rates.values());
    for (const [key, {bar, value}] of rows) {
      const rate = rates.get(key);
      bar.style.transform = `scaleX(${rate === undefined ? 0 : rate / most})`;
      if (rate !== undefined) value.textContent = group(rate);
    }
    return rates;
  }

  function stop(state: string) {
    worker?.terminate();
    worker = undefined;
    node.setAttribute("data-state", state);
    off(false);
    batch.disabled = false;
    button.textContent = text.again;
  }

  function conclude() {
    const rates = draw();
    const best = keys.find((key) => key !== "peak" && rates.has(key)) ?? "typescript";
    const of = (key: Key) => rates.get(key) ?? Number.NaN;
    const times = (of(best) / of("typescript")).toFixed(1);
    const share = group((100 * of(best)) / of("peak"));
    status.textContent = text.result(
      text.names[best],
      group(of(best)),
      batchSize(),
      times,
      share,
      ((10 * MNIST) / of(best)).toFixed(1)
    );
    stop("done");
  }

  function hear(news: News) {
    if (news.type === "contenders") {
      const present = new Set(news.contenders.map(keyOf));
      for (const [key, {value}] of rows) value.textContent = present.has(key) ? "…" : text.absent;
    } else if (news.type === "measuring")
      status.textContent = text.measuring(text.names[keyOf(news.contender)], news.round, ROUNDS);
    else if (news.type === "measured") {
      rows.get(keyOf(news.contender))?.rates.push(news.rate);
      draw();
    } else if (news.type === "done") conclude();
    else fail(news.message);
  }

  function fail(why: string) {
    status.textContent = text.failed(why);
    stop("failed");
  }

  button.onclick = () => {
    for (const {rates, value} of rows.values()) {
      rates.length = 0;
      value.textContent = "–";
    }
    draw();
    off(true);
    batch.disabled = true;
    node.setAttribute("data-state", "racing");
    try {
      worker = startWorker();
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
      return;
    }
    worker.onmessage = ({data}) => hear(data);
    worker.onerror = ({message}) => fail(message || "the worker could not start");
    worker.postMessage({batchSize: batchSize(), rounds: ROUNDS, milliseconds: MILLISECONDS});
  };

  return {node, dispose: () => worker?.terminate()};
}
