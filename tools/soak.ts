// Uses the arena and the lab for half an hour and watches what they take: `npm run soak [-- --minutes 30 --only arena]`,
// on the built site, Linux only.
//
// Each of the two goes through the same round again and again, ends it in the same state, and is measured there, after a
// collection: heaps of page and workers, nodes, listeners, memory of the process. The first 70 rounds are left out: it takes
// the arena that many until the browser has compiled, and keeps notes for, all code that runs now and then. What the line
// through the rest rises from first to last must stay below its allowance. On a slow machine half an hour is too few
// rounds, and it goes on until there are enough. With `--minutes` below 30 half of the rounds are left out instead.
import {parseArgs} from "node:util";
import type {Page} from "playwright-core";
import {openSite} from "../test/site/harness.js";
import {renderers, type TabUse, watchTab} from "./tab.js";
import {rise} from "./trend.js";

const {values} = parseArgs({
  options: {
    minutes: {type: "string", default: "30"},
    only: {type: "string"},
    dist: {type: "string", default: "dist"}
  }
});

const minutes = Number(values.minutes);
/** How many rounds are left out, and how many there must be after them. */
const [WARM, ENOUGH] = minutes < 30 ? [0, 3] : [70, 35];

const button = (page: Page, name: string) => page.getByRole("button", {name, exact: true});

/** Runs, surfaces, both views, every fold and every judge of the arena. */
async function arenaRound(page: Page) {
  await page.getByLabel("Surface", {exact: true}).selectOption("himmelblau");
  await page.getByLabel("Add a run").selectOption("rmsprop");
  await page.getByLabel("Speed").selectOption("300");
  await button(page, "Play").click();
  await page.waitForFunction(() => Number(document.querySelector<HTMLElement>("[data-lab]")?.dataset.step) > 300);
  await button(page, "Pause").click();
  const scrubber = page.getByLabel("Steps taken");
  for (const step of ["10", "250", "40"]) await scrubber.fill(step);
  await page.getByRole("slider", {name: "Learning rate", exact: true}).press("ArrowRight");
  await page.getByRole("slider", {name: "Learning rate", exact: true}).press("ArrowLeft");
  await button(page, "3-D").click();
  await page.waitForSelector('.relief[data-state="ready"]');
  await button(page, "Step").click();
  await button(page, "3-D").click();
  await page.locator(".inside > summary").click();
  await button(page, "Step").click();
  await page.locator(".inside > summary").click();
  const judge = page.locator("details.judge > summary");
  await judge.click();
  for (const kind of ["basins", "sweep", "race"]) {
    const part = page.locator(`[data-judge="${kind}"]`);
    await part.locator("summary").click();
    if (kind === "race") {
      await part.getByLabel("Gradients each").selectOption("30");
      await button(page, "Start the race").click();
    }
    await page.waitForSelector(`[data-judge="${kind}"][data-state="done"]`);
    await part.locator("summary").click();
  }
  await judge.click();
  await page.locator(".run", {hasText: "RMSProp"}).click();
  await button(page, "Remove").click();
  await page.getByLabel("Surface", {exact: true}).selectOption("ravine");
  await button(page, "Reset").click();
  await page.waitForFunction(() => document.querySelector<HTMLElement>("[data-lab]")?.dataset.step === "0");
  if ((await page.locator(".run").count()) !== 3) throw new Error("soak: the round did not end as it began");
}

/** Two epochs of the lab with a pause between, then every fold; what the run before left is removed. */
async function labRound(page: Page) {
  const state = (...wanted: string[]) =>
    page.waitForSelector(wanted.map((name) => `[data-lab="mnist"][data-state="${name}"]`).join(", "));
  const main = page.locator(".run-buttons .primary");
  await main.click();
  await state("training");
  await main.click();
  // Pressed too late, it does not pause.
  if ((await (await state("paused", "done")).getAttribute("data-state")) === "paused") await main.click();
  await state("done");
  for (const fold of await page.locator(".section > summary").all()) {
    await fold.click();
    await page.waitForTimeout(300);
    if ((await fold.locator("..").getAttribute("data-section")) === "runs")
      while ((await page.locator(".runs tbody tr").count()) > 1)
        await page
          .locator(".runs tbody tr")
          .last()
          .getByRole("button", {name: /^Delete/})
          .click();
    await fold.click();
  }
  await page.waitForTimeout(500);
}

/** What each measurement may rise by: a share of its middle, or so much where that is less. */
const allowances: Readonly<Record<keyof TabUse, {share: number; least: number; unit: string}>> = {
  heap: {share: 0.03, least: 0.3, unit: "MB"},
  workerHeap: {share: 0.03, least: 0.3, unit: "MB"},
  workers: {share: 0, least: 0, unit: ""},
  nodes: {share: 0.01, least: 20, unit: ""},
  listeners: {share: 0.01, least: 10, unit: ""},
  memory: {share: 0.05, least: 10, unit: "MB"}
};

const middleOf = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const show = (x: number) => (Number.isInteger(x) ? String(x) : x.toFixed(2));

/** Goes round and round until the time is over. Returns what was wrong. */
async function soak(path: string, round: (page: Page) => Promise<void>): Promise<string[]> {
  const site = await openSite({dist: values.dist, args: ["--enable-unsafe-swiftshader"]});
  const known = new Set(await renderers((await site.open("/404", {mount: "/"})).page));
  const {page, problems} = await site.open(path);
  page.setDefaultTimeout(300_000);
  const tab = await watchTab(page, known);
  const start = Date.now();
  const found: TabUse[] = [];
  while ((Date.now() - start < 60_000 * minutes || found.length < WARM + ENOUGH) && !problems.length) {
    await round(page);
    const use = await tab.use();
    found.push(use);
    const passed = ((Date.now() - start) / 60_000).toFixed(1);
    console.log(
      `${path} ${passed} min, round ${found.length}: ${Object.entries(use)
        .map(([name, x]) => `${name} ${show(x)}`)
        .join(", ")}`
    );
  }
  await site.close();
  const warm = found.slice(WARM || Math.floor(found.length / 2));
  const wrong = problems.map((problem) => `${path}: ${problem}`);
  if (warm.length < ENOUGH) wrong.push(`${path}: too few rounds after the first: ${warm.length}; expected ${ENOUGH}`);
  for (const [name, {share, least, unit}] of Object.entries(allowances)) {
    const row = warm.map((use) => use[name as keyof TabUse]);
    const middle = middleOf(row);
    const [up, allowed] = [rise(row), Math.max(least, share * middle)];
    const line = `${path}: ${name} ${show(middle)} ${unit}, rises by ${show(up)} in ${row.length} rounds, of at most ${show(allowed)}`;
    if (up > allowed) wrong.push(line);
    console.log(line);
  }
  return wrong;
}

const rounds = {"/arena": arenaRound, "/mnist#examples=20000&epochs=2": labRound};
const chosen = Object.entries(rounds).filter(([path]) => path.includes(values.only ?? ""));
if (!chosen.length) throw new Error(`soak: unknown page: ${values.only}; expected arena or mnist`);
const wrong = await Promise.all(chosen.map(([path, round]) => soak(path, round)));
for (const line of wrong.flat()) console.error(`soak: ${line}`);
if (wrong.flat().length) process.exitCode = 1;
