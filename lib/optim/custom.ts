import {common, zerosLike} from "./hyperparameters.js";
import type {Floats, Optimizer, Rule, State} from "./rule.js";
import {settingsOf} from "./settings.js";

export interface CustomRule<H extends Record<string, number>> {
  readonly name: string;
  /** Hyperparameters and their values. */
  readonly settings: H;
  /** Names of vectors to keep from update to update, zero at first. */
  readonly vectors?: readonly string[];
  /** Returns Δ, by which θ moves. `state.delta` is there to be filled; `state.t` counts updates, from 1. */
  update(g: Floats, state: State, settings: H, theta: Floats): Floats;
}

/**
 * An optimizer of your own, without the record that the library's have: what `descend` and `fit` need and no more.
 * Whatever `update` returns is copied into `state.delta`.
 * @throws `custom: invalid vector: …`, and `NAME: mismatched step: …` from an update that returns anything but one number
 * for each parameter
 */
export function custom<H extends Record<string, number>>({
  name,
  settings,
  vectors = [],
  update
}: CustomRule<H>): Optimizer {
  for (const v of vectors)
    if (["t", "delta", "converged"].includes(v))
      throw new Error(`custom: invalid vector: ${v}; expected a name that every state does not have already`);
  const hyperparameters = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      {
        label: key,
        tex: `\\mathrm{${key}}`,
        default: value,
        limits: [-Infinity, Infinity],
        description: `${key}.`
      } as const
    ])
  );
  const kept = Object.fromEntries(
    vectors.map((v) => [v, {tex: `\\mathrm{${v}}`, code: v, label: v, kind: "vector"} as const])
  );
  const rule: Rule = {
    name,
    label: name,
    needs: "gradient",
    hyperparameters,
    quantities: {...common, ...kept},
    tex: [String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} + \term{delta}{\Delta}`],
    about: "A rule of the user's own.",
    init: (n, _, like) => ({
      t: 0,
      ...Object.fromEntries(vectors.map((v) => [v, zerosLike(n, like)])),
      delta: zerosLike(n, like)
    }),
    update(g, state, h, theta) {
      state.t += 1;
      const delta = update(g, state, h as H, theta);
      if (delta?.length !== g.length)
        throw new Error(
          `${name}: mismatched step: ${delta?.length ?? "none"}; expected update to return ${g.length} numbers, one for each parameter`
        );
      if (delta !== state.delta) state.delta.set(delta);
      return state.delta;
    }
  };
  return {rule, settings: settingsOf(rule, settings)};
}
