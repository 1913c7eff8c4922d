/** What a download tells and how hard it tries. */
export interface DownloadOptions {
  /** Share of the bytes that came, 0 to 1; and, after a break, what is being done about it. */
  readonly progress: (done: number, trouble?: string) => void;
  readonly signal?: AbortSignal;
  /** Do not believe what the browser's cache holds. */
  readonly fresh?: boolean;
  /** Breaks in a row before it gives up. */
  readonly tries?: number;
  /** Before the first new try, in ms; twice as long before each further one. */
  readonly wait?: number;
}

const text = {
  resumes: (at: string) => `the connection broke at ${at}; going on from there`,
  again: (at: string) => `the connection broke at ${at}; the server cannot go on from there, so from the start`
};

/** Expected where the server does not tell the size. */
const GUESS = 10_000_000;

/** What no new try would mend. */
class Final extends Error {}

/**
 * The bytes of a file as they come. After a break it asks for the rest (a Range request); from a server that cannot give
 * that it takes the whole file again and leaves out what was had. Several breaks in a row end it.
 * @throws `load: missing file|mismatched file|mismatched size: …`
 */
export async function* download(
  url: string,
  {progress, signal, fresh = false, tries = 4, wait = 400}: DownloadOptions
): AsyncGenerator<Uint8Array, void> {
  const name = url.slice(url.lastIndexOf("/") + 1).split("?")[0];
  let got = 0;
  let total: number | undefined;
  let tag: string | null | undefined;
  let ranges = true;
  let breaks = 0;
  for (;;) {
    let cause = "it ended early";
    try {
      const response: Response = await fetch(url, {
        ...(signal && {signal}),
        ...(fresh && {cache: "reload" as const}),
        headers: got && ranges ? {range: `bytes=${got}-`} : {}
      });
      if (!response.ok || !response.body) {
        const problem = `load: missing file: ${name}; the server answered ${response.status}`;
        // 5xx may pass; the others will not.
        throw response.status >= 500 ? new Error(problem) : new Final(problem);
      }
      const {headers} = response;
      const version = headers.get("etag") ?? headers.get("last-modified");
      if (tag !== undefined && version !== tag)
        throw new Final(`load: mismatched file: ${name} changed while it was loaded; expected the same, so try again`);
      tag = version;
      // A compressed transfer counts other bytes than those we get, so neither its length nor its ranges are of use.
      const plain = !headers.get("content-encoding");
      ranges = plain;
      const partial = response.status === 206;
      const length = Number(headers.get("content-length"));
      if (plain && length && !partial) total = length;
      let skip = partial ? 0 : got;
      const reader = response.body.getReader();
      for (;;) {
        const {done, value} = await reader.read();
        if (done) break;
        const rest = value.subarray(Math.min(skip, value.length));
        skip -= value.length - rest.length;
        if (!rest.length) continue;
        got += rest.length;
        breaks = 0;
        progress(Math.min(1, got / (total ?? GUESS)));
        yield rest;
      }
      if (!skip && (total === undefined || got >= total)) return;
    } catch (error) {
      if (error instanceof Final || signal?.aborted) throw error;
      cause = error instanceof Error ? error.message : String(error);
    }
    if (++breaks >= tries) {
      const size = total === undefined ? "all of it" : `${total.toLocaleString("en-US")}`;
      throw new Error(
        `load: mismatched size: ${got.toLocaleString("en-US")} bytes of ${name}; expected ${size}. Tried ${breaks} times: ${cause}`
      );
    }
    const at = `${(got / 1e6).toFixed(1)} MB`;
    progress(Math.min(1, got / (total ?? GUESS)), ranges ? text.resumes(at) : text.again(at));
    await new Promise((resolve) => setTimeout(resolve, wait * 2 ** (breaks - 1)));
  }
}

/** Decompresses what is gzip, told by its first two bytes, since static hosts differ in headers; passes on the rest. */
export async function* gunzipped(pieces: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  const first = await pieces.next();
  if (first.done) return;
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value;
    yield* pieces;
    return;
  }
  let broken: unknown;
  let over = false;
  let head: Uint8Array | undefined = first.value;
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const value = head ?? (await pieces.next()).value;
        head = undefined;
        // While this piece came, what was before it may have turned out to be no gzip.
        if (over) return;
        if (value) controller.enqueue(value);
        else controller.close();
      } catch (error) {
        if (over) return;
        broken = error;
        controller.error(error);
      }
    },
    cancel() {
      over = true;
      void pieces.return();
    }
  });
  const reader = source
    .pipeThrough(new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>)
    .getReader();
  for (;;) {
    let result: ReadableStreamReadResult<Uint8Array>;
    try {
      result = await reader.read();
    } catch (error) {
      // A break of the download is told as such; otherwise the bytes are not what was packed.
      throw broken ?? new Error(`load: invalid file: its bytes do not decompress (${(error as Error).message})`);
    }
    if (result.done) return;
    yield result.value;
  }
}
