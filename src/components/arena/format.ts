const MINUS = "\u2212";

/** A number as people read it: about `digits` significant digits, a true minus, no padding. */
export function short(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return exponential(value, digits);
  return Number(value.toPrecision(digits)).toString().replace("-", MINUS);
}

/** A number of constant width, for places where it changes while it is read. */
export function steady(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : short(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e4)) return exponential(value, 3);
  const decimals = size < 10 ? 4 : size < 100 ? 3 : size < 1000 ? 2 : 1;
  return value.toFixed(decimals).replace("-", MINUS);
}

function exponential(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return `${mantissa}e${exponent.replace("+", "")}`.replaceAll("-", MINUS);
}

/** A number for a text field: as short as it can be while staying within one part in a million. */
export function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
