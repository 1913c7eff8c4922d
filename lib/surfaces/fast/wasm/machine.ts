import {allocate, lastUses} from "../lifetimes.js";
import type {Machine} from "../machine.js";
import type {Program} from "../program.js";
import {type ScalarOp, scalarOps} from "../scalar-ops.js";
import {type Code, encodeModule, type} from "./encode.js";
import {functions} from "./functions.js";
import {eachLane, get, load, loadConstant, loop, set, smallerDifference, store, sum} from "./simd.js";
import {stagesOf} from "./stages.js";

const PAGE = 65536;

/** Bytes of each value between stages: few enough points that all of them stay in the nearest cache. */
const PART = 8 * 64;

/** Locals of `run`: bytes of each array to go through; where a part starts; where in it we are; its length; vectors. */
const END = 0;
const START = 1;
const AT = 2;
const LENGTH = 3;
const FIRST_VECTOR = 4;

/**
 * A program as a WebAssembly module of its own, made of nothing but the program's ops: values are in registers, two
 * points at a time, and in memory only between stages. Undefined where this machine has no SIMD, or where a content
 * security policy forbids WebAssembly.
 */
export function wasmMachine(program: Program, chunk: number): Machine | undefined {
  const {values, inputs, outputs} = program;
  const lastUse = lastUses(program);
  const {places, count} = allocate(values, lastUse);
  const placeOf = (i: number) => places.get(i) as number;
  const localOf = (i: number) => FIRST_VECTOR + placeOf(i);

  // Memory: inputs and outputs, then a part for each place, then constants.
  const arrayAt = (array: number) => 8 * chunk * array;
  const partsAt = arrayAt(inputs.length + outputs.length);
  const constantsAt = partsAt + PART * count;
  const here = sum(get(START), get(AT));

  const constants: bigint[] = [];
  const hosts: {op: ScalarOp; arity: number}[] = [];
  let vectors = count;

  const stages = stagesOf(values, lastUse).map((stage, number, all): Code => {
    const preparation: number[] = [];
    const statements: number[] = [];
    const ready = new Map<bigint, number>();
    const loaded = new Set(stage);
    let next = FIRST_VECTOR + count;
    const newLocal = () => {
      vectors = Math.max(vectors, next + 1 - FIRST_VECTOR);
      return next++;
    };
    // Constants are read before the loop: V8 does all the loads of a block first, and would keep them on the stack.
    const pattern = (value: bigint): Code => {
      let local = ready.get(value);
      if (local === undefined) {
        let i = constants.indexOf(value);
        if (i < 0) i = constants.push(value) - 1;
        local = newLocal();
        ready.set(value, local);
        preparation.push(...set(local, loadConstant(constantsAt + 8 * i)));
      }
      return get(local);
    };
    const constant = (value: number) => pattern(patternOf(value));
    const keep = (code: Code): Code => {
      const local = newLocal();
      statements.push(...set(local, code));
      return get(local);
    };
    const host = (op: ScalarOp, ...args: Code[]): Code => {
      let i = hosts.findIndex((h) => h.op === op);
      if (i < 0) i = hosts.push({op, arity: args.length}) - 1;
      return eachLane(i, args);
    };
    const read = (i: number): Code => {
      const {constant: value, op} = values[i];
      if (value !== undefined) return constant(value);
      if (!loaded.has(i)) {
        loaded.add(i);
        const from =
          op === "input" ? load(here, arrayAt(inputs.indexOf(i))) : load(get(AT), partsAt + PART * placeOf(i));
        statements.push(...set(localOf(i), from));
      }
      return get(localOf(i));
    };

    for (const i of stage) {
      const op = values[i].op as ScalarOp;
      const args = values[i].args.map(read);
      const code = functions[op]?.({keep, constant, pattern, host}, ...args) ?? host(op, ...args);
      statements.push(...set(localOf(i), code));
    }
    const last = number === all.length - 1;
    for (const i of stage)
      if (!last && (lastUse.get(i) as number) > stage[stage.length - 1])
        statements.push(...store(get(AT), partsAt + PART * placeOf(i), get(localOf(i))));
    if (last)
      outputs.forEach((i, array) => {
        statements.push(...store(here, arrayAt(inputs.length + array), read(i)));
      });
    return [...preparation, ...loop({at: AT, end: get(LENGTH), step: 16}, statements)];
  });

  const part: Code = [...set(LENGTH, smallerDifference(PART, END, START)), ...stages.flat()];
  const pages = Math.ceil((constantsAt + 8 * constants.length) / PAGE);
  const bytes = encodeModule({
    hosts: hosts.map(({op, arity}) => ({name: op, arity})),
    pages,
    locals: [
      [FIRST_VECTOR - 1, type.i32],
      [vectors, type.v128]
    ],
    body: loop({at: START, end: get(END), step: PART}, part)
  });
  try {
    const memory = new WebAssembly.Memory({initial: pages, maximum: pages});
    const env = {memory, ...Object.fromEntries(hosts.map(({op}) => [op, scalarOps[op]]))};
    const {exports} = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env});
    const run = exports.run as (bytes: number) => void;
    new BigUint64Array(memory.buffer, constantsAt, constants.length).set(constants);
    const view = (array: number) => new Float64Array(memory.buffer, arrayAt(array), chunk);
    return {
      inputs: inputs.map((_, i) => view(i)),
      outputs: outputs.map((_, i) => view(inputs.length + i)),
      // Two points at a time; the one too many is never read.
      run: (n) => run(8 * n)
    };
  } catch {
    return undefined;
  }
}

/** The 64 bits of a float64. */
const patternOf = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0];
