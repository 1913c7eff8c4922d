import {common, learningRate, zerosLike} from "./hyperparameters.js";
import type {Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = {learningRate: number};

/**
 * Gradient descent: Δ = −α·g.
 *
 * With g from a part of the data it is stochastic gradient descent; the rule is the same.
 * On a quadratic of curvature λ it converges for 0 < αλ < 2.
 * Source: Cauchy (1847). PyTorch: `SGD(lr)`; Keras: `SGD(learning_rate)`.
 */
export const gradientDescentRule: Rule<Settings> = {
  name: "gradientDescent",
  label: "Gradient descent",
  needs: "gradient",
  hyperparameters: {learningRate: learningRate(0.01)},
  quantities: common,
  tex: [
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\term{g}{\nabla J(\theta)}`
  ],
  about: "Steps straight down the slope, as far as the slope is steep.",
  init: (n, _, like): State => ({t: 0, delta: zerosLike(n, like)}),
  update(g, state, {learningRate: alpha}): Floats {
    const {delta} = state;
    state.t += 1;
    for (let i = 0; i < g.length; ++i) delta[i] = -alpha * g[i];
    return delta;
  }
};

export const gradientDescent = factory(gradientDescentRule);
