import {type Decoded, decode, encode} from "./link.js";
import type {ArenaState} from "./state.js";

/** Keeps the address of the page and the arena's state together. */
export interface Address {
  /** What the address says now: its fragment, or else its query. */
  read(): Decoded;
  /** Writes a state into the address, a moment after the last change. */
  write(state: ArenaState): void;
  /** The full link to a state. */
  linkTo(state: ArenaState): string;
  dispose(): void;
}

/** `onChange` hears of addresses that the reader has typed or followed. */
export function address(onChange: (decoded: Decoded) => void): Address {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => decode(location.hash.length > 1 ? location.hash : location.search);
  const listen = () => onChange(read());
  addEventListener("hashchange", listen);
  return {
    read,
    write(state) {
      clearTimeout(timer);
      timer = setTimeout(() => history.replaceState(history.state, "", `#${encode(state)}`), 400);
    },
    linkTo: (state) => `${location.href.replace(/[?#].*$/, "")}#${encode(state)}`,
    dispose() {
      clearTimeout(timer);
      removeEventListener("hashchange", listen);
    }
  };
}
