import {readFileSync} from "node:fs";
import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {gzipSync} from "node:zlib";
import type {FrameLocator, Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {base, openSite, type Site} from "./harness.js";

// A page of somebody else, on another origin, with script tags as docs/embedding.md shows them.

let site: Site;
let server: Server;
let foreign: string;
let body = "";
beforeAll(async () => {
  site = await openSite();
  server = createServer((_, response) => {
    response.writeHead(200, {"content-type": "text/html; charset=utf-8"});
    response.end(
      `<!doctype html><html lang="en"><title>A page elsewhere</title><link rel="icon" href="data:,"><body>${body}`
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Another host too, not only another port, so that the frame is of another site.
  foreign = `http://localhost:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await site?.close();
});

const tag = (figure: string, rest = "") =>
  `<script src="${site.origin}${base}embed.js" data-figure="${figure}" ${rest} async></script>`;

/** Opens the foreign page with something in its body; wants nothing to complain about at the end. */
async function elsewhere(html: string, use: (page: Page) => Promise<void>, width = 900) {
  body = html;
  const problems: string[] = [];
  const opened = await site.open("/licences", {width});
  const {page} = opened;
  page.on("console", (m) => {
    const known = /Service Worker registration blocked/.test(m.text());
    if (["error", "warning"].includes(m.type()) && !known) problems.push(m.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("response", (r) => r.status() >= 400 && problems.push(`${r.status()}: ${r.url()}`));
  try {
    await page.goto(foreign);
    await use(page);
    expect(problems).toEqual([]);
  } finally {
    await opened.close();
  }
}

const frameHeight = (page: Page, title: string) =>
  page.locator(`iframe[title="${title}"]`).evaluate((frame) => frame.getBoundingClientRect().height);
const innerHeight = (frame: FrameLocator) =>
  frame.locator("#observablehq-center").evaluate((node) => Math.ceil(node.getBoundingClientRect().height));

/** Nothing of the site stands around the figure. */
async function alone(frame: FrameLocator) {
  for (const around of ["#observablehq-sidebar", ".site-bar", "#observablehq-footer", "h1", ".question"])
    for (const node of await frame.locator(around).all()) expect(await node.isVisible(), around).toBe(false);
}

test("the arena plays in a page elsewhere, with the state and without the parts that the tag names", () =>
  elsewhere(
    `<p>Above.</p>${tag("arena", 'data-link="v=1&amp;surface=bowl&amp;hide=settings,share" data-title="Two optimizers"')}<p>Below.</p>`,
    async (page) => {
      const frame = page.frameLocator('iframe[title="Two optimizers"]');
      const lab = frame.locator('[data-lab="arena"]');
      await lab.waitFor();
      await alone(frame);
      expect(await lab.getAttribute("data-surface")).toBe("bowl");
      expect(await frame.locator('[data-part="settings"]').isVisible()).toBe(false);
      expect(await frame.locator('[data-part="runs"]').isVisible()).toBe(true);
      // Where the script stands, between the paragraphs.
      expect(await page.locator("script + iframe + p").textContent()).toBe("Below.");

      const before = await lab.getAttribute("data-step");
      await frame.getByRole("button", {name: "Step", exact: true}).click();
      await expect.poll(() => lab.getAttribute("data-step")).toBe(String(Number(before) + 1));

      await expect.poll(() => frameHeight(page, "Two optimizers")).toBe(await innerHeight(frame));
      const wide = await frameHeight(page, "Two optimizers");
      expect(wide).toBeGreaterThan(400);
      // Narrower, its columns stand below each other, so that it is higher.
      await page.setViewportSize({width: 420, height: 800});
      await expect.poll(() => frameHeight(page, "Two optimizers")).toBeGreaterThan(wide + 100);
      await expect.poll(async () => (await frameHeight(page, "Two optimizers")) - (await innerHeight(frame))).toBe(0);
    },
    1100
  ));

test("parts of the arena and a chapter's figure stand in one page, each with its own tag", () =>
  elsewhere(tag("arena/map,time") + tag("momentum/ravine"), async (page) => {
    const map = page.frameLocator('iframe[title="Nabla: arena/map,time"]');
    const ravine = page.frameLocator('iframe[title="Nabla: momentum/ravine"]');
    await map.locator('[data-part="map"]').waitFor();
    for (const part of ["surface", "runs", "settings", "chart", "equations"])
      expect(await map.locator(`[data-part="${part}"]`).isVisible(), part).toBe(false);
    const widths = await map
      .locator('[data-part="map"]')
      .evaluate((node) => [node.getBoundingClientRect().width, document.documentElement.clientWidth]);
    expect(widths[0]).toBeGreaterThan(widths[1] - 20);
    await page.locator('iframe[title="Nabla: momentum/ravine"]').scrollIntoViewIfNeeded();
    await ravine.locator('[data-figure="ravine"]').waitFor();
    await alone(ravine);
    expect(
      await ravine.locator("figure.figure").evaluateAll((all) => all.filter((f) => f.getClientRects().length).length)
    ).toBe(1);
    await expect
      .poll(async () => (await frameHeight(page, "Nabla: momentum/ravine")) - (await innerHeight(ravine)))
      .toBe(0);
  }));

test.each([
  ["/chapters/momentum?embed=", "ravine"],
  ["/arena?embed=", "arena"]
])("%s shows the first figure in the order of the page, whichever is made first", async (path, first) => {
  const {page, close} = await site.open(path);
  const shown = page.locator('[data-embedded="figure"]');
  await expect.poll(() => shown.count()).toBe(1);
  const {figure, lab} = await shown.evaluate((node) => ({...(node as HTMLElement).dataset}));
  expect(figure ?? lab).toBe(first);
  await close();
});

test.each([884, 374])("what a tag names fits a frame of %i pixels", async (width) => {
  const {page, close} = await site.open("/arena?embed=map,settings,judge", {width});
  await page.locator('[data-part="judge"]').waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await close();
});

test("only the frame itself may set its height", () =>
  elsewhere(tag("arena"), async (page) => {
    await page.frameLocator("iframe").locator('[data-lab="arena"]').waitFor();
    await expect.poll(() => frameHeight(page, "Nabla: arena")).not.toBe(480);
    await page.evaluate(() => postMessage({nablaHeight: 7}, "*"));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(await frameHeight(page, "Nabla: arena")).toBeGreaterThan(100);
  }));

test("the script is smaller than 1 kB, compressed", () => {
  expect(gzipSync(readFileSync("dist/embed.js")).length).toBeLessThan(1000);
});
