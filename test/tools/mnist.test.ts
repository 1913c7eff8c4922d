import {createHash} from "node:crypto";
import {mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterEach, beforeEach, expect, test} from "vitest";
import type {MnistFile} from "../../lib/data/mnist.js";
import {ensureMnist, readCached, readStatus} from "../../tools/mnist.js";

const content = {a: Buffer.from("first file"), b: Buffer.from("second file, longer")};
const files: MnistFile[] = Object.entries(content).map(([name, bytes]) => ({
  name,
  size: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex")
}));

let folder: string;
let cache: string;
let lines: string[];
const servers: Server[] = [];
const log = (line: string) => void lines.push(line);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mnist-dir-"));
  cache = await mkdtemp(join(tmpdir(), "mnist-cache-"));
  lines = [];
});

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await Promise.all([folder, cache].map((path) => rm(path, {recursive: true})));
});

/** A mirror that serves `serve(name)`; undefined never answers. */
async function mirror(serve: (name: string) => Uint8Array | number | undefined) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = request.url!.slice(1);
    asked.push(name);
    const reply = serve(name);
    if (reply === undefined) return;
    if (typeof reply === "number") response.writeHead(reply).end();
    else response.end(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked};
}

const good = (name: string) => gzipSync(content[name[0] as "a" | "b"]);

test("takes plain and gzipped files from the folder, and keeps them in the cache", async () => {
  await writeFile(join(folder, "a"), content.a);
  await writeFile(join(folder, "b.gz"), gzipSync(content.b));
  const status = await ensureMnist({dir: folder, cache, log, mirrors: [], files});
  expect(status).toEqual({source: "mnist", from: ["MNIST_DIR"], problems: []});
  expect(Buffer.from((await readCached(files[0], cache))!)).toEqual(content.a);
  const again = await ensureMnist({dir: "", cache, log, mirrors: [], files});
  expect(again).toEqual({source: "mnist", from: ["cache"], problems: []});
  expect(await readStatus(cache)).toEqual(again);
});

test("a corrupt file is named with the checksum found and expected, and not used", async () => {
  await writeFile(join(folder, "a"), "first fil3");
  await writeFile(join(folder, "b"), content.b);
  const status = await ensureMnist({dir: folder, cache, log, mirrors: [], files});
  const found = createHash("sha256").update("first fil3").digest("hex");
  expect(status.source).toBe("none");
  expect(status.problems).toEqual([`MNIST_DIR: a: mismatched SHA-256: ${found}; expected ${files[0].sha256}`]);
  expect(await readCached(files[0], cache)).toBeUndefined();
  expect(lines.join("\n")).toContain("synthetic digits");
});

test("a truncated file is named with its size, a truncated gzip as such; the mirror then helps", async () => {
  await writeFile(join(folder, "a"), "first");
  await writeFile(join(folder, "b.gz"), gzipSync(content.b).subarray(0, 20));
  const {url, asked} = await mirror(good);
  const status = await ensureMnist({dir: folder, cache, log, mirrors: [url], files});
  expect(status.source).toBe("mnist");
  expect(status.problems[0]).toBe("MNIST_DIR: a: mismatched size: 5 bytes; expected 10");
  expect(status.problems[1]).toMatch(/^b\.gz: invalid gzip of 20 bytes: /);
  expect(asked).toEqual(["a.gz", "b.gz"]);
});

test("a mirror that fails once is not asked again: silent, HTTP 500, wrong bytes", async () => {
  const silent = await mirror(() => undefined);
  const broken = await mirror(() => 500);
  const wrong = await mirror(() => gzipSync(Buffer.from("first filE")));
  const last = await mirror(good);
  const start = performance.now();
  const status = await ensureMnist({
    dir: "",
    cache,
    log,
    files,
    timeout: 200,
    mirrors: [silent, broken, wrong, last].map((m) => m.url)
  });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(status.source).toBe("mnist");
  expect([silent, broken, wrong, last].map((m) => m.asked.length)).toEqual([1, 1, 1, 2]);
  expect(status.problems[0]).toMatch(/is left out: no answer within 0.2 s$/);
  expect(status.problems[1]).toMatch(/is left out: HTTP 500$/);
  expect(status.problems[2]).toMatch(/mismatched SHA-256: [0-9a-f]{64}; expected [0-9a-f]{64}$/);
});

test("a damaged cache is thrown away and said, never used", async () => {
  await writeFile(join(cache, "a.gz"), gzipSync(Buffer.from("first FILE")));
  const status = await ensureMnist({dir: "", cache, log, mirrors: [], files});
  expect(status.source).toBe("none");
  expect(status.problems[0]).toMatch(/^cache: a\.gz: mismatched SHA-256/);
  expect(await readdir(cache)).toEqual(["status.json"]);
});
