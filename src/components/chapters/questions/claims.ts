/** A sentence that is often heard, and what is to be said about it. */
export interface Claim {
  readonly claim: string;
  /** Index into `verdicts`. */
  readonly verdict: 0 | 1 | 2;
  readonly why: string;
  /** Chapter that shows it. */
  readonly chapter: string;
}

export const verdicts = ["True", "It depends", "False"] as const;

export const claims: readonly Claim[] = [
  {
    claim: "The gradient points to where the loss falls fastest.",
    verdict: 2,
    why: "It points to where the loss rises fastest. The minus sign in the update turns it round.",
    chapter: "gradient"
  },
  {
    claim: "A larger learning rate trains faster.",
    verdict: 1,
    why: "Up to a point. Beyond it the steps overshoot, and beyond the bound they grow without end.",
    chapter: "learning-rate"
  },
  {
    claim: "When the loss stops falling, a minimum has been found.",
    verdict: 2,
    why: "A saddle, a plateau or a bounce between two walls look the same in the loss curve.",
    chapter: "where-it-fails"
  },
  {
    claim: "One step of stochastic gradient descent may raise the loss.",
    verdict: 0,
    why: "It follows a few examples. Down on those can be up on all.",
    chapter: "stochastic"
  },
  {
    claim: "Momentum gets you out of local minima.",
    verdict: 1,
    why: "Out of shallow ones, if it arrives fast enough; and out of good ones by the same token.",
    chapter: "momentum"
  },
  {
    claim: "Adam is better than plain gradient descent.",
    verdict: 1,
    why: "Often, where gradients differ much in size. There are simple tasks on which it loses.",
    chapter: "adam"
  },
  {
    claim: "Backpropagation is another name for gradient descent.",
    verdict: 2,
    why: "Backpropagation computes the gradient. What is then done with it is up to the optimizer.",
    chapter: "backward"
  },
  {
    claim: "Newton's method needs fewer steps than gradient descent near a minimum.",
    verdict: 0,
    why: "It uses the curvature, and squares the error with each step. A step costs more, however.",
    chapter: "second-order"
  }
];
