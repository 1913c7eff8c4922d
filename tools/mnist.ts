// Finds MNIST: a folder you name, our cache, then public mirrors. Every file is checked before it is used.
import {createHash} from "node:crypto";
import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {gunzipSync, gzipSync} from "node:zlib";
import {type MnistFile, mnistFiles} from "../lib/data/mnist.js";

/** Kept outside Framework's caches, so that a rebuild does not download again. */
export const cacheFolder = fileURLToPath(new URL("../.cache/mnist", import.meta.url));

/** The mirrors that torchvision and TensorFlow Datasets use. Each serves NAME.gz. */
export const mirrors = [
  "https://ossci-datasets.s3.amazonaws.com/mnist/",
  "https://storage.googleapis.com/cvdf-datasets/mnist/",
  "http://yann.lecun.com/exdb/mnist/"
];

export interface MnistStatus {
  /** "none": the pages draw synthetic digits instead. */
  readonly source: "mnist" | "none";
  /** Where the files came from: "MNIST_DIR", "cache" or a mirror's host. */
  readonly from: readonly string[];
  /** What was found wrong on the way, one line each, for whoever builds and for the page. */
  readonly problems: readonly string[];
}

export interface EnsureOptions {
  /** A folder with the four files, plain or as .gz; the environment's MNIST_DIR unless given. */
  dir?: string;
  cache?: string;
  log?: (line: string) => void;
  mirrors?: readonly string[];
  files?: readonly MnistFile[];
  /** Milliseconds to wait for a mirror's first byte, and between chunks. */
  timeout?: number;
}

const group = (n: number) => n.toLocaleString("en-US");
const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Makes sure that the cache holds MNIST's four files, taking each from the first place that has it intact:
 * the folder, the cache, the mirrors. A file that does not match its SHA-256 is named and never used.
 * Never throws for want of data: without it the status says "none".
 */
export async function ensureMnist({
  dir = process.env.MNIST_DIR,
  cache = cacheFolder,
  log = console.log,
  mirrors: hosts = mirrors,
  files = Object.values(mnistFiles),
  timeout = 4000
}: EnsureOptions = {}): Promise<MnistStatus> {
  await mkdir(cache, {recursive: true});
  const problems: string[] = [];
  const from = new Set<string>();
  const dead = new Set<string>();
  const note = (line: string) => {
    problems.push(line);
    log(`mnist: ${line}`);
  };
  let missing = 0;
  for (const file of files) {
    const place =
      (dir && (await fromFolder(dir, "MNIST_DIR", file, cache, note))) ||
      (await fromFolder(cache, "cache", file, cache, note)) ||
      (missing === 0 && (await fromMirrors(hosts, dead, file, {cache, timeout, log, note})));
    if (place) from.add(place);
    else ++missing;
  }
  const status: MnistStatus = {source: missing ? "none" : "mnist", from: missing ? [] : [...from], problems};
  await writeFile(join(cache, "status.json"), `${JSON.stringify(status, null, 2)}\n`);
  log(
    missing
      ? "mnist: not found; the pages will draw synthetic digits. Set MNIST_DIR to a folder with the four files to change that."
      : `mnist: 4 files, checksums right (${status.from.join(", ")})`
  );
  return status;
}

/**
 * The uncompressed bytes of one file in the cache, or undefined when it is not there.
 * @throws when it is there and wrong
 */
export async function readCached(file: MnistFile, cache = cacheFolder): Promise<Uint8Array | undefined> {
  const bytes = await readIfThere(join(cache, `${file.name}.gz`));
  if (!bytes) return undefined;
  const data = inflate(bytes, file.name);
  check(data, file, file.name);
  return data;
}

/** What `ensureMnist` found last. */
export async function readStatus(cache = cacheFolder): Promise<MnistStatus> {
  const text = await readIfThere(join(cache, "status.json"));
  return text ? JSON.parse(new TextDecoder().decode(text)) : {source: "none", from: [], problems: []};
}

async function fromFolder(
  folder: string,
  label: string,
  file: MnistFile,
  cache: string,
  note: (line: string) => void
): Promise<string | undefined> {
  for (const name of [file.name, `${file.name}.gz`]) {
    const bytes = await readIfThere(join(folder, name));
    if (!bytes) continue;
    try {
      const data = inflate(bytes, name);
      check(data, file, `${label}: ${name}`);
      if (folder !== cache) await store(cache, file, data === bytes ? gzipSync(bytes) : bytes);
      return label;
    } catch (error) {
      note(message(error));
      if (folder === cache) await rm(join(folder, name), {force: true});
    }
  }
  return undefined;
}

async function fromMirrors(
  hosts: readonly string[],
  dead: Set<string>,
  file: MnistFile,
  {cache, timeout, log, note}: Required<Pick<EnsureOptions, "cache" | "timeout" | "log">> & {note: (l: string) => void}
): Promise<string | undefined> {
  for (const url of hosts) {
    const host = new URL(url).host;
    if (dead.has(url)) continue;
    try {
      const bytes = await download(`${url}${file.name}.gz`, {timeout, limit: file.size + 65_536, log, host});
      check(inflate(bytes, file.name), file, `${host}: ${file.name}.gz`);
      await store(cache, file, bytes);
      return host;
    } catch (error) {
      dead.add(url);
      note(`${host} is left out: ${message(error)}`);
    }
  }
  return undefined;
}

/** Downloads at most `limit` bytes, giving up when nothing arrives for `timeout` ms. */
async function download(
  url: string,
  {timeout, limit, log, host}: {timeout: number; limit: number; log: (line: string) => void; host: string}
): Promise<Uint8Array> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(new Error(`no answer within ${timeout / 1000} s`)), timeout);
  };
  wait();
  try {
    const response = await fetch(url, {signal: abort.signal});
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const total = Number(response.headers.get("content-length")) || 0;
    const chunks: Uint8Array[] = [];
    let size = 0;
    let told = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      wait();
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) throw new Error(`more than ${group(limit)} bytes`);
      if (size - told > 2_000_000 && size !== total) {
        told = size;
        log(`mnist: ${host}: ${(size / 1e6).toFixed(1)}${total ? ` of ${(total / 1e6).toFixed(1)}` : ""} MB`);
      }
    }
    log(`mnist: ${host}: ${url.slice(url.lastIndexOf("/") + 1)}, ${group(size)} bytes`);
    return Buffer.concat(chunks);
  } catch (error) {
    throw abort.signal.aborted
      ? abort.signal.reason
      : error instanceof Error && error.cause instanceof Error
        ? new Error(`${error.message} (${error.cause.message})`)
        : error;
  } finally {
    clearTimeout(timer);
  }
}

/** @throws when size or SHA-256 are not the file's, naming both. */
function check(data: Uint8Array, file: MnistFile, label: string): void {
  if (data.length !== file.size)
    throw new Error(`${label}: mismatched size: ${group(data.length)} bytes; expected ${group(file.size)}`);
  const found = createHash("sha256").update(data).digest("hex");
  if (found !== file.sha256) throw new Error(`${label}: mismatched SHA-256: ${found}; expected ${file.sha256}`);
}

function inflate(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new Error(`${name}: invalid gzip of ${group(bytes.length)} bytes: ${message(error)}`);
  }
}

/** Writes beside and renames, so that a build that is interrupted leaves no half a file. */
async function store(cache: string, file: MnistFile, gzipped: Uint8Array): Promise<void> {
  const path = join(cache, `${file.name}.gz`);
  await writeFile(`${path}.${process.pid}.part`, gzipped);
  await rename(`${path}.${process.pid}.part`, path);
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureMnist();
