import type {KernelSet, Pointer} from "../../kernels/index.js";
import {adamRule} from "../../optim/adam.js";
import {adamwRule} from "../../optim/adamw.js";
import {gradientDescentRule} from "../../optim/gradient-descent.js";
import {momentumRule} from "../../optim/momentum.js";
import {nesterovRule} from "../../optim/nesterov.js";
import type {Rule, Settings, State} from "../../optim/rule.js";
import {type Layout, padded} from "./layout.js";

/** Parameters and their gradients in the arena: n floats each. */
export interface Parameters {
  readonly n: number;
  readonly theta: Pointer;
  readonly gradient: Pointer;
}

/** One update of all parameters, in place. */
export interface Update {
  (k: KernelSet, settings: Settings): void;
  /** The rule's state, unless a fused kernel keeps its own. */
  state?(): State | undefined;
}

type Plan = (p: Parameters, layout: Layout) => Update;
type Numbers = Record<string, number>;

const descent: Plan =
  ({n, theta, gradient}) =>
  (k, h) =>
    k.addScaled(padded(n), theta, gradient, -(h.learningRate as number));

const velocity =
  (lookAhead: (h: Settings) => boolean): Plan =>
  ({n, theta, gradient}, layout) => {
    const v = layout.floats(n);
    let t = 0;
    return (k, h) => {
      const {learningRate, beta, dampening} = h as Numbers;
      const gathered = h.convention !== "pytorch";
      const gain = gathered ? learningRate : 1;
      const used = gathered ? 1 : learningRate;
      const undamped = t++ === 0 ? 1 : 1 - dampening;
      const ahead = lookAhead(h);
      k.momentum(
        padded(n),
        theta,
        gradient,
        v,
        beta,
        gain * undamped,
        ahead ? used * gain : 0,
        ahead ? used * beta : used
      );
    };
  };

const adam =
  (shrink: (h: Settings) => number): Plan =>
  ({n, theta, gradient}, layout) => {
    const m = layout.floats(n);
    const v = layout.floats(n);
    let t = 0;
    return (k, h) => {
      const {learningRate, beta1, beta2, epsilon} = h as Numbers;
      t++;
      const correction1 = 1 - beta1 ** t;
      const correction2 = 1 - beta2 ** t;
      const eps = h.convention === "keras" ? epsilon / Math.sqrt(correction2) : epsilon;
      k.adam(
        padded(n),
        theta,
        gradient,
        m,
        v,
        learningRate,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        correction1,
        correction2,
        eps,
        shrink(h)
      );
    };
  };

const decayed = (h: Settings): number =>
  1 - (h.weightDecay as number) * (h.convention === "paper" ? 1 : (h.learningRate as number));

/** By the rule itself, not its name: a wrapped rule keeps the name but not the update. */
const fused = new Map<unknown, Plan>([
  [gradientDescentRule, descent],
  [momentumRule, velocity((h) => h.nesterov === true)],
  [nesterovRule, velocity(() => true)],
  [adamRule, adam(() => 1)],
  [adamwRule, adam(decayed)]
]);

/** Whether a rule has a fused kernel. */
export const isFused = (rule: Rule): boolean => fused.has(rule);

/** A fused kernel where there is one, otherwise the rule itself on views of the arena. */
export function planUpdate(rule: Rule, initial: Settings, parameters: Parameters, layout: Layout): Update {
  const plan = fused.get(rule);
  if (plan) return plan(parameters, layout);
  const {n, theta, gradient} = parameters;
  let run: Update | undefined;
  const update = (k: KernelSet, h: Settings) => {
    run ??= ruleOnViews(
      rule,
      initial,
      k.arena.f32.subarray(theta / 4, theta / 4 + n),
      k.arena.f32.subarray(gradient / 4, gradient / 4 + n)
    );
    run(k, h);
  };
  return Object.assign(update, {state: () => run?.state?.()});
}

function ruleOnViews(rule: Rule, initial: Settings, theta: Float32Array, gradient: Float32Array): Update {
  const state = rule.init(theta.length, initial, theta);
  const update = (_: KernelSet, settings: Settings) => {
    const delta = rule.update(gradient, state, settings, theta);
    for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
  };
  return Object.assign(update, {state: () => state});
}
