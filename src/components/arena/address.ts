import {type Decoded, decode, encode} from "./link.js";
import type {ArenaState} from "./state.js";

/** Whether a fragment is a link's; one without "=" names a heading of the page. */
const isLink = (fragment: string) => fragment.length < 2 || fragment.includes("=");

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
  let latest: ArenaState | undefined;
  const read = () => decode(location.hash.length > 1 && isLink(location.hash) ? location.hash : location.search);
  const write = (state: ArenaState) => {
    latest = state;
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(history.state, "", `#${encode(state)}`), 400);
  };
  const listen = () => {
    if (isLink(location.hash)) onChange(read());
    // The page has gone to a heading; the address goes back to what would be lost with it.
    else if (latest) write(latest);
  };
  addEventListener("hashchange", listen);
  return {
    read,
    write,
    linkTo: (state) => `${location.href.replace(/[?#].*$/, "")}#${encode(state)}`,
    dispose() {
      clearTimeout(timer);
      removeEventListener("hashchange", listen);
    }
  };
}
