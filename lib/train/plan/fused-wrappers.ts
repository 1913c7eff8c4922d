import type {KernelSet} from "../../kernels/index.js";
import type {Rule, Settings} from "../../optim/rule.js";
import {wrappedIn} from "../../optim/wrap.js";
import {type FusedUpdate, fusedUpdates, type Kept, type UpdatePlan} from "./fused-updates.js";
import {type Layout, padded} from "./layout.js";
import type {Parameters} from "./update.js";

/** What a wrapper does before and after the update that it wraps, what it keeps and what of that may be read. */
interface Around extends Pick<FusedUpdate, "readable"> {
  before?(k: KernelSet, h: Settings): void;
  after?(k: KernelSet, h: Settings): void;
  readonly kept?: Kept;
}

const number = (h: Settings, name: string) => h[name] as number;

/** By the name of the function that wraps; each does what its rule in lib/optim/ does. */
const wrappers: Readonly<Record<string, (parameters: Parameters, layout: Layout) => Around>> = {
  withWeightDecay: ({n, theta, gradient}) => ({
    before: (k, h) => k.addScaled(padded(n), gradient, theta, number(h, "l2"))
  }),
  withDecoupledWeightDecay({n, theta}, layout) {
    const old = layout.floats(n);
    return {
      before: (k) => k.copy(n, theta, old),
      after: (k, h) => k.addScaled(padded(n), theta, old, -number(h, "learningRate") * number(h, "weightDecay"))
    };
  },
  withClippedValues: ({n, gradient}) => ({
    before: (k, h) => k.clip(padded(n), gradient, number(h, "clipValue"))
  }),
  withClippedNorm: ({n, gradient}) => ({
    before(k, h) {
      const norm = Math.sqrt(k.sumOfSquares(padded(n), gradient));
      const limit = number(h, "clipNorm");
      if (norm > limit) k.scale(padded(n), gradient, limit / norm);
    }
  }),
  withAveraging({n, theta}, layout) {
    const average = layout.floats(n);
    const numbers = [0];
    return {
      after(k, h) {
        const keep = numbers[0]++ === 0 ? 0 : number(h, "averageDecay");
        k.blend(padded(n), theta, average, keep, 1 - keep);
      },
      kept: {arrays: [average], numbers},
      readable: {average}
    };
  }
};

/** The plan of a rule that kernels serve, wrapped or not; undefined for one that they do not. */
export function fusedPlanOf(rule: Rule): UpdatePlan | undefined {
  const wrapped = wrappedIn(rule);
  if (!wrapped) return fusedUpdates.get(rule);
  const inner = fusedPlanOf(wrapped.rule);
  const wrapper = wrappers[wrapped.by];
  if (!inner || !wrapper) return undefined;
  return (parameters, layout, initial) => {
    const {run, keeps, readable} = inner(parameters, layout, initial);
    const {before, after, kept, readable: own} = wrapper(parameters, layout);
    return {
      run(k, h) {
        before?.(k, h);
        run(k, h);
        after?.(k, h);
      },
      keeps: kept ? [...keeps, kept] : keeps,
      readable: {...readable, ...own}
    };
  };
}
