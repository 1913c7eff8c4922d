/** Keeps the address of the page and the state of its lab together. */
export interface Address<State, Read> {
  /** What the address says now: its fragment, or else its query. */
  read(): Read;
  /** Writes a state into the address, a moment after the last change: Safari refuses more than 100 in 30 s. */
  write(state: State): void;
  /** The full link to a state. */
  linkTo(state: State): string;
  dispose(): void;
}

/** A state as the text after "#" or "?", and back. */
export interface Codec<State, Read> {
  readonly encode: (state: State) => string;
  readonly decode: (text: string) => Read;
}

/** Whether a fragment is a link's; one without "=" names a heading of the page. */
const isLink = (fragment: string) => fragment.length < 2 || fragment.includes("=");

/** `onChange` hears of addresses that the reader has typed or followed. */
export function address<State, Read>(
  {encode, decode}: Codec<State, Read>,
  onChange: (read: Read) => void
): Address<State, Read> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: State | undefined;
  const read = () => decode(location.hash.length > 1 && isLink(location.hash) ? location.hash : location.search);
  const write = (state: State) => {
    latest = state;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const text = encode(state);
      history.replaceState(history.state, "", text ? `#${text}` : location.pathname + location.search);
    }, 400);
  };
  const listen = () => {
    if (isLink(location.hash)) onChange(read());
    // The page has gone to a heading; the address goes back to what would be lost with it.
    else if (latest !== undefined) write(latest);
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
