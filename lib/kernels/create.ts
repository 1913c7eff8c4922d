import type {Arena, Kernels, Level} from "./kernels.js";
import {moduleOf} from "./module.js";
import {plainKernels} from "./plain/index.js";
import {useForProducts} from "./product.js";
import {productBy} from "./product-by-kernels.js";
import type {Room} from "./room.js";

/** Every level, the fastest first. */
export const levels: readonly Level[] = ["relaxed-simd", "simd", "typescript"];

/** Whether kernels of a level run here. */
export function supports(level: Level): boolean {
  return level === "typescript" || (levels.includes(level) && moduleOf(level) !== undefined);
}

/** The fastest level that runs here. */
export function bestLevel(): Level {
  return levels.find(supports) ?? "typescript";
}

/** Kernels with an arena of their own. */
export interface KernelSet extends Kernels {
  readonly level: Level;
  readonly arena: Arena;
}

const PAGE = 65536;
const PAGES = 65536;

/**
 * Makes an arena of at least `bytes` zeros, and the kernels that work in it; the fastest level unless one is named.
 * In a room the arena is the room's memory, and what lies there stays.
 * @throws `createKernels: unknown level|invalid size: …`
 */
export function createKernels(
  bytes: number,
  {level = bestLevel(), room}: {level?: Level; room?: Room} = {}
): KernelSet {
  if (!supports(level))
    throw new Error(`createKernels: unknown level: ${level}; expected one of ${levels.filter(supports).join(", ")}`);
  const pages = Math.max(1, Math.ceil(bytes / PAGE));
  if (!(pages <= PAGES))
    throw new Error(`createKernels: invalid size: ${bytes} bytes; expected at most ${PAGES * PAGE}`);
  if (room && bytes > room.buffer.byteLength)
    throw new Error(
      `createKernels: invalid size: ${bytes} bytes; expected at most ${room.buffer.byteLength}, the room`
    );
  if (level === "typescript") {
    const arena = arenaOf(room?.buffer ?? new ArrayBuffer(pages * PAGE));
    return {...plainKernels(arena), level, arena};
  }
  const memory = room?.memory ?? new WebAssembly.Memory({initial: pages, maximum: pages});
  const instance = new WebAssembly.Instance(moduleOf(level) as WebAssembly.Module, {
    env: {memory}
  });
  return {...(instance.exports as unknown as Kernels), level, arena: arenaOf(memory.buffer)};
}

function arenaOf(buffer: ArrayBuffer): Arena {
  return {buffer, f32: new Float32Array(buffer), u32: new Uint32Array(buffer), u8: new Uint8Array(buffer)};
}

// The autograd's large float32 products run on the kernels wherever these are loaded.
useForProducts(productBy(createKernels, bestLevel));
