const letters: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  varepsilon: "ε",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  varphi: "φ",
  phi: "φ",
  omega: "ω"
};
const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** A hyperparameter's symbol without TeX: "\\beta_1" is "β₁". */
export function letterOf(tex: string): string {
  return tex
    .replace(/\\text\{([^}]*)\}/g, "$1")
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => letters[name] ?? name)
    .replace(/_\{?(\d)\}?/g, (_, digit: string) => subscripts[Number(digit)])
    .replace(/\^\{?([+-])\}?/g, (_, sign: string) => (sign === "+" ? "⁺" : "⁻"))
    .replace(/[{}\\_^]/g, "");
}
