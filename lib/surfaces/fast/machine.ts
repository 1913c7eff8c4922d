import {bestLevel, type Level} from "../../kernels/index.js";
import {allocate, lastUses} from "./lifetimes.js";
import type {Program} from "./program.js";
import {scalarOps} from "./scalar-ops.js";
import {wasmMachine} from "./wasm/machine.js";

/** Points that one run of a program takes. */
export const CHUNK = 2048;

/** A program ready to run on up to `CHUNK` points at a time. */
export interface Machine {
  /** For the caller to fill before a run; not there any more after it. */
  readonly inputs: readonly Float64Array[];
  readonly outputs: readonly Float64Array[];
  run(n: number): void;
}

/** A program in WebAssembly where there is SIMD, otherwise as loops over arrays, one for each op. */
export function createMachine(program: Program, level: Level = bestLevel()): Machine {
  return (level === "typescript" ? undefined : wasmMachine(program, CHUNK)) ?? loopMachine(program);
}

/** Values that no output needs are never computed; one that is not needed any more gives its array to a later one. */
function loopMachine(program: Program): Machine {
  const {values, inputs, outputs} = program;
  const lastUse = lastUses(program);
  const {places, count} = allocate(values, lastUse);
  const arrays = Array.from({length: count}, () => new Float64Array(CHUNK));
  const views = values.map(({constant}, i) =>
    constant === undefined ? arrays[places.get(i) as number] : new Float64Array(CHUNK).fill(constant)
  );
  const loops = values.flatMap(({op, args}, i) =>
    op === "input" || op === "constant" || !lastUse.has(i)
      ? []
      : [
          loop(
            scalarOps[op],
            views[i],
            args.map((a) => views[a])
          )
        ]
  );
  return {
    inputs: inputs.map((i) => views[i]),
    outputs: outputs.map((i) => views[i]),
    run(n) {
      for (const pass of loops) pass(n);
    }
  };
}

/** out[i] = f(a[i], …): one loop for each number of operands, so that a compiler keeps it tight. */
function loop(f: (...xs: number[]) => number, out: Float64Array, [a, b, c]: readonly Float64Array[]) {
  if (c)
    return (n: number) => {
      for (let i = 0; i < n; ++i) out[i] = f(a[i], b[i], c[i]);
    };
  if (b)
    return (n: number) => {
      for (let i = 0; i < n; ++i) out[i] = f(a[i], b[i]);
    };
  return (n: number) => {
    for (let i = 0; i < n; ++i) out[i] = f(a[i]);
  };
}
