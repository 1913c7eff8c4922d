const MINUS = "\u2212";

/** A number for people: about `digits` significant digits, a true minus, powers of ten where it is very small or large. */
export function show(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 1)).split("e");
    return `${Number(mantissa)} × 10${superscript(Number(exponent))}`.replace("-", MINUS);
  }
  return String(Number(value.toPrecision(digits))).replace("-", MINUS);
}

/** A number with a fixed count of decimals and a true minus, so that its width holds still. */
export const fixed = (value: number, decimals = 2): string =>
  Number.isFinite(value)
    ? value
        .toFixed(decimals)
        .replace(/^-(0\.?0*)$/, "$1")
        .replace("-", MINUS)
    : show(value);

/** A whole number with its thousands parted: 101,770. Browsers could, but take tens of milliseconds to begin. */
export const grouped = (value: number): string => fixed(Math.round(value), 0).replace(/\B(?=(\d{3})+$)/g, ",");

const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 10⁻³ and the like. */
export function superscript(n: number): string {
  return String(n).replace(/./g, (c) => (c === "-" ? "⁻" : digits[Number(c)]));
}

/** As `show`, with a bare power of ten where the mantissa is 1: for ticks and labels. */
export const short = (value: number, digits = 3): string => show(value, digits).replace(/^(−?)1 × /, "$1");

/** The same for KaTeX. */
export function texNumber(value: number, digits = 3): string {
  return show(value, digits)
    .replace(
      / × 10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)$/,
      (_, power: string) => `\\cdot 10^{${[...power].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("")}}`
    )
    .replace("−", "-")
    .replace("∞", "\\infty")
    .replace("not a number", "\\text{NaN}");
}
