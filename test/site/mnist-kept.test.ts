import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {presets} from "../../src/components/mnist/presets.js";
import {openSite, type Site} from "./harness.js";

// What a reader has set, drawn, trained or focused in the lab is not lost by the way.
let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const lab = '[data-lab="mnist"]';
const reach = (page: Page, states: string, timeout = 60_000) =>
  page.waitForFunction(
    ([root, wanted]) => wanted.split("|").includes(document.querySelector(root)?.getAttribute("data-state") ?? ""),
    [lab, states] as const,
    {timeout}
  );
const unfold = async (page: Page, ...ids: string[]) => {
  for (const id of ids) await page.locator(`[data-section="${id}"] > summary`).click();
};

test("every preset keeps all that it sets, and so does a link with what the lists do not have", async () => {
  const {page, problems, close} = await site.open("/mnist#dropout=0.15&activation=geluTanh");
  await page.locator(".more-settings > summary").click();
  const chosen = (label: string) =>
    page.locator("label.field", {hasText: new RegExp(`^${label}`)}).locator("select option:checked");
  expect(await chosen("Dropout").textContent()).toBe("15 %");
  expect(await chosen("Activation").textContent()).toBe("GELU (by tanh)");
  for (const {id} of presets) {
    await page.getByLabel("Preset").selectOption(id);
    expect(await page.getByLabel("Preset").inputValue()).toBe(id);
    expect(await page.locator(lab).getAttribute("data-preset")).toBe(id);
  }
  await page.getByLabel("Preset").selectOption("better");
  expect(await chosen("Dropout").textContent()).toBe("25 %");
  await page.waitForFunction(() => location.hash.includes("dropout=0.25"));
  expect(problems).toEqual([]);
  await close();
});

test("a link that is followed on the page is taken, a heading is not, and a run that goes on keeps its settings", async () => {
  const {page, problems, close} = await site.open("/mnist#examples=300&epochs=100&data=synthetic");
  const follow = (hash: string) => page.evaluate((h) => location.assign(`#${h}`), hash);
  const optimizer = () => page.getByLabel("Optimizer").inputValue();
  const shown = (name: string) =>
    page.waitForFunction((o) => [...document.querySelectorAll("select")].some(({value}) => value === o), name);
  await follow("examples=300&epochs=100&data=synthetic&optimizer=rmsprop");
  await shown("rmsprop");
  await follow("what-happens-when-you-press-train");
  await page.waitForTimeout(100);
  expect(await optimizer()).toBe("rmsprop");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "training");
  await unfold(page, "runs");
  // Settings of another rule would be told to this one, and end its worker.
  expect(await page.getByRole("button", {name: "Use settings"}).isDisabled()).toBe(true);
  expect(await page.getByRole("button", {name: /^Delete/}).isDisabled()).toBe(true);
  await follow("optimizer=lion");
  await page.locator(".run-message", {hasText: "other settings than the run that is going on"}).waitFor();
  expect(await optimizer()).toBe("rmsprop");
  await page.getByRole("button", {name: "Stop"}).click();
  await reach(page, "done");
  expect(await page.getByRole("button", {name: "Use settings"}).isDisabled()).toBe(false);
  expect(problems).toEqual([]);
  await close();
});

test("with the keys alone, a button that is off for a while keeps the focus", async () => {
  const {page, problems, close} = await site.open("/mnist#examples=100&epochs=1&data=synthetic");
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.getByRole("button", {name: "Step", exact: true}).focus();
  for (const step of ["1", "2"]) {
    await page.keyboard.press("Enter");
    await page.waitForFunction(([root, n]) => document.querySelector(root)?.getAttribute("data-step") === n, [
      lab,
      step
    ] as const);
    await reach(page, "paused");
    expect(await focused()).toBe("Step");
  }
  // Off, it does nothing.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await reach(page, "done");
  expect(await focused()).toBe("Train again");
  await page.getByRole("button", {name: "Stop"}).evaluate((node) => (node as HTMLElement).click());
  expect(await page.locator(lab).getAttribute("data-state")).toBe("done");
  expect(problems).toEqual([]);
  await close();
});

test("a network of 8×8 images opens on these again; bad files are named in words", async () => {
  const {page, problems, close} = await site.open("/mnist#epochs=1&batchSize=4");
  await unfold(page, "share", "digit", "by-hand");
  const row = (i: number) => [i % 10, ...Array.from({length: 64}, (_, j) => (j % 10 === i % 10 ? 255 : 0))].join(",");
  const csv = Array.from({length: 60}, (_, i) => row(i)).join("\n");
  // Beside the lab, where the browser would open it in the page's place.
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "mine.csv"));
    const event = new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true});
    if (document.querySelector("h1")?.dispatchEvent(event)) throw new Error("the browser would open the file");
  }, csv);
  await page.locator(".run-message", {hasText: "Loaded 50 images of 8 × 8"}).waitFor();
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "done");

  await page.getByRole("button", {name: "Follow my drawing"}).click();
  await page.locator('[data-section="digit"] .hint', {hasText: "no drawing yet"}).waitFor();
  const unit = page.getByLabel("Hidden unit");
  await unit.fill("900");
  await unit.press("Enter");
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>(".by-hand .field input")?.value === "128");
  expect(await page.locator(".by-hand").textContent()).not.toContain("NaN");

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", {name: "safetensors"}).click()
  ]);
  const bytes = readFileSync(await file.path());
  const open = (name: string, buffer: Buffer) =>
    page.locator('.share input[type="file"]').first().setInputFiles({name, mimeType: "", buffer});
  await open("cut.safetensors", bytes.subarray(0, 5000));
  await page.locator(".share .says", {hasText: /^Invalid offsets of/}).waitFor();
  await open("network.safetensors", bytes);
  await page.locator(".share .says", {hasText: "Opened"}).waitFor();
  await reach(page, "paused|error");
  expect(await page.locator(".run-message").textContent()).toContain("Paused at step 0");
  expect(problems).toEqual([]);
  await close();
});

test("a second finger does not write in the square", async () => {
  const {page, context, problems, close} = await site.open("/mnist", {width: 390, height: 844, touch: true});
  const pad = page.locator(".digit-canvas");
  await pad.scrollIntoViewIfNeeded();
  const {x, y} = (await pad.boundingBox())!;
  const session = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([dx, dy], id) => ({x: x + dx, y: y + dy, id}))
    });
  await touch("touchStart", [60, 60]);
  await touch("touchStart", [60, 60], [220, 220]);
  await touch("touchMove", [60, 120], [220, 240]);
  await touch("touchEnd");
  const inked = await pad.evaluate((node) => {
    const canvas = node as HTMLCanvasElement;
    const {data} = canvas.getContext("2d")!.getImageData(140, 140, 140, 140);
    return data.some((v) => v > 0);
  });
  expect(inked).toBe(false);
  expect(problems).toEqual([]);
  await close();
});
