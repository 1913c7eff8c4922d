/** How close a guess came. */
export type Closeness = "spotOn" | "close" | "near" | "surprise";

/** What is said about it: never that somebody failed. */
export const closenessText: Readonly<Record<Closeness, string>> = {
  spotOn: "Exactly.",
  close: "Very close.",
  near: "The right neighbourhood.",
  surprise: "A surprise, which is the best reason to look again."
};

/** A choice is right or it is a surprise. */
export const scoreChoice = (guess: number, answer: number): Closeness => (guess === answer ? "spotOn" : "surprise");

/**
 * Compares a guessed number with the answer: within 3 % of the range is spot on, 10 % close, 25 % near. On a
 * logarithmic range the distance is between logarithms.
 */
export function scoreNumber(
  guess: number,
  answer: number,
  {min, max, scale = "linear"}: {min: number; max: number; scale?: "linear" | "log"}
): Closeness {
  const at = (v: number) => (scale === "log" ? Math.log(v / min) / Math.log(max / min) : (v - min) / (max - min));
  const distance = Math.abs(at(guess) - at(answer));
  return distance <= 0.03 ? "spotOn" : distance <= 0.1 ? "close" : distance <= 0.25 ? "near" : "surprise";
}
