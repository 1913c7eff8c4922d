import type {Locator, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {errorBoxes, openSite, type Site} from "./harness.js";

// The last chapters, used as a reader would: each figure answers, in words too.
let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const figure = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`);
/** The sentence below a figure; there a number is tied to its per cent sign. */
const says = async (f: Locator) => (await f.locator(".figure-says").textContent())?.replaceAll("\u00a0", " ");

/** Waits until what a figure says matches. */
async function saying(f: Locator, pattern: RegExp, timeout = 30_000): Promise<string> {
  await f.scrollIntoViewIfNeeded();
  const end = Date.now() + timeout;
  for (;;) {
    const text = (await says(f)) ?? "";
    if (pattern.test(text)) return text;
    if (Date.now() > end) throw new Error(`book-uses: the figure says “${text}”; expected ${pattern}`);
    await f.page().waitForTimeout(150);
  }
}

async function opened(path: string) {
  const all = await site.open(path);
  return {
    ...all,
    async clean() {
      expect(await errorBoxes(all.page)).toEqual([]);
      expect(all.problems).toEqual([]);
      await all.close();
    }
  };
}

test("At work: digits are learned, and one that was not shown is read", async () => {
  const {page, clean} = await opened("/chapters/at-work");
  const f = figure(page, "digits");
  expect(await says(f)).toMatch(/Not trained/);
  await f.getByRole("button", {name: "Train"}).click();
  const text = await saying(f, /reads (8|9)\d %/);
  expect(Number(/step (\d+)/.exec(text)?.[1])).toBeGreaterThan(30);
  await f.getByRole("button", {name: "Show one"}).click();
  await f.locator(".bars .best").waitFor();
  await clean();
});

test("At work: the reader's own sentence is weighed, and order makes no difference", async () => {
  const {page, clean} = await opened("/chapters/at-work");
  const f = figure(page, "sentiment");
  await f.getByRole("button", {name: "Train"}).click();
  await saying(f, /right about 9\d %/);
  await f.getByRole("button", {name: "Pause"}).waitFor({state: "detached"});
  const field = f.locator("input");
  const told: string[] = [];
  for (const sentence of ["kind not rude", "rude not kind", "excellent"]) {
    await field.fill(sentence);
    told.push(/: (\d+) %/.exec((await says(f)) ?? "")?.[1] ?? "");
  }
  expect(told[0]).toBe(told[1]);
  expect(Number(told[2])).toBeGreaterThan(70);
  await field.fill("zebra");
  expect(await f.locator(".weighed").textContent()).toContain("unknown");
  await clean();
});

test("At work: a sound moves by keyboard, can be played, and is recognised after training", async () => {
  const {page, clean} = await opened("/chapters/at-work");
  const f = figure(page, "vowels");
  await f.getByRole("button", {name: "Train"}).click();
  await saying(f, /right about (9\d|100) %/);
  const map = f.locator("svg[tabindex]").first();
  await map.focus();
  for (let i = 0; i < 20; ++i) await page.keyboard.press("ArrowRight");
  for (let i = 0; i < 15; ++i) await page.keyboard.press("ArrowDown");
  expect(await saying(f, /Formants at 2\d\d and 23\d\d/)).toMatch(/hears “ee”/);
  await f.getByRole("button", {name: "Listen"}).click();
  await clean();
});

test("At work: a rating of the reader's changes what is recommended", async () => {
  const {page, clean} = await opened("/chapters/at-work");
  const f = figure(page, "ratings");
  await f.getByRole("button", {name: "Train"}).click();
  await saying(f, /recommends .*by 0\.[23] stars/);
  const of = async (film: string, stars: string) => {
    await f.getByLabel(`Your rating of ${film}`).selectOption(stars);
    return says(f);
  };
  await of("Orbit of Iron", "5");
  expect(await of("A Letter in June", "1")).toMatch(/Reactor|Harbour|Robots|Gravity/);
  await of("Orbit of Iron", "1");
  expect(await of("A Letter in June", "5")).toMatch(/Baker|Umbrellas|Porto|Garden/);
  for (const select of await f.locator("select").all()) await select.selectOption("3");
  expect(await says(f)).toContain("there is none left to recommend");
  await clean();
});

test("Where it fails: a handle in the prose sets the figure, and noise frees what stands on the ridge", async () => {
  const {page, clean} = await opened("/chapters/where-it-fails");
  const f = figure(page, "traps");
  await page.getByRole("button", {name: "exactly on the ridge"}).click();
  await saying(f, /Gradient descent does not get away.*Momentum does not.*Adam does not/);
  await page.getByRole("button", {name: "A little noise"}).click();
  await saying(f, /Gradient descent gets away.*Momentum gets away.*Adam gets away/);
  await f.getByText("a plateau").click();
  await saying(f, /On a plateau/);
  await clean();
});

test("Where it fails: a deep sigmoid network stays at guessing, skip connections do not", async () => {
  const {page, clean} = await opened("/chapters/where-it-fails");
  const f = figure(page, "depth");
  await f.getByRole("button", {name: "Train"}).click();
  const stuck = await saying(f, /At step (1\d\d|2\d\d|300)/);
  expect(Number(/Loss ([\d.]+)/.exec(stuck)?.[1])).toBeGreaterThan(0.68);
  await page.getByRole("button", {name: "the same with a gain above one"}).click();
  await saying(f, /exploded/);
  await f.getByText("sigmoid", {exact: true}).click();
  await f.getByText("skip connections").click();
  await f.getByRole("slider", {name: "Gain"}).fill("0");
  await f.getByRole("button", {name: "Train"}).click();
  const learned = await saying(f, /At step (2\d\d|300)/);
  expect(Number(/Loss ([\d.]+)/.exec(learned)?.[1])).toBeLessThan(0.45);
  await clean();
});

test("What comes next: the sharpness meets its bound; a larger batch buys fewer steps", async () => {
  const {page, clean} = await opened("/chapters/what-comes-next");
  const edge = figure(page, "edge");
  await edge.getByRole("button", {name: "Run"}).click();
  const text = await saying(edge, /Step 600/, 60_000);
  const [, sharpness, bound] = /sharpness ([\d.]+), bound ([\d.]+)/.exec(text) ?? [];
  expect(Number(sharpness) / Number(bound)).toBeGreaterThan(0.8);
  expect(Number(sharpness) / Number(bound)).toBeLessThan(1.25);
  const batches = figure(page, "batches");
  const steps = async (i: string) => {
    await batches.getByRole("slider", {name: "Batch size"}).fill(i);
    return Number(/: ([\d,]+) steps/.exec((await says(batches)) ?? "")?.[1].replace(",", ""));
  };
  expect((await steps("2")) / (await steps("3"))).toBeGreaterThan(1.9);
  expect((await steps("13")) / (await steps("14"))).toBeLessThan(1.2);
  await figure(page, "schedules").getByRole("button", {name: "Run"}).click();
  await saying(figure(page, "schedules"), /At step [1-8]\d\d?/);
  await clean();
});

test("Questions: eight verdicts by keyboard alone, remembered after a reload", async () => {
  const {page, clean} = await opened("/chapters/questions");
  const f = figure(page, "claims");
  await f.getByRole("button", {name: "False"}).focus();
  await page.keyboard.press("Enter");
  expect(await f.locator(".reveal").textContent()).toContain("So it is");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await f.locator(".claim-count").textContent()).toBe("Sentence 2 of 8");
  await page.reload();
  await saying(figure(page, "claims"), /1 of 1/);
  await clean();
});

test("Notation: what is looked for stands out, and every optimizer has its formula", async () => {
  const {page, clean} = await opened("/chapters/notation");
  const f = figure(page, "symbols");
  await saying(f, /\d+ entries/);
  await f.locator("input").fill("Kingma");
  await saying(f, /^[1-9]\d? of/);
  expect(await page.locator("#adam.elsewhere").count()).toBe(0);
  expect(await page.locator("#momentum.elsewhere").count()).toBe(1);
  expect(await page.locator(".math .katex").count()).toBeGreaterThan(30);
  await clean();
});
