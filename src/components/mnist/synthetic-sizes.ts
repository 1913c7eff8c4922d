/** Sizes and seeds of the synthetic data: `syntheticDigits(count, {seed})` gives the same. */
export const synthetic = {train: {count: 20_000, seed: 1}, test: {count: 2000, seed: 1_000_003}} as const;
