// Keeps the arena and the lab busy for a long time, and watches memory: `npm run soak [-- --minutes 30]`, after
// `npm run build`. Exits with 1 where the heap or the number of DOM nodes grew by more than a fifth after warming up.
import {existsSync, readFileSync} from "node:fs";
import {parseArgs} from "node:util";
import type {BrowserContext, CDPSession, Page} from "playwright-core";
import {openSite} from "../test/site/harness.js";

const {values} = parseArgs({options: {minutes: {type: "string", default: "30"}}});
const minutes = Number(values.minutes);

/** One round of what a restless reader does; each is short, and ends where it began. */
const rounds: Readonly<Record<string, (page: Page, round: number) => Promise<void>>> = {
  async "/arena"(page, round) {
    const lab = page.locator('[data-lab="arena"]');
    if ((await lab.getAttribute("data-playing")) !== "true") await page.getByRole("button", {name: "Play"}).click();
    await page.waitForTimeout(4000);
    const slider = page.getByRole("slider", {name: /Learning rate/}).first();
    await slider.press(round % 2 ? "ArrowLeft" : "ArrowRight");
    await page.getByRole("button", {name: "Reset"}).click();
  },
  async "/mnist"(page) {
    const lab = page.locator('[data-lab="mnist"]');
    const state = await lab.getAttribute("data-state");
    if (state === "idle" || state === "done") await page.locator(".primary").first().click();
    await page.waitForTimeout(5000);
  }
};

/** Memory of the browser's largest page process, its workers included, in MB; NaN where the system has no /proc. */
async function processMemory(context: BrowserContext): Promise<number> {
  const session = await context.browser()!.newBrowserCDPSession();
  const {processInfo} = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({type, id}) => type === "renderer" && existsSync(`/proc/${id}/statm`));
  return Math.max(
    ...pages.map(({id}) => (Number(readFileSync(`/proc/${id}/statm`, "utf8").split(" ")[1]) * 4096) / 1e6)
  );
}

async function measure(session: CDPSession, context: BrowserContext) {
  await session.send("HeapProfiler.collectGarbage");
  const {metrics} = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((m) => m.name === name)?.value ?? Number.NaN;
  return {
    heap: of("JSHeapUsedSize") / 1e6,
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
    memory: await processMemory(context)
  };
}

/** What is watched, and how much growth is noise, on top of a fifth. */
const slack = {heap: 2, nodes: 50, listeners: 20, memory: 20};
type Quantity = keyof typeof slack;
const quantities = Object.keys(slack) as Quantity[];

const site = await openSite();
let failed = 0;
for (const [path, act] of Object.entries(rounds)) {
  const {page, context, problems, close} = await site.open(path);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const end = performance.now() + (minutes / 2) * 60_000;
  const samples: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; performance.now() < end; ++round) {
    await act(page, round);
    samples.push(await measure(session, context));
  }
  // The first quarter warms caches up.
  const warm = samples.slice(Math.floor(samples.length / 4));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const mean = (part: typeof samples, key: Quantity) => part.reduce((sum, s) => sum + s[key], 0) / part.length;
  for (const key of quantities) {
    const [early, late] = [mean(warm.slice(0, third), key), mean(warm.slice(-third), key)];
    const flat = late <= 1.2 * early + slack[key];
    if (!flat) ++failed;
    console.log(
      `${flat ? "flat" : "GREW"} ${path} ${key}${key === "heap" || key === "memory" ? " (MB)" : ""}: ${early.toFixed(1)} → ${late.toFixed(1)} over ${samples.length} rounds`
    );
  }
  if (problems.length) {
    ++failed;
    console.log(problems.slice(0, 5).join("\n"));
  }
  await close();
}
await site.close();
process.exit(failed ? 1 : 0);
