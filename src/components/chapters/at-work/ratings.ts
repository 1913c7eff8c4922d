import {createRng} from "../../../lib/rng.js";

/** Ten films that do not exist, in two kinds. */
export const films = [
  "Orbit of Iron",
  "The Last Reactor",
  "Star Harbour",
  "Robots at Dawn",
  "Gravity Well",
  "A Letter in June",
  "The Baker’s Daughter",
  "Two Umbrellas",
  "Dancing in Porto",
  "The Quiet Garden"
] as const;

/** Viewers; the last is the reader, who starts with no ratings. */
export const people = ["Ada", "Bo", "Cem", "Dora", "Eli", "Fay", "Gus", "Hana", "Ivo", "June", "You"] as const;
export const YOU = people.length - 1;

/** One rating: who, what, how many stars (1 to 5). */
export interface Rating {
  readonly person: number;
  readonly film: number;
  readonly stars: number;
}

/**
 * Invented ratings. Each viewer likes one kind of film more, by a leaning of their own; each film has a quality; chance
 * does the rest. About six in ten are known; of the others, `test` keeps some to check the model with.
 */
export function inventRatings({seed = 1} = {}): {known: Rating[]; test: Rating[]} {
  const rng = createRng(seed);
  const lean = people.map(() => (rng.uniform() < 0.5 ? -1 : 1) * (0.5 + 0.6 * rng.uniform()));
  const mild = people.map(() => 0.5 * rng.normal());
  const quality = films.map(() => 0.45 * rng.normal());
  const known: Rating[] = [];
  const test: Rating[] = [];
  for (let person = 0; person < YOU; ++person)
    for (let film = 0; film < films.length; ++film) {
      const kind = film < films.length / 2 ? 1 : -1;
      const exact = 3.2 + mild[person] + quality[film] + 1.3 * lean[person] * kind + 0.35 * rng.normal();
      const rating = {person, film, stars: Math.min(5, Math.max(1, Math.round(exact)))};
      const chance = rng.uniform();
      if (chance < 0.6) known.push(rating);
      else if (chance < 0.8) test.push(rating);
    }
  return {known, test};
}
