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
import {rmspropRule} from "../../optim/rmsprop.js";
import type {Rule, Settings} from "../../optim/rule.js";
import type {Memory} from "../memory.js";
import {type Layout, padded} from "./layout.js";
import type {Parameters, Update} from "./update.js";

/** Lays out a rule's state and returns its update by a kernel. */
type Plan = (p: Parameters, layout: Layout, initial: Settings) => Update;

type Numbers = Record<string, number>;

/** An update with a memory: its arrays in the arena, n floats each, and its counters. */
function keeping(
  update: (k: KernelSet, settings: Settings) => void,
  {n, arrays = [], numbers = []}: {n: number; arrays?: readonly Pointer[]; numbers?: number[]}
): Update {
  const view = (k: KernelSet, at: Pointer) => k.arena.f32.subarray(at / 4, at / 4 + n);
  return Object.assign(update, {
    memory: (k: KernelSet) => ({arrays: arrays.map((at) => view(k, at).slice()), numbers: [...numbers]}),
    recall(k: KernelSet, memory: Omit<Memory, "seed">) {
      const fits = memory.arrays?.length === arrays.length && memory.numbers?.length === numbers.length;
      if (!fits || memory.arrays?.some(({length}) => length !== n))
        throw new Error("recall: mismatched memory; expected that of the same rule and number of parameters");
      memory.arrays?.forEach((values, i) => {
        view(k, arrays[i]).set(values);
      });
      memory.numbers?.forEach((value, i) => {
        numbers[i] = value;
      });
    }
  });
}

const descent: Plan = ({n, theta, gradient}) =>
  keeping((k, h) => k.addScaled(padded(n), theta, gradient, -(h.learningRate as number)), {n});

const velocity =
  (looksAhead: (h: Settings) => boolean): Plan =>
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
    return keeping(update, {n, arrays: [v], numbers});
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
  ): Plan =>
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
    return keeping(update, {n, arrays: top ? [m, v, largest] : [m, v], numbers});
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

const rmsprop = (h: Settings): Adaptation => {
  if (h.momentum || h.centered)
    throw new Error(
      "fit: invalid settings: rmsprop's momentum and centred form take memory; expected them from the start"
    );
  const {learningRate, rho, epsilon} = h as Numbers;
  const outside = h.convention === "pytorch" ? epsilon : 0;
  return {...plainGradient, beta2: rho, gain2: 1 - rho, ahead: learningRate, inside: epsilon - outside, outside};
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

const adamax: Plan = ({n, theta, gradient}, layout) => {
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
  return keeping(update, {n, arrays: [m, u], numbers});
};

const lion: Plan = ({n, theta, gradient}, layout) => {
  const m = layout.floats(n);
  const update = (k: KernelSet, h: Settings) => {
    const {learningRate, beta1, beta2, weightDecay} = h as Numbers;
    const keep = 1 - learningRate * weightDecay;
    k.lion(padded(n), theta, gradient, m, beta1, 1 - beta1, beta2, 1 - beta2, learningRate, keep);
  };
  return keeping(update, {n, arrays: [m]});
};

const adadelta: Plan = ({n, theta, gradient}, layout) => {
  const v = layout.floats(n);
  const u = layout.floats(n);
  const update = (k: KernelSet, h: Settings) => {
    const {learningRate, rho, epsilon} = h as Numbers;
    k.adadelta(padded(n), theta, gradient, v, u, rho, 1 - rho, epsilon, learningRate);
  };
  return keeping(update, {n, arrays: [v, u]});
};

/** By the rule itself, not its name: a wrapped rule keeps the name but not the update. */
const plans = new Map<unknown, Plan>([
  [gradientDescentRule, descent],
  [momentumRule, velocity((h) => h.nesterov === true)],
  [nesterovRule, velocity(() => true)],
  [adamRule, adaptive((h, t) => moments(h, t))],
  [adamwRule, adaptive(adamw)],
  [amsgradRule, adaptive((h, t) => moments(h, t, h.convention !== "paper"), {top: true})],
  [nadamRule, nadam],
  [rmspropRule, adaptive(rmsprop)],
  [adagradRule, adaptive(adagrad, {start: (h) => h.initial as number})],
  [adamaxRule, adamax],
  [lionRule, lion],
  [adadeltaRule, adadelta]
]);

/** The plan of a rule that has a kernel; undefined for one that has not, or not with these settings. */
export function fusedPlanOf(rule: Rule, {momentum, centered}: Settings): Plan | undefined {
  // RMSProp with a velocity or a centred mean square keeps more than two means.
  if ((rule as unknown) === rmspropRule && (momentum || centered)) return undefined;
  return plans.get(rule);
}
