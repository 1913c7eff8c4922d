// `npx tsx bench/data-parallel.ts`: does it pay to share a batch among workers? The article's network in Chromium with
// one, two and three workers, by messages on an ordinary page and by shared memory on a cross-origin isolated one.
import {createServer} from "node:http";
import {cpus} from "node:os";
import {parseArgs} from "node:util";
import {type Browser, chromium, type Page} from "playwright-core";
import {requireBrowser} from "../tools/browser.js";
import {bundle} from "./browser.js";
import {dataPack} from "./data.js";
import {median} from "./report.js";
import type {Together, TogetherResult} from "./workers/parallel.js";

const {values: options} = parseArgs({
  options: {
    rounds: {type: "string", default: "5"},
    seconds: {type: "string", default: "1"},
    batches: {type: "string", default: "256,1024"},
    workers: {type: "string", default: "1,2,3"}
  }
});
const [rounds, seconds] = [Number(options.rounds), Number(options.seconds)];
const batches = options.batches.split(",").map(Number);
const counts = options.workers.split(",").map(Number);
/** Weights and biases of 784–128–10. */
const PARAMETERS = 101_770;

const script = await bundle("parallel.ts");
const pack = await dataPack(console.error);
const isolation = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp"};
const server = createServer(({url = ""}, response) => {
  const headers = url.startsWith("/isolated/") ? isolation : {};
  if (url.endsWith("/worker")) response.writeHead(200, {"content-type": "text/javascript", ...headers}).end(script);
  else if (url.endsWith("/pack")) response.writeHead(200, headers).end(pack);
  else response.writeHead(200, {"content-type": "text/html", ...headers}).end("<!doctype html><title>bench</title>");
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

type Run = (together: Together) => Promise<TogetherResult[]>;

/** A page with its workers, each connected with each. */
async function openPage(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript("globalThis.__name = (f) => f");
  await page.goto(`${origin}${path}`);
  await page.evaluate(
    async (n) => {
      const workers = Array.from({length: n}, () => new Worker("worker"));
      const ports = workers.map(() => new Array<MessagePort | null>(n).fill(null));
      for (let i = 0; i < n; ++i)
        for (let j = 0; j < i; ++j) {
          const {port1, port2} = new MessageChannel();
          [ports[i][j], ports[j][i]] = [port1, port2];
        }
      const ask = (worker: Worker, message: object, transfer: Transferable[] = []) =>
        new Promise<TogetherResult>((done, fail) => {
          worker.onmessage = ({data}) => (data.error ? fail(new Error(data.error)) : done(data.result));
          worker.postMessage(message, transfer);
        });
      const bytes = await (await fetch("pack")).arrayBuffer();
      for (const [index, worker] of workers.entries()) {
        const own = ports[index].filter((port) => port !== null);
        await ask(worker, {type: "setup", pack: bytes, index, ports: ports[index]}, own);
      }
      const run: Run = (together) =>
        Promise.all(workers.slice(0, together.workers).map((worker) => ask(worker, {type: "measure", ...together})));
      Object.assign(globalThis, {run});
    },
    Math.max(...counts)
  );
  return page;
}

const measure = (page: Page, together: Together, isolated: boolean) =>
  page.evaluate(
    ([request, parameters, share]) => {
      const {run} = globalThis as unknown as {run: Run};
      if (share !== globalThis.crossOriginIsolated) throw new Error("data-parallel: wrong isolation");
      const shared = share && new SharedArrayBuffer(64 + 8 * request.workers * (parameters + 1));
      return run({...request, ...(shared && {shared})});
    },
    [together, PARAMETERS, isolated] as const
  );

const worst = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((v, i) => Math.abs(v - b[i]) / Math.abs(b[i])));

const browser = await chromium.launch({executablePath: requireBrowser(), args: ["--no-sandbox"]});
const found = new Map<string, {rates: number[]; ratios: number[]; difference: number}>();
try {
  const pages = {messages: await openPage(browser, "/plain/"), sharing: await openPage(browser, "/isolated/")};
  for (let round = 0; round < rounds; ++round)
    for (const batch of batches)
      for (const [way, page] of Object.entries(pages)) {
        const steps = Math.ceil((seconds * 250_000) / batch);
        let alone: TogetherResult | undefined;
        for (const workers of counts) {
          const results = await measure(page, {workers, batch, steps}, way === "sharing");
          if (new Set(results.map(({hash}) => hash)).size !== 1) throw new Error("data-parallel: the workers disagree");
          alone ??= results[0];
          const row = found.get(`${way} ${batch} ${workers}`) ?? {rates: [], ratios: [], difference: 0};
          row.rates.push(results[0].samplesPerSecond);
          row.ratios.push(results[0].samplesPerSecond / alone.samplesPerSecond);
          row.difference = Math.max(row.difference, worst(results[0].losses, alone.losses));
          found.set(`${way} ${batch} ${workers}`, row);
        }
      }
} finally {
  await browser.close();
  server.close();
}
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, ${rounds} rounds; ratios within a round\n`);
console.log("| exchange | batch | workers | samples/s, median | times one worker (range) | loss, 100 steps, within |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const [key, {rates, ratios, difference}] of found) {
  const rate = Math.round(median(rates)).toLocaleString("en-US");
  const range = `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
  console.log(`| ${key.split(" ").join(" | ")} | ${rate} | ${range} | ${difference.toExponential(0)} |`);
}
