import {bestLevel} from "./create.js";

/** Memory made once, with a data set at its front, behind which one run after another lays its arena. */
export interface Room {
  readonly buffer: ArrayBuffer;
  /** Absent where no WebAssembly runs. */
  readonly memory?: WebAssembly.Memory;
  /** Where an arena may begin. */
  readonly free: number;
  /** Whether a run has its arena here now; another then makes one of its own. */
  busy: boolean;
}

const PAGE = 65536;
const LINE = 64;
const rooms = new WeakMap<ArrayBufferLike, Room>();

/**
 * Bytes for a data set, and `spare` bytes for arenas behind them, in one memory: an engine that is given views of them
 * reads them where they are instead of keeping a copy. Pages that are never touched cost nothing.
 */
export function createRoom(bytes: number, spare: number): Uint8Array {
  // Address 0 stays unused, as in an arena.
  const free = LINE * (1 + Math.ceil(bytes / LINE));
  const pages = Math.ceil((free + spare) / PAGE);
  const memory = bestLevel() === "typescript" ? undefined : new WebAssembly.Memory({initial: pages, maximum: pages});
  const buffer = memory ? memory.buffer : new ArrayBuffer(pages * PAGE);
  rooms.set(buffer, {buffer, ...(memory && {memory}), free, busy: false});
  return new Uint8Array(buffer, LINE, bytes);
}

/** The room that a view lies in, if any. */
export const roomOf = ({buffer}: {readonly buffer: ArrayBufferLike}): Room | undefined => rooms.get(buffer);
