import {formulaSurface} from "../../../lib/surfaces/formula/formula.js";
import type {Example} from "./examples.js";

/** Reads the reader's expression in x and y. The parser is fetched when it is first needed. Throws for what it cannot read. */
export async function compile(source: string, at: Readonly<Record<string, number>>): Promise<Example> {
  const {surface} = formulaSurface(source, await import("npm:mathjs"));
  const {x = 1, y = 0.5} = at;
  return {source, about: "", f: (a, b) => surface.J(a, b), at: {x, y}};
}
