import type {Floats, Hyperparameter, Optimizer, State} from "./rule.js";
import {dot} from "./vectors.js";
import {wrap} from "./wrap.js";

interface Clipped extends State {
  clipped: Floats;
}

const limit = (label: string, description: string): Hyperparameter => ({
  label,
  tex: "c",
  default: 1,
  range: [1e-3, 100],
  scale: "log",
  description
});

/**
 * Gradient clipping by value: the rule sees each gᵢ held within ±limit. This turns the gradient; clipping by norm does
 * not. PyTorch: `clip_grad_value_`; Keras: `clipvalue`.
 */
export function withClippedValues(optimizer: Optimizer, limitOfValues: number): Optimizer {
  return clipping(optimizer, "withClippedValues", "clipValue", limitOfValues, (g, clipped, c) => {
    for (let i = 0; i < g.length; ++i) clipped[i] = Math.min(Math.max(g[i], -c), c);
  });
}

/**
 * Gradient clipping by global norm: the rule sees g·min(1, limit/|g|), where |g| is over all parameters at once.
 * PyTorch's `clip_grad_norm_` adds 1e-6 to |g|; Keras's `global_clipnorm` does not.
 * Source: Pascanu, Mikolov and Bengio (2013), Algorithm 1.
 */
export function withClippedNorm(optimizer: Optimizer, limitOfNorm: number): Optimizer {
  return clipping(optimizer, "withClippedNorm", "clipNorm", limitOfNorm, (g, clipped, c) => {
    const norm = Math.sqrt(dot(g, g));
    const scale = norm > c ? c / norm : 1;
    for (let i = 0; i < g.length; ++i) clipped[i] = scale * g[i];
  });
}

function clipping(
  optimizer: Optimizer,
  caller: string,
  name: "clipValue" | "clipNorm",
  value: number,
  clip: (g: Floats, clipped: Floats, c: number) => void
): Optimizer {
  const {rule} = optimizer;
  if (rule.needs !== "gradient")
    throw new Error(
      `${caller}: invalid optimizer: ${rule.name} searches along the loss; expected one that needs gradients only`
    );
  const what = name === "clipValue" ? "each slope" : "the gradient's length";
  return wrap(optimizer, caller, {
    suffix: name === "clipValue" ? "clipped slopes" : "a clipped gradient",
    hyperparameters: {[name]: limit("Clipping", `The most that ${what} may be.`)},
    settings: {[name]: value},
    quantities: {clipped: {tex: "g_c", code: "clipped", label: "Clipped gradient", kind: "vector"}},
    vectors: ["clipped"],
    update(g, state, h, theta, objective) {
      const {clipped} = state as Clipped;
      clip(g, clipped, h[name] as number);
      return rule.update(clipped, state, h, theta, objective);
    }
  });
}
