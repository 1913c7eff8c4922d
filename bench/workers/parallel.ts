// One of several workers that train one network together: each takes its share of every batch, all exchange their
// gradients, and each makes the same update of the same weights. What bench/data-parallel.ts times.
import type {Dataset} from "../../lib/data/dataset.js";
import {unpack} from "../../lib/data/pack.js";
import {createKernels, type KernelSet, type Pointer} from "../../lib/kernels/index.js";
import {dense, hashOf, sequential} from "../../lib/nn/index.js";
import {adam} from "../../lib/optim/index.js";
import {createRng} from "../../lib/rng.js";
import {planSource} from "../../lib/train/plan/input.js";
import {createLayout, padded} from "../../lib/train/plan/layout.js";
import {planModel} from "../../lib/train/plan/plan.js";
import {planUpdate} from "../../lib/train/plan/update.js";
import {serve} from "./serve.js";

/** First message: the data, which worker this is, and a port to each of the others (none to itself). */
interface Setup {
  readonly pack: ArrayBuffer;
  readonly index: number;
  readonly ports: readonly (MessagePort | null)[];
}

/** Train with the first `workers` of them; `shared`: memory for the exchange, where it may be shared. */
export interface Together {
  readonly workers: number;
  readonly batch: number;
  readonly steps: number;
  readonly shared?: SharedArrayBuffer;
}

export interface TogetherResult {
  readonly samplesPerSecond: number;
  /** Mean loss of the whole batch at each of the first 100 steps. */
  readonly losses: number[];
  readonly hash: string;
}

/** Hands out this worker's gradient and loss, and calls `take` for each worker in order: with its gradient and, last, loss. */
type Exchange = (
  own: Float32Array,
  loss: number,
  take: (i: number, theirs: Float32Array) => void
) => Promise<void> | void;

let data: Dataset;
let index: number;
let links: readonly (Link | null)[];

/** A port whose messages are kept until they are asked for: the other side may be a step ahead. */
type Link = ReturnType<typeof linkOf>;
type Message = Float32Array<ArrayBuffer>;

function linkOf(port: MessagePort) {
  const kept: Message[] = [];
  let waiting: ((message: Message) => void) | undefined;
  port.onmessage = ({data: message}: MessageEvent<Message>) => {
    if (!waiting) kept.push(message);
    else waiting(message);
    waiting = undefined;
  };
  return {
    send: (message: Message) => port.postMessage(message, [message.buffer]),
    next: () =>
      new Promise<Message>((done) => {
        const message = kept.shift();
        if (message) done(message);
        else waiting = done;
      })
  };
}

/** By messages: one buffer goes to each peer and another comes back in its place, so that none is made. */
function byMessages(workers: number, size: number): Exchange {
  const buffers = Array.from({length: workers}, () => new Float32Array(size + 1));
  return async (own, loss, take) => {
    for (let i = 0; i < workers; ++i) {
      if (i === index) continue;
      buffers[i].set(own);
      buffers[i][size] = loss;
      links[i]?.send(buffers[i]);
    }
    for (let i = 0; i < workers; ++i) if (i !== index) buffers[i] = (await links[i]?.next()) as Message;
    buffers[index][size] = loss;
    for (let i = 0; i < workers; ++i) take(i, buffers[i]);
  };
}

/** By shared memory: a counter of arrivals, then a place for each worker, twice, since one may be a step ahead. */
function bySharing(workers: number, size: number, memory: SharedArrayBuffer): Exchange {
  const arrived = new Int32Array(memory, 0, 1);
  const places = Array.from(
    {length: 2 * workers},
    (_, i) => new Float32Array(memory, 64 + 4 * (size + 1) * i, size + 1)
  );
  let step = 0;
  return (own, loss, take) => {
    const now = places.slice((step % 2) * workers);
    now[index].set(own);
    now[index][size] = loss;
    const all = ++step * workers;
    if (Atomics.add(arrived, 0, 1) + 1 === all) Atomics.notify(arrived, 0);
    // A little patience is cheaper than to sleep and be woken.
    for (let spins = 0, seen = 0; ; ++spins) {
      seen = Atomics.load(arrived, 0);
      if (seen >= all) break;
      if (spins > 20_000) Atomics.wait(arrived, 0, seen, 1);
    }
    for (let i = 0; i < workers; ++i) take(i, now[i]);
  };
}

/** This worker's part of a batch of n: as equal as can be. */
const shareOf = (n: number, workers: number, i: number) => [
  Math.floor((n * i) / workers),
  Math.floor((n * (i + 1)) / workers)
];

function prepare({workers, batch}: Together) {
  const model = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)], {seed: 1});
  const layout = createLayout();
  const capacity = Math.ceil(batch / workers);
  const source = planSource({data, count: data.count, capacity, sparse: true}, layout);
  const plan = planModel({model, loss: "crossEntropy", source, capacity, seed: 1}, layout);
  const n = plan.parameters;
  const [sum, other] = [layout.floats(n), layout.floats(n)];
  const {rule, settings} = adam();
  // A worker alone needs no sum.
  const gradient: Pointer = workers > 1 ? sum : plan.gradient;
  const update = planUpdate(rule, settings, {n, theta: plan.theta, gradient}, layout);
  const k: KernelSet = createKernels(layout.size);
  source.fill(k, data, 0, data.count);
  plan.load(k);
  return {model, source, plan, k, sum, other, update: () => update(k, settings)};
}

serve({
  setup({pack, index: own, ports}: Setup) {
    data = unpack(new Uint8Array(pack));
    index = own;
    links = ports.map((port) => port && linkOf(port));
  },
  async measure(together: Together): Promise<TogetherResult> {
    const {workers, batch, steps, shared} = together;
    const {model, source, plan, k, sum, other, update} = prepare(together);
    const n = plan.parameters;
    const exchange = shared ? bySharing(workers, n, shared) : byMessages(workers, n);
    const {f32} = k.arena;
    const rng = createRng(2);
    const order = Uint32Array.from({length: data.count}, (_, i) => i);
    const losses: number[] = [];
    const warm = Math.min(100, steps >> 2);
    const [from, to] = shareOf(batch, workers, index);
    let start = 0;
    for (let step = 0, at = data.count; step < steps; ++step, at += batch) {
      if (step === warm) start = performance.now();
      if (at + batch > data.count) {
        rng.permutation(data.count, order);
        at = 0;
      }
      source.gather(k, order.subarray(at + from, at + to), true);
      let loss = plan.loss(k, to - from, true);
      plan.backward(k, to - from);
      if (workers > 1) {
        const own = f32.subarray(plan.gradient / 4, plan.gradient / 4 + n);
        const ownLoss = loss;
        loss = 0;
        k.fill(n, sum, 0);
        const exchanged = exchange(own, ownLoss, (i, theirs) => {
          const [a, b] = shareOf(batch, workers, i);
          const weight = (b - a) / batch;
          loss += theirs[n] * weight;
          if (i !== index) f32.set(theirs.subarray(0, n), other / 4);
          k.addScaled(padded(n), sum, i === index ? plan.gradient : other, weight);
        });
        if (exchanged) await exchanged;
      }
      update();
      if (step < 100) losses.push(loss);
    }
    const samplesPerSecond = ((steps - warm) * batch) / ((performance.now() - start) / 1000);
    plan.save(k);
    return {samplesPerSecond, losses, hash: hashOf(model.parameters)};
  }
});
