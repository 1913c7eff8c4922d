import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test.each(["/index", "/arena", "/chapters/adam"])(
  "%s shows its text before it asks for a script, and asks for few",
  async (path) => {
    const {page, close} = await site.open(path);
    const {painted, scripts} = await page.evaluate(() => ({
      painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      scripts: (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({name}) => name.endsWith(".js"))
        .map(({startTime}) => startTime)
    }));
    expect(scripts.length).toBeGreaterThan(1);
    expect(scripts.length).toBeLessThan(12);
    expect(Math.min(...scripts)).toBeGreaterThan(painted);
    await close();
  }
);

test("a page whose script does not arrive keeps its text, says so, and is whole when it is loaded again", async () => {
  const {page, context, close} = await site.open("/licences");
  await context.route(/_page\/chapters-adam.*\.js$/, (route) => route.abort());
  await page.goto(page.url().replace("licences", "chapters/adam"));
  const notice = page.getByRole("alert");
  await notice.filter({hasText: "did not load"}).waitFor();
  expect(await page.locator("main p").count()).toBeGreaterThan(5);
  await context.unroute(/_page\/chapters-adam.*\.js$/);
  await notice.getByRole("link", {name: "Load it again"}).click();
  await page.waitForFunction(() => !document.querySelector("observablehq-loading"));
  expect(await page.getByRole("alert").filter({hasText: "did not load"}).count()).toBe(0);
  await close();
});
