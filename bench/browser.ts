// One headless Chromium, one ordinary page, one worker for each engine; everything is served from memory.
import {readFile} from "node:fs/promises";
import {createServer} from "node:http";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {chromium} from "playwright-core";
import {requireBrowser} from "../tools/browser.js";
import type {Measure, Measured} from "./workers/protocol.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const wasmFolder = join(here, "node_modules/@tensorflow/tfjs-backend-wasm/wasm-out");

/** Bundles one worker; undefined where its packages are not installed. */
export async function bundle(name: string): Promise<Uint8Array | undefined> {
  const found = await build({
    entryPoints: [join(here, "workers", name)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
    define: {global: "globalThis"}
  }).catch(() => undefined);
  return found?.outputFiles[0].contents;
}

export interface Stage {
  readonly browser: string;
  /** Names of the workers that run here. */
  readonly engines: readonly string[];
  measure(engine: string, request: Omit<Measure, "type">): Promise<Measured>;
  /** Main-thread tasks longer than 50 ms since the last call, in milliseconds. */
  longTasks(): Promise<number[]>;
  close(): Promise<void>;
}

/** Opens the page and a worker for each engine, and hands every worker the packed data set. */
export async function openStage(workers: Readonly<Record<string, string>>, pack: Uint8Array): Promise<Stage> {
  const scripts = new Map<string, Uint8Array>();
  for (const [engine, file] of Object.entries(workers)) {
    const code = await bundle(file);
    if (code) scripts.set(engine, code);
  }
  const server = createServer(async (request, response) => {
    const name = basename(request.url ?? "");
    const body =
      name === ""
        ? "<!doctype html><title>bench</title>"
        : name === "pack"
          ? pack
          : name.endsWith(".wasm")
            ? await readFile(join(wasmFolder, name)).catch(() => undefined)
            : scripts.get(name);
    const type = name === "" ? "text/html" : name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    if (!body) response.writeHead(404).end();
    else response.writeHead(200, {"content-type": type}).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const browser = await chromium.launch({executablePath: requireBrowser(), args: ["--no-sandbox"]});
  const page = await browser.newPage();
  await page.goto(`${origin}/`);
  await page.evaluate(() => {
    const state = {tasks: [] as number[], workers: new Map<string, Worker>()};
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) state.tasks.push(entry.duration);
    }).observe({type: "longtask"});
    Object.assign(globalThis, {bench: state});
  });
  type State = {bench: {tasks: number[]; workers: Map<string, Worker>}};
  const ask = (engine: string, message: unknown) =>
    page.evaluate(
      async ([name, request]) => {
        const {workers: all} = (globalThis as unknown as State).bench;
        let worker = all.get(name as string);
        if (!worker) {
          worker = new Worker(`/${name}`);
          all.set(name as string, worker);
        }
        const content = request as {type: string};
        const pack = content.type === "setup" ? await (await fetch("/pack")).arrayBuffer() : undefined;
        const answer = new Promise<{result?: unknown; error?: string}>((done) => {
          const own = worker as Worker;
          own.onmessage = ({data}) => done(data);
          own.onerror = ({message: text}) => done({error: text});
        });
        worker.postMessage({...content, ...(pack && {pack, files: `${location.origin}/`})});
        const {result, error} = await answer;
        if (error) throw new Error(error);
        return result;
      },
      [engine, message] as const
    );
  const engines: string[] = [];
  for (const engine of scripts.keys())
    try {
      await ask(engine, {type: "setup"});
      engines.push(engine);
    } catch (error) {
      console.error(`bench: ${engine} is left out: ${error instanceof Error ? error.message : error}`);
    }
  return {
    browser: `Chromium ${browser.version()}`,
    engines,
    measure: (engine, request) => ask(engine, {type: "measure", ...request}) as Promise<Measured>,
    longTasks: () => page.evaluate(() => (globalThis as unknown as State).bench.tasks.splice(0)),
    async close() {
      await browser.close();
      server.close();
    }
  };
}
