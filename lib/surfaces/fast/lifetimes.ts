import type {Program, Value} from "./program.js";

/** The last value that each value is needed for; Infinity for outputs. Values that are needed for nothing are absent. */
export function lastUses({values, outputs}: Program): Map<number, number> {
  const last = new Map<number, number>(outputs.map((i) => [i, Infinity]));
  for (let i = values.length - 1; i >= 0; --i)
    if (last.has(i)) for (const a of values[i].args) if (!last.has(a)) last.set(a, i);
  return last;
}

/** A place for each value but constants; a place is free again after its value's last use. */
export function allocate(values: readonly Value[], lastUse: ReadonlyMap<number, number>) {
  const places = new Map<number, number>();
  const free: number[] = [];
  let count = 0;
  values.forEach(({op, args}, i) => {
    if (op === "constant" || (op !== "input" && !lastUse.has(i))) return;
    places.set(i, free.pop() ?? count++);
    for (const a of new Set(args)) {
      const place = places.get(a);
      if (place !== undefined && lastUse.get(a) === i) free.push(place);
    }
  });
  return {places, count};
}
