import {gzipSync} from "node:zlib";
import {afterEach, expect, test, vi} from "vitest";
import {pack, unpack} from "../../../lib/data/pack.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {inflated, loadDigits} from "../../../src/components/mnist/digits.js";
import {download, gunzipped} from "../../../src/components/mnist/download.js";

const digits = syntheticDigits(300, {seed: 7});
const file = new Uint8Array(gzipSync(pack(digits)));

interface Served {
  /** Bytes that the nth answer (from 0) gives before its connection breaks; all where undefined. */
  readonly breaksAt?: (nth: number) => number | undefined;
  readonly ranges?: boolean;
  readonly bytes?: (nth: number) => Uint8Array;
  readonly etag?: (nth: number) => string;
  readonly silent?: boolean;
}

/** A server in place of `fetch`; the list of ranges that it was asked for. */
function serve({breaksAt = () => undefined, ranges = true, bytes = () => file, etag = () => "a", silent}: Served) {
  const asked: (string | undefined)[] = [];
  vi.stubGlobal("fetch", async (_: string, {headers}: {headers: Record<string, string>}) => {
    const nth = asked.push(headers.range) - 1;
    const whole = bytes(nth);
    const from = ranges && headers.range ? Number(/\d+/.exec(headers.range)![0]) : 0;
    const rest = whole.subarray(from);
    const most = breaksAt(nth);
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (let at = 0; at < Math.min(rest.length, most ?? Infinity); at += 4096)
          controller.enqueue(rest.slice(at, Math.min(at + 4096, most ?? Infinity)));
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (most !== undefined && !silent) controller.error(new TypeError("network error"));
        else controller.close();
      }
    });
    const length = {"content-length": String(rest.length), etag: etag(nth)};
    return new Response(body, {status: from ? 206 : 200, headers: length});
  });
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

async function get(options = {}) {
  const said: string[] = [];
  const parts: Uint8Array[] = [];
  const progress = (_: number, trouble?: string) => void (trouble && said.push(trouble));
  for await (const part of download("x/a.bin?v=1", {progress, wait: 1, ...options})) parts.push(part);
  return {bytes: Buffer.concat(parts), said};
}

test.each([1, 2, 3])("a download that breaks %i times goes on from where it was, and says so", async (k) => {
  const asked = serve({breaksAt: (nth) => (nth < k ? 1000 + nth : undefined)});
  const {bytes, said} = await get();
  expect(bytes.equals(file)).toBe(true);
  expect(asked).toHaveLength(k + 1);
  expect(asked[1]).toBe("bytes=1000-");
  expect(said).toHaveLength(k);
  expect(said[0]).toContain("going on from there");
});

test("an answer that ends early without an error is noticed, and a server without ranges sends it all again", async () => {
  const asked = serve({breaksAt: (nth) => (nth ? undefined : 9000), ranges: false, silent: true});
  expect((await get()).bytes.equals(file)).toBe(true);
  expect(asked).toHaveLength(2);
});

test("a download that keeps breaking is named with found and expected size", async () => {
  serve({breaksAt: (nth) => (nth ? 0 : 5000)});
  await expect(get()).rejects.toThrow(
    `load: mismatched size: 5,000 bytes of a.bin; expected ${file.length.toLocaleString("en-US")}. Tried 4 times: network error`
  );
});

test("a file that changes between two parts is not glued together", async () => {
  serve({breaksAt: (nth) => (nth ? undefined : 5000), etag: (nth) => `v${nth}`});
  await expect(get()).rejects.toThrow("load: mismatched file: a.bin changed while it was loaded");
});

const urls = {test: "test.bin", train: "train.bin"};

test("packs arrive as they were packed, the training images in memory that a run can use", async () => {
  serve({breaksAt: (nth) => (nth === 1 ? 8000 : undefined)});
  const said = new Set<string>();
  const {train, test} = await loadDigits(urls, (what) => said.add(what));
  expect({...train, source: "synthetic"}).toEqual({...unpack(pack(digits)), source: "synthetic"});
  expect(test.count).toBe(300);
  expect([...said].join()).toContain("the connection broke at 0.0 MB; going on from there");
});

test("garbled packs are loaded once more, and then named", async () => {
  const garbled = pack(digits);
  garbled[500] ^= 1;
  let asked = serve({bytes: (nth) => (nth === 0 ? garbled : file)});
  expect((await loadDigits(urls, () => {})).test.count).toBe(300);
  expect(asked).toHaveLength(3);
  asked = serve({bytes: () => garbled});
  await expect(loadDigits(urls, () => {})).rejects.toThrow(
    /unpack: mismatched checksum: [0-9a-f]{8}; expected [0-9a-f]{8}, the CRC-32/
  );
  const cut = file.slice(0, 9000);
  asked = serve({bytes: () => cut});
  await expect(loadDigits(urls, () => {})).rejects.toThrow("load: invalid file: its bytes do not decompress");
  expect(asked).toHaveLength(2);
});

test("bytes that turn out to be no gzip while more are on their way are called that, and nothing else", async () => {
  const wrong = file.slice();
  for (let i = 20; i < 2000; ++i) wrong[i] ^= 0x55;
  let given = 0;
  async function* slowly() {
    for (let at = 0; at < wrong.length; at += 1000) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      given++;
      yield wrong.subarray(at, at + 1000);
    }
  }
  const unpacked = async () => {
    for await (const piece of gunzipped(slowly())) expect(piece.length).toBeGreaterThan(0);
  };
  await expect(unpacked()).rejects.toThrow("load: invalid file: its bytes do not decompress");
  // The rest is not asked for.
  expect(given).toBeLessThan(wrong.length / 1000);
});

test("a few kilobytes of gzip that hold more than a file may have are not unfolded", async () => {
  const bomb = new Blob([new Uint8Array(gzipSync(new Uint8Array(3e6)))]);
  expect(bomb.size).toBeLessThan(10_000);
  await expect(inflated(bomb, 1e6)).rejects.toThrow("inflated: invalid size: more than 1 MB decompressed");
  expect((await inflated(bomb)).length).toBe(3e6);
  expect(await inflated(new Blob(["1,2"]))).toEqual(new TextEncoder().encode("1,2"));
});
