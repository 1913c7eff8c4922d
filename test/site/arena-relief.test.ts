import {readFile} from "node:fs/promises";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site} from "./harness.js";
import {arenaOf} from "./with-arena.js";

let site: Site;
beforeAll(async () => {
  // Without a graphics card Chromium draws WebGL by SwiftShader only when told that it may.
  site = await openSite({args: ["--enable-unsafe-swiftshader"]});
});
afterAll(() => site?.close());

const arena = arenaOf(() => site);

test("the 3-D view is loaded when it is opened, draws, turns by keys and by dragging, and stands in the link", () =>
  arena(async (page) => {
    const loaded = () =>
      page.evaluate(
        () => performance.getEntriesByType("resource").filter(({name}) => /_npm\/three@/.test(name)).length
      );
    expect(await loaded()).toBe(0);
    await page.getByRole("button", {name: "3-D"}).click();
    await page.waitForSelector('.relief[data-state="ready"][data-azimuth]');
    expect(await loaded()).toBeGreaterThan(0);
    const relief = page.locator(".relief");
    const azimuth = async () => Number(await relief.getAttribute("data-azimuth"));
    const before = await azimuth();
    await page.getByLabel("The surface in three dimensions").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(azimuth).toBeGreaterThan(before + 0.1);
    const turned = await azimuth();
    const box = (await page.locator(".relief-area").boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 200, {steps: 3});
    await page.mouse.up();
    await expect.poll(azimuth).toBeLessThan(turned - 0.5);
    await page.keyboard.press("0");
    await expect.poll(azimuth).toBeCloseTo(before, 6);
    // What is drawn follows the scrubber: read in the frame in which it is drawn, before the browser clears it.
    const picture = () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const canvas = document.querySelector<HTMLCanvasElement>(".relief-area canvas")!;
            const gl = canvas.getContext("webgl2")!;
            document
              .querySelector<HTMLElement>(".relief-area")!
              .dispatchEvent(new KeyboardEvent("keydown", {key: "0"}));
            requestAnimationFrame(() => {
              const pixels = new Uint8Array(4 * canvas.width * canvas.height);
              gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
              let sum = 0;
              for (let i = 0; i < pixels.length; ++i) sum = (sum * 31 + pixels[i]) | 0;
              resolve(pixels.some((v) => v > 0) ? sum : 0);
            });
          })
      );
    const first = await picture();
    expect(first).not.toBe(0);
    for (let k = 0; k < 3; ++k) await page.getByRole("button", {name: "Step", exact: true}).click();
    await expect.poll(picture).not.toBe(first);
    await page.waitForFunction(() => location.hash.includes("show=3d"));
    await page.getByRole("button", {name: "3-D"}).click();
    expect(await relief.isVisible()).toBe(false);
  }));

test("it is saved as a PNG, which is offered while it is open", () =>
  arena(async (page) => {
    await page.locator(".share > summary").click();
    const save = page.getByRole("button", {name: "PNG of the 3-D view"});
    expect(await save.isVisible()).toBe(false);
    await page.getByRole("button", {name: "3-D", exact: true}).click();
    await page.waitForSelector('.relief[data-state="ready"][data-azimuth]');
    const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
    const png = await readFile(await download.path());
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const colours = await page.evaluate(async (base64) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${base64}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), {width: picture.width, height: picture.height});
      const context = canvas.getContext("2d")!;
      context.drawImage(picture, 0, 0);
      const {data} = context.getImageData(0, 0, picture.width, picture.height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      return seen.size;
    }, png.toString("base64"));
    // Paper alone would be one; the surface has a ramp.
    expect(colours).toBeGreaterThan(100);
  }));

test("a finger over it scrolls the page; once it was tapped, the finger turns and tilts it", () =>
  arena(
    async (page) => {
      await page.getByRole("button", {name: "3-D", exact: true}).tap();
      await page.waitForSelector('.relief[data-state="ready"][data-elevation]');
      const elevation = async () => Number(await page.locator(".relief").getAttribute("data-elevation"));
      const area = page.locator(".relief-area");
      await area.scrollIntoViewIfNeeded();
      const client = await page.context().newCDPSession(page);
      const swipe = async () => {
        const box = (await area.boundingBox())!;
        const [x, y] = [box.x + box.width / 2, box.y + box.height * 0.4];
        await client.send("Input.dispatchTouchEvent", {type: "touchStart", touchPoints: [{x, y}]});
        for (let k = 1; k <= 8; ++k)
          await client.send("Input.dispatchTouchEvent", {type: "touchMove", touchPoints: [{x, y: y + 12 * k}]});
        await client.send("Input.dispatchTouchEvent", {type: "touchEnd", touchPoints: []});
      };
      const [before, scrolled] = [await elevation(), await page.evaluate(() => scrollY)];
      await swipe();
      await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(scrolled - 20);
      await page.waitForTimeout(300);
      expect(await elevation()).toBe(before);
      await area.scrollIntoViewIfNeeded();
      await area.tap();
      const still = await page.evaluate(() => scrollY);
      await swipe();
      await expect.poll(elevation).toBeGreaterThan(before + 0.3);
      expect(await page.evaluate(() => scrollY)).toBe(still);
    },
    {width: 390, height: 844, touch: true}
  ));

test("without WebGL the page says so, and the map goes on", () =>
  arena(
    async (page) => {
      await page.getByText("does not draw in three dimensions").waitFor();
      await page.getByRole("button", {name: "Step", exact: true}).click();
      await page.waitForSelector('[data-lab="arena"][data-step="1"]');
    },
    {
      width: 390,
      height: 844,
      before: (page) =>
        page.addInitScript(() => {
          const original = HTMLCanvasElement.prototype.getContext as (...args: unknown[]) => unknown;
          Object.assign(HTMLCanvasElement.prototype, {
            getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
              return kind.startsWith("webgl") ? null : original.call(this, kind, ...rest);
            }
          });
        })
    },
    "/arena#show=3d"
  ));

test("it never turns by itself where less motion is asked for", () =>
  arena(
    async (page) => {
      await page.waitForSelector('.relief[data-state="ready"]');
      expect(await page.getByRole("button", {name: "Turn by itself"}).count()).toBe(0);
    },
    {reducedMotion: true},
    "/arena#show=3d"
  ));
