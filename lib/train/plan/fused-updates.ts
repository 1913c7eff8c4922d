import type {KernelSet, Pointer} from "../../kernels/index.js";
import {adadeltaRule} from "../../optim/adadelta.js";
import {adagradRule} from "../../optim/adagrad.js";
import {adamRule} from "../../optim/adam.js";
import {adamaxRule} from "../../optim/adamax.js";
import {adamwRule} from "../../optim/adamw.js";
import {amsgradRule} from "../../optim/amsgrad.js";
import {gradientDescentRule} from "../../optim/gradient-descent.js";
import {lionRule} from "../../optim/lion.js";
import {momentumRule} from "../../optim/momentum.js";
import {nadamRule} from "../../optim/nadam.js";
import {nesterovRule} from "../../optim/nesterov.js";
import {radamRule} from "../../optim/radam.js";
import {rmspropRule} from "../../optim/rmsprop.js";
import {rpropRule} from "../../optim/rprop.js";
import type {Settings} from "../../optim/rule.js";
import {type Layout, padded} from "./layout.js";
import type {Parameters} from "./update.js";

/** What an update keeps from step to step: arrays in the arena, as long as the parameters, and counters. */
export interface Kept {
  readonly arrays?: readonly Pointer[];
  readonly numbers?: number[];
}

/** An update by kernels. */
export interface FusedUpdate {
  run(k: KernelSet, h: Settings): void;
  readonly keeps: readonly Kept[];
  /** Arrays of its state that anybody may read, by name. */
  readonly readable?: Readonly<Record<string, Pointer>>;
}

/** Lays out a rule's state and returns its update. */
export type UpdatePlan = (p: Parameters, layout: Layout, initial: Settings) => FusedUpdate;

type Numbers = Record<string, number>;

const keeping = (run: FusedUpdate["run"], kept: Kept = {}): FusedUpdate => ({run, keeps: [kept]});

const descent: UpdatePlan = ({n, theta, gradient}) =>
  keeping((k, h) => k.addScaled(padded(n), theta, gradient, -(h.learningRate as number)));

const velocity =
  (looksAhead: (h: Settings) => boolean): UpdatePlan =>
  ({n, theta, gradient}, layout) => {
    const v = layout.floats(n);
    const numbers = [0];
    const update = (k: KernelSet, h: Settings) => {
      const {learningRate, beta, dampening} = h as Numbers;
      const gathered = h.convention !== "pytorch";
      const gain = gathered ? learningRate : 1;
      const used = gathered ? 1 : learningRate;
      const undamped = numbers[0]++ === 0 ? 1 : 1 - dampening;
      const ahead = looksAhead(h);
      const along = ahead ? used * beta : used;
      k.momentum(padded(n), theta, gradient, v, beta, gain * undamped, ahead ? used * gain : 0, along);
    };
    return keeping(update, {arrays: [v], numbers});
  };

/** What one step of `adapt` takes besides the arrays; t counts from 1. */
interface Adaptation {
  readonly beta1: number;
  readonly gain1: number;
  readonly beta2: number;
  readonly gain2: number;
  readonly along: number;
  readonly ahead?: number;
  readonly share?: number;
  readonly inside?: number;
  readonly outside: number;
  readonly keep?: number;
}

const adaptive =
  (
    step: (h: Settings, t: number, numbers: number[]) => Adaptation,
    {top = false, start, more = []}: {top?: boolean; start?: (h: Settings) => number; more?: readonly number[]} = {}
  ): UpdatePlan =>
  ({n, theta, gradient}, layout, initial) => {
    const m = layout.floats(n);
    const v = layout.floats(n);
    const largest = top ? layout.floats(n) : 0;
    const first = start?.(initial) ?? 0;
    const numbers = [0, ...more];
    const update = (k: KernelSet, h: Settings) => {
      if (numbers[0]++ === 0 && first !== 0) k.fill(n, v, first);
      const a = step(h, numbers[0], numbers);
      k.adapt(
        padded(n),
        theta,
        gradient,
        m,
        v,
        largest,
        a.beta1,
        a.gain1,
        a.beta2,
        a.gain2,
        a.along,
        a.ahead ?? 0,
        a.share ?? 1,
        a.inside ?? 0,
        a.outside,
        a.keep ?? 1
      );
    };
    return keeping(update, {arrays: top ? [m, v, largest] : [m, v], numbers});
  };

/** Adam's: bias corrections folded into the factors. */
const moments = (h: Settings, t: number, corrected = true): Adaptation => {
  const {learningRate, beta1, beta2, epsilon} = h as Numbers;
  const correction1 = corrected ? 1 - beta1 ** t : 1;
  const correction2 = corrected ? 1 - beta2 ** t : 1;
  return {
    beta1,
    gain1: 1 - beta1,
    beta2,
    gain2: 1 - beta2,
    along: learningRate / correction1,
    share: 1 / correction2,
    outside: h.convention === "keras" ? epsilon / Math.sqrt(correction2) : epsilon
  };
};

const adamw = (h: Settings, t: number): Adaptation => ({
  ...moments(h, t),
  keep: 1 - (h.weightDecay as number) * (h.convention === "paper" ? 1 : (h.learningRate as number))
});

/** Rules that divide g itself, not a mean of it: m is g. */
const plainGradient = {beta1: 0, gain1: 1, along: 0};

/** RAdam before and after it rectifies: before, what divides is 1. */
const radam = (h: Settings, t: number): Adaptation => {
  const {beta1, beta2, epsilon} = h as Numbers;
  const {gain1, gain2, along} = moments(h, t);
  const correction2 = 1 - beta2 ** t;
  const limit = 2 / (1 - beta2) - 1;
  const rho = limit - (2 * t * beta2 ** t) / correction2;
  const means = {beta1, gain1, beta2, gain2};
  if (rho <= (h.convention === "paper" ? 4 : 5)) return {...means, along, share: 0, outside: 1};
  const rectifier = Math.sqrt(((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho));
  return {...means, along: along * rectifier * Math.sqrt(correction2), outside: epsilon};
};

/** Room for the mean of gradients too, since a run may turn centring on. */
const rmsprop: UpdatePlan = ({n, theta, gradient: g}, layout) => {
  const [v, a, b] = [layout.floats(n), layout.floats(n), layout.floats(n)];
  const run = (k: KernelSet, h: Settings) => {
    const {learningRate, rho, momentum, epsilon} = h as Numbers;
    const gathered = h.convention !== "pytorch";
    const inside = gathered ? epsilon : 0;
    const outside = epsilon - inside;
    const mean = h.centered ? a : 0;
    const [rate, along] = gathered ? [learningRate, 1] : [1, learningRate];
    k.rmsprop(padded(n), theta, g, v, mean, b, rho, 1 - rho, inside, outside, momentum, rate, along);
  };
  return keeping(run, {arrays: [v, a, b]});
};

const adagrad = (h: Settings, t: number): Adaptation => {
  const {learningRate, decay, epsilon} = h as Numbers;
  const outside = h.convention === "keras" ? 0 : epsilon;
  const ahead = learningRate / (1 + (t - 1) * decay);
  return {...plainGradient, beta2: 1, gain2: 1, ahead, inside: epsilon - outside, outside};
};

/** NAdam's schedule of μ keeps a product over all steps: its second number. */
const nadam = adaptive(
  (h, t, numbers) => {
    const {learningRate, beta1, momentumDecay, epsilon} = h as Numbers;
    const mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay));
    numbers[1] *= mu;
    const product = numbers[1];
    const productNext = h.convention === "pytorch-1.13" ? product * mu * next : product * next;
    return {
      ...moments(h, t),
      along: (learningRate * next) / (1 - productNext),
      ahead: (learningRate * (1 - mu)) / (1 - product),
      outside: epsilon
    };
  },
  {more: [1]}
);

const adamax: UpdatePlan = ({n, theta, gradient}, layout) => {
  const m = layout.floats(n);
  const u = layout.floats(n);
  const numbers = [0];
  const update = (k: KernelSet, h: Settings) => {
    const {learningRate, beta1, beta2, epsilon} = h as Numbers;
    const inside = h.convention === "pytorch" ? epsilon : 0;
    const outside = h.convention === "keras" ? epsilon : 0;
    const alpha = learningRate / (1 - beta1 ** ++numbers[0]);
    k.adamax(padded(n), theta, gradient, m, u, beta1, 1 - beta1, beta2, inside, outside, alpha);
  };
  return keeping(update, {arrays: [m, u], numbers});
};

const lion: UpdatePlan = ({n, theta, gradient}, layout) => {
  const m = layout.floats(n);
  const update = (k: KernelSet, h: Settings) => {
    const {learningRate, beta1, beta2, weightDecay} = h as Numbers;
    const keep = 1 - learningRate * weightDecay;
    k.lion(padded(n), theta, gradient, m, beta1, 1 - beta1, beta2, 1 - beta2, learningRate, keep);
  };
  return keeping(update, {arrays: [m]});
};

const rprop: UpdatePlan = ({n, theta, gradient}, layout, initial) => {
  const [size, previous, moved] = [layout.floats(n), layout.floats(n), layout.floats(n)];
  const numbers = [0];
  const run = (k: KernelSet, h: Settings) => {
    if (numbers[0]++ === 0) k.fill(n, size, initial.learningRate as number);
    const {down, up, smallest, largest} = h as Numbers;
    const back = h.convention === "paper";
    k.rprop(padded(n), theta, gradient, size, previous, moved, down, up, smallest, largest, back);
  };
  return keeping(run, {arrays: [size, previous, moved], numbers});
};

const adadelta: UpdatePlan = ({n, theta, gradient}, layout) => {
  const v = layout.floats(n);
  const u = layout.floats(n);
  const update = (k: KernelSet, h: Settings) => {
    const {learningRate, rho, epsilon} = h as Numbers;
    k.adadelta(padded(n), theta, gradient, v, u, rho, 1 - rho, epsilon, learningRate);
  };
  return keeping(update, {arrays: [v, u]});
};

/** By the rule itself, not its name: another rule may have the same. */
export const fusedUpdates: ReadonlyMap<unknown, UpdatePlan> = new Map<unknown, UpdatePlan>([
  [gradientDescentRule, descent],
  [momentumRule, velocity((h) => h.nesterov === true)],
  [nesterovRule, velocity(() => true)],
  [adamRule, adaptive((h, t) => moments(h, t))],
  [adamwRule, adaptive(adamw)],
  [amsgradRule, adaptive((h, t) => moments(h, t, h.convention !== "paper"), {top: true})],
  [nadamRule, nadam],
  [radamRule, adaptive(radam)],
  [rmspropRule, rmsprop],
  [rpropRule, rprop],
  [adagradRule, adaptive(adagrad, {start: (h) => h.initial as number})],
  [adamaxRule, adamax],
  [lionRule, lion],
  [adadeltaRule, adadelta]
]);
