// What the kernels' tests use of Vitest, small enough to run in a page: `test`, `test.each` and a few matchers.

type Run = (...args: never[]) => unknown;

const tests: {name: string; run: () => unknown}[] = [];

export function test(name: string, run: () => unknown): void {
  tests.push({name, run});
}

test.each =
  (rows: readonly unknown[]) =>
  (name: string, run: Run): void => {
    for (const row of rows) {
      const args = (Array.isArray(row) ? row : [row]) as never[];
      let next = 0;
      const title = name.replace(/%s/g, () => String(args[next++]));
      tests.push({name: title, run: () => run(...args)});
    }
  };

const isList = (v: unknown): v is ArrayLike<unknown> => Array.isArray(v) || ArrayBuffer.isView(v);

const same = (a: unknown, b: unknown): boolean =>
  isList(a) && isList(b) ? a.length === b.length && Array.from(a).every((v, i) => same(v, b[i])) : Object.is(a, b);

export function expect(found: unknown, about = "") {
  const hold = (ok: boolean, relation: string, wanted: unknown) => {
    if (!ok) throw new Error(`${about} ${found} ${relation} ${wanted}`);
  };
  return {
    toBe: (wanted: unknown) => hold(Object.is(found, wanted), "is not", wanted),
    toEqual: (wanted: unknown) => hold(same(found, wanted), "does not equal", wanted),
    toBeLessThan: (bound: number) => hold((found as number) < bound, "is not less than", bound),
    toBeCloseTo: (wanted: number, digits: number) =>
      hold(Math.abs((found as number) - wanted) < 0.5 * 10 ** -digits, "is not close to", wanted)
  };
}

export interface Outcome {
  readonly name: string;
  readonly error?: string;
}

/** Runs what has been declared. */
export async function runTests(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const {name, run} of tests)
    try {
      await run();
      outcomes.push({name});
    } catch (error) {
      outcomes.push({name, error: String(error)});
    }
  return outcomes;
}
