import type {Measured, Net} from "./workers/protocol.js";

/** One measurement of one engine. */
export interface Sample extends Measured {
  readonly engine: string;
  readonly net: Net;
  readonly batch: number;
  readonly round: number;
}

export interface Result {
  readonly engine: string;
  readonly net: Net;
  readonly batch: number;
  readonly level?: string;
  /** Median over the rounds. */
  readonly samplesPerSecond: number;
  readonly rounds: number;
}

/** How many times as fast as another engine we are: the median of the rounds' own ratios. */
export interface Ratio {
  readonly net: Net;
  readonly batch: number;
  readonly against: string;
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Floating-point operations of one sample of 784–128–10: two products in each layer, and one more in the second. */
export const operations = 2 * (2 * 784 * 128 + 3 * 128 * 10);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians, and ratios within each round: a machine that others use changes its speed, but less within a round. */
export function ratiosOf(samples: readonly Sample[]): {runs: Result[]; ratios: Ratio[]} {
  // The peak is stated as the samples a second that it would allow if nothing but dense products were computed.
  const asSamples = (s: Sample): Sample => (s.engine === "peak" ? {...s, rate: s.rate / operations} : s);
  const all = samples.filter((s) => s.engine !== "peak" || s.net === "dense").map(asSamples);
  const keys = [...new Set(all.map(({engine, net, batch}) => `${net} ${batch} ${engine}`))];
  const runs = keys.map((key): Result => {
    const own = all.filter((s) => `${s.net} ${s.batch} ${s.engine}` === key);
    const [{engine, net, batch, level}] = own;
    return {engine, net, batch, level, samplesPerSecond: median(own.map((s) => s.rate)), rounds: own.length};
  });
  const ratios = runs
    .filter((r) => r.engine !== "nabla")
    .map(({engine, net, batch}): Ratio => {
      const of = (name: string, round: number) =>
        all.find((s) => s.engine === name && s.net === net && s.batch === batch && s.round === round)?.rate;
      const values = [...new Set(all.map((s) => s.round))].flatMap((round) => {
        const [ours, theirs] = [of("nabla", round), of(engine, round)];
        return ours && theirs ? [ours / theirs] : [];
      });
      return {
        net,
        batch,
        against: engine,
        ratio: median(values),
        lowest: Math.min(...values),
        highest: Math.max(...values)
      };
    });
  return {runs, ratios};
}

const names: Record<string, string> = {
  peak: "dense multiply-add peak",
  nabla: "Nabla",
  tfjs: "TensorFlow.js, WASM",
  jax: "jax-js, WASM",
  torch: "PyTorch, one thread"
};

/** The same as a Markdown table. */
export function tableOf(machine: object, runs: readonly Result[], ratios: readonly Ratio[]): string {
  const facts = Object.entries(machine).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  const lines = runs.map(({engine, net, batch, level, samplesPerSecond}) => {
    const r = ratios.find((x) => x.against === engine && x.net === net && x.batch === batch);
    const times = r ? `${r.ratio.toFixed(2)} (${r.lowest.toFixed(2)} to ${r.highest.toFixed(2)})` : "";
    const rate = Math.round(samplesPerSecond).toLocaleString("en-US");
    return `| ${net} | ${batch} | ${names[engine] ?? engine} | ${level ?? ""} | ${rate} | ${times} |`;
  });
  return [
    facts.join("\n"),
    "",
    "| net | batch | engine | level | samples/s, median | Nabla is so many times as fast (range) |",
    "| --- | ---: | --- | --- | ---: | ---: |",
    ...lines
  ].join("\n");
}
