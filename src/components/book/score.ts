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

type Vector = readonly [number, number];

/** Where a vector points, in degrees from the right upwards: −180 to 180. */
export const degreesOf = ([x, y]: Vector): number => (Math.atan2(y, x) * 180) / Math.PI;

/** Angle between two vectors, in degrees: 0 to 180. */
export function degreesBetween(a: Vector, b: Vector): number {
  const turn = Math.abs(degreesOf(a) - degreesOf(b));
  return turn > 180 ? 360 - turn : turn;
}

/** Compares a direction with the answer: within 5.4 degrees is spot on, 18 close, 45 near. */
export const scoreDirection = (guess: Vector, answer: Vector): Closeness =>
  scoreNumber(degreesBetween(guess, answer), 0, {min: 0, max: 180});

/** Compares a place with the answer on a map of some width, like numbers on a range of that width. */
export const scorePlace = ([x, y]: Vector, [ax, ay]: Vector, width: number): Closeness =>
  scoreNumber(Math.hypot(x - ax, y - ay), 0, {min: 0, max: width});
