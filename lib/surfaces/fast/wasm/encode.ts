/** Instructions in WebAssembly's binary form; an expression leaves one value on the stack. */
export type Code = readonly number[];

/** Types of values and blocks. */
export const type = {i32: 0x7f, f64: 0x7c, v128: 0x7b} as const;

/** LEB128, as all whole numbers of the format are written: without a sign … */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** … and with one. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (; value < -64 || value > 63; value >>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value & 127];
}

const list = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const sized = (content: Code): number[] => [...unsigned(content.length), ...content];
const section = (id: number, items: readonly Code[]): number[] => [id, ...sized(list(items))];
const text = (s: string): number[] => sized([...s].map((c) => c.charCodeAt(0)));

/** A module of one function `run(bytes: i32)` over an imported memory. */
export interface ModuleParts {
  /** What `run` may call, numbered from 0: its name in the import object, and how many float64 it takes. */
  readonly hosts: readonly {readonly name: string; readonly arity: number}[];
  /** Of the memory, in pages; it never grows. */
  readonly pages: number;
  /** Types of the locals after the parameter: how many of which, in order. */
  readonly locals: readonly (readonly [number, number])[];
  readonly body: Code;
}

const RUN_TYPE = 0;

/** The bytes of the module. Source: the WebAssembly specification, chapter "Binary Format". */
export function encodeModule({hosts, pages, locals, body}: ModuleParts): Uint8Array<ArrayBuffer> {
  const f64s = (n: number) => list(Array.from({length: n}, () => [type.f64]));
  const types = [[0x60, ...list([[type.i32]]), ...list([])], ...[1, 2, 3].map((n) => [0x60, ...f64s(n), ...f64s(1)])];
  const imports = [
    [...text("env"), ...text("memory"), 2, 1, ...unsigned(pages), ...unsigned(pages)],
    ...hosts.map(({name, arity}) => [...text("env"), ...text(name), 0, arity])
  ];
  const code = [...list(locals.map(([n, t]) => [...unsigned(n), t])), ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, imports),
    ...section(3, [[RUN_TYPE]]),
    ...section(7, [[...text("run"), 0, ...unsigned(hosts.length)]]),
    ...section(10, [sized(code)])
  ]);
}
