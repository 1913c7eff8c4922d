import {bytes as relaxed} from "./generated/relaxed-simd.js";
import {bytes as simd} from "./generated/simd.js";
import type {Level} from "./kernels.js";

const sources = {"relaxed-simd": relaxed, simd} as const;
const compiled = new Map<Level, WebAssembly.Module | undefined>();

/**
 * The compiled module of a level; undefined where this machine does not know its instructions, or where a content
 * security policy forbids WebAssembly. Compiled at the first call, then kept.
 */
export function moduleOf(level: Exclude<Level, "typescript">): WebAssembly.Module | undefined {
  if (!compiled.has(level)) compiled.set(level, compile(sources[level]));
  return compiled.get(level);
}

function compile(base64: string): WebAssembly.Module | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
  } catch {
    return undefined;
  }
}
