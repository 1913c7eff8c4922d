/** A flat array of parameters, gradients or state. */
export type Floats = Float64Array | Float32Array;

/** How a hyperparameter is named, typeset, bounded and drawn. */
export interface Hyperparameter<D = number | boolean | string | null> {
  /** Name for people: "Learning rate". */
  readonly label: string;
  /** KaTeX source: "\\beta_1". */
  readonly tex: string;
  readonly default: D;
  /** What is allowed: min ≤ value < max. From 0, without end, unless told. */
  readonly limits?: readonly [number, number];
  /** Sensible range of a slider. */
  readonly range?: readonly [number, number];
  /** How a slider should move: `oneMinusLog` is logarithmic in 1 − value (β₂ = 0.9 … 0.9999). */
  readonly scale?: "linear" | "log" | "oneMinusLog";
  /** Whole numbers only. */
  readonly integer?: boolean;
  /** For a choice: what may be chosen. */
  readonly choices?: readonly string[];
  /** One sentence. */
  readonly description: string;
}

/** One entry of an optimizer's state, or of what it returns, tied to its symbol. */
export interface Quantity {
  /** KaTeX source: "\\hat m_t". */
  readonly tex: string;
  /** The identifier that carries it in the rule's source: "mHat". */
  readonly code: string;
  /** Name for people: "Bias-corrected mean". */
  readonly label: string;
  readonly kind: "vector" | "scalar";
  /**
   * Which role it plays, so that a figure draws it as the right arrow: `gradient` and `momentum` point uphill, `direction`
   * and `step` where θ goes; `scale` divides, and is no arrow.
   */
  readonly role?: "gradient" | "momentum" | "scale" | "direction" | "step";
}

/** State of one run of a rule. Vectors have the length of θ; `t` counts updates. */
export interface State {
  t: number;
  /** Δ of the last update: θ moved by exactly this. Written, never read back, by a rule. */
  readonly delta: Floats;
  /** The rule found that no further update would change anything. */
  converged?: boolean;
  [name: string]: Floats | number | unknown;
}

/** What a rule that needs more than the gradient at θ may ask for (line searches, second order). */
export interface Objective {
  /** J(θ) at the θ that `update` was called with. It came with g, so it costs nothing. */
  readonly loss: number;
  /** J(θ), with ∇J(θ) written into `gradient`. Counts as one gradient evaluation. */
  valueAndGradient(theta: Floats, gradient: Floats): number;
  /** ∇²J(θ), row-major n×n. Counts as n gradient evaluations, the n products that make it. */
  hessian?(theta: Floats): Float64Array;
}

/** How one library, or the paper, writes a rule where the field differs. */
export interface Convention {
  /** What sets it apart, as one phrase. */
  readonly about: string;
  /** Its defaults where they differ from the rule's. */
  readonly defaults?: Settings;
  /** The update, where it differs from the rule's `tex`. */
  readonly tex?: readonly string[];
}

export interface Citation {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly url?: string;
  /** Equation or algorithm number. */
  readonly where?: string;
}

export type Settings = Record<string, number | boolean | string | null>;

/**
 * An optimizer as data and functions on flat arrays: θ ← θ + Δ, where Δ comes from `update`.
 */
export interface Rule<H extends Settings = Settings> {
  /** Key: "adam". */
  readonly name: string;
  /** Name for people: "Adam". */
  readonly label: string;
  /** What the rule asks for besides g = ∇J(θ). */
  readonly needs: "gradient" | "objective" | "hessian";
  readonly hyperparameters: {readonly [K in keyof H]: Hyperparameter};
  /** Symbols of the update → names in the state; `g`, `theta` and `delta` included. */
  readonly quantities: Readonly<Record<string, Quantity>>;
  /**
   * The update, typeset. Each term that is a quantity is written `\term{name}{tex}`, so that figures can tie it to
   * arrows, numbers and code. `texOf(rule)` gives plain KaTeX.
   */
  readonly tex: readonly string[];
  /** What the hyperparameter `convention` may be, if the rule has it. The first is the default. */
  readonly conventions?: Readonly<Record<string, Convention>>;
  /** One sentence on what it does. */
  readonly about: string;
  /** Fresh state for n parameters; arrays are of the kind of `like`. */
  init(n: number, h: H, like?: Floats): State;
  /**
   * Advances `state` by one update and returns Δ (the array `state.delta`, reused). θ is read, not written.
   * Allocates nothing, unless it searches along the loss.
   */
  update(g: Floats, state: State, h: H, theta: Floats, objective?: Objective): Floats;
}

/** A rule with its settings, as `adam({learningRate: 0.01})` returns it. */
export interface Optimizer<H extends Settings = Settings> {
  readonly rule: Rule<H>;
  readonly settings: H;
}
