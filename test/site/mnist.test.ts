import {readFileSync} from "node:fs";
import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {writeIdx} from "../../lib/data/idx.js";
import {syntheticDigits} from "../../lib/data/synthetic.js";
import {findingsEverywhere} from "./axe-everywhere.js";
import {errorBoxes, openSite, overflow, type Site} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const lab = '[data-lab="mnist"]';
const state = (page: Page) => page.locator(lab).getAttribute("data-state");
const mark = async (page: Page, name: string) => Number(await page.locator(lab).getAttribute(`data-${name}`));
const reach = (page: Page, states: string, timeout: number) =>
  page.waitForFunction(
    ([root, wanted]) => wanted.split("|").includes(document.querySelector(root)?.getAttribute("data-state") ?? ""),
    [lab, states] as const,
    {timeout}
  );

test("the network learns in the page: real digits to 97 % within ten epochs, synthetic ones to 90 %", async () => {
  const {page, problems, close} = await site.open("/mnist");
  expect(await state(page)).toBe("idle");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "training", 60_000);
  const real = (await page.locator(lab).getAttribute("data-source")) === "mnist";
  await page.waitForFunction(
    ([root, enough]) => {
      const node = document.querySelector(root)!;
      const done = !["training", "loading"].includes(node.getAttribute("data-state")!);
      return done || Number(node.getAttribute("data-test-accuracy")) >= Number(enough);
    },
    [lab, real ? 0.97 : 0.9] as const,
    {timeout: 600_000}
  );
  expect(await mark(page, "test-accuracy")).toBeGreaterThanOrEqual(real ? 0.97 : 0.9);
  expect(await mark(page, "epoch")).toBeLessThanOrEqual(10);
  expect(await mark(page, "samples-per-second")).toBeGreaterThan(1000);
  expect(await page.locator(lab).getAttribute("data-kernel")).toBeTruthy();

  await page.getByRole("button", {name: "Pause"}).click();
  await reach(page, "paused|done", 20_000);
  await page.getByRole("button", {name: "Try a test digit"}).click();
  await page.waitForFunction((root) => document.querySelector(root)?.hasAttribute("data-prediction"), lab);
  expect(await mark(page, "prediction")).toBeLessThanOrEqual(9);
  expect(await errorBoxes(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  expect(problems).toEqual([]);
  await close();
}, 700_000);

test("step, epoch, pause, resume, stop; a digit drawn by mouse is answered", async () => {
  const {page, problems, close} = await site.open("/mnist");
  await page.getByRole("button", {name: "Step", exact: true}).click();
  await reach(page, "paused", 60_000);
  expect(await mark(page, "step")).toBe(1);
  await page.getByRole("button", {name: "Step", exact: true}).click();
  await page.waitForFunction((root) => document.querySelector(root)?.getAttribute("data-step") === "2", lab);
  await reach(page, "paused", 20_000);
  await page.getByRole("button", {name: "Resume"}).click();
  await page.waitForFunction((root) => Number(document.querySelector(root)?.getAttribute("data-step")) > 20, lab);
  await page.getByRole("button", {name: "Pause"}).click();
  await reach(page, "paused", 20_000);
  const step = await mark(page, "step");
  await page.waitForTimeout(300);
  expect(await mark(page, "step")).toBe(step);

  await page.locator(".digit-canvas").scrollIntoViewIfNeeded();
  const box = (await page.locator(".digit-canvas").boundingBox())!;
  await page.mouse.move(box.x + 140, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 240, {steps: 12});
  await page.mouse.up();
  await page.waitForFunction((root) => document.querySelector(root)?.hasAttribute("data-prediction"), lab);
  await page.getByRole("button", {name: "Undo"}).click();
  await page.waitForFunction((root) => !document.querySelector(root)?.hasAttribute("data-prediction"), lab);

  await page.getByRole("button", {name: "Stop"}).click();
  await reach(page, "done", 60_000);
  expect(await page.locator(lab).getAttribute("data-run-hash")).toMatch(/^[0-9a-f]{16}$/);
  expect(problems).toEqual([]);
  await close();
});

test("a learning rate that is too large stops with its step and layer, and one click trains instead", async () => {
  const {page, problems, close} = await site.open("/mnist");
  await page.getByLabel("Preset").selectOption({label: "Too hot"});
  expect(await page.locator(lab).getAttribute("data-preset")).toBe("hot");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "error", 120_000);
  expect(await page.locator(".run-message").textContent()).toMatch(/at step \d+, first in layer \d+ \(dense\)/);
  await page.getByRole("button", {name: /learning rate of 0\.1$/}).click();
  await page.waitForFunction((root) => Number(document.querySelector(root)?.getAttribute("data-step")) > 60, lab, {
    timeout: 60_000
  });
  await page.getByRole("button", {name: "Stop"}).click();
  await reach(page, "done", 60_000);
  expect(await mark(page, "test-accuracy")).toBeGreaterThan(0.3);
  expect(problems).toEqual([]);
  await close();
});

test("a link gives the same run: two pages end with the same weights, and another seed with others", async () => {
  const hashOf = async (hash: string) => {
    const {page, close} = await site.open(`/mnist#examples=300&epochs=2${hash}`);
    await page.getByRole("button", {name: "Train", exact: true}).click();
    await reach(page, "done", 120_000);
    expect(await mark(page, "epoch")).toBe(2);
    const found = await page.locator(lab).getAttribute("data-run-hash");
    await close();
    return found;
  };
  const first = await hashOf("");
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(await hashOf("")).toBe(first);
  expect(await hashOf("&seed=2")).not.toBe(first);
});

test("everything that unfolds works on a short run, on a desk and on a phone", async () => {
  for (const width of [1440, 390]) {
    const {page, problems, close} = await site.open("/mnist#examples=1000&epochs=2", {width, height: 844});
    await page.locator(lab).waitFor();
    for (const summary of await page.locator(".section > summary").all()) await summary.click();
    await page.getByRole("button", {name: "Train", exact: true}).click();
    await reach(page, "done", 120_000);
    await page.waitForFunction(() => document.querySelectorAll(".confusion .cell").length === 100);
    await page.locator('.confusion [data-cell="1,1"]').click();
    await page.waitForFunction(() =>
      document.querySelector(".gallery-part h4")?.textContent?.endsWith("1, read right")
    );
    for (const name of [/landscape of this run/, /Measure the sharpness/, /Measure the gradient noise/])
      await page.getByRole("button", {name}).click();
    await page.waitForFunction(
      () =>
        document.querySelector('[data-section="landscape"]')?.textContent?.match(/λ = .*2\/α|batch 128: spread/g)
          ?.length,
      undefined,
      {timeout: 120_000}
    );
    await page.waitForFunction(() => document.querySelector(".by-hand .says")?.textContent?.match(/agree|zero/));
    await page.waitForFunction(() => document.querySelectorAll(".influence-links path").length === 8);
    expect(await page.locator('[data-section="layers"] .curve').count()).toBeGreaterThan(3);
    expect(await page.locator(".runs tbody tr").count()).toBe(1);
    expect(await errorBoxes(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(problems).toEqual([]);
    await close();
  }
});

test("a race at once, in two workers, ends with the same weights as one in turn", async () => {
  const {page, problems, close} = await site.open("/mnist#examples=300&epochs=2");
  await page.locator('[data-section="runs"] > summary').click();
  const race = async (width: string) => {
    const before = await page.locator(".runs tbody tr").count();
    await page.locator(".race-width select").selectOption({label: width});
    await page.getByRole("button", {name: "Race", exact: true}).click();
    await page.waitForFunction((n) => document.querySelectorAll(".runs tbody tr code").length === n, before + 4, {
      timeout: 60_000
    });
    // A race is over when the next can begin.
    await page.locator(`button[aria-disabled="false"]`, {hasText: /^Race$/}).waitFor();
    expect(await state(page)).toBe("done");
    const rows = await page.locator(".runs tbody tr").evaluateAll((all) =>
      all.map((row) => {
        const name = (row.querySelector('input[type="text"]') as HTMLInputElement).value.split(" ")[0];
        return [name, row.querySelector("code")?.textContent] as const;
      })
    );
    return Object.fromEntries(rows.slice(0, 4));
  };
  const inTurn = await race("in turn");
  expect(Object.keys(inTurn)).toEqual(["Adam", "RMSProp", "Momentum", "Gradient"]);
  for (const hash of Object.values(inTurn)) expect(hash).toMatch(/^[0-9a-f]{8}$/);
  expect(new Set(Object.values(inTurn)).size).toBe(4);
  const workers: number[] = [];
  page.on("worker", () => workers.push(1));
  expect(await race("2 at once")).toEqual(inTurn);
  expect(workers).toHaveLength(1);
  expect(page.workers()).toHaveLength(1);
  expect(problems).toEqual([]);
  await close();
});

/** Drops files on the lab, as from a folder. */
const drop = (page: Page, files: readonly {name: string; bytes: Uint8Array}[]) =>
  page.evaluate(
    ([root, all]) => {
      const transfer = new DataTransfer();
      for (const {name, base64} of all)
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      document
        .querySelector(root)
        ?.dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
    },
    [lab, files.map(({name, bytes}) => ({name, base64: Buffer.from(bytes).toString("base64")}))] as const
  );
const says = (page: Page, part: string) =>
  page.waitForFunction((words) => document.querySelector(".run-message")?.textContent?.includes(words), part);

test("four gzipped IDX files, as Fashion-MNIST comes, are dropped on the page and trained on; bad ones are named", async () => {
  const {page, problems, close} = await site.open("/mnist#epochs=2&batchSize=8");
  await page.locator(lab).waitFor();
  const part = (prefix: string, count: number, seed: number) => {
    const {inputs, labels} = syntheticDigits(count, {seed});
    return [
      {
        name: `${prefix}-images-idx3-ubyte.gz`,
        bytes: gzipSync(writeIdx({data: inputs as Uint8Array, shape: [count, 28, 28]}))
      },
      {name: `${prefix}-labels-idx1-ubyte.gz`, bytes: gzipSync(writeIdx({data: labels, shape: [count]}))}
    ];
  };
  const files = [...part("train", 200, 1), ...part("t10k", 40, 2)];
  await drop(page, files);
  await says(page, "Loaded 200 images of 28 × 28 to train on and 40 to test");
  expect(await page.locator(lab).getAttribute("data-source")).toBe("file");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "done", 60_000);
  expect(await mark(page, "step")).toBe(50);
  expect(await mark(page, "test-accuracy")).toBeGreaterThan(0.5);
  for (const [wrong, message] of [
    [[files[0]], "1 of images, 0 of labels"],
    [[files[0], {...files[1], bytes: gzipSync(gzipSync(files[1].bytes))}], "train-labels-idx1-ubyte.gz"],
    [
      [files[0], {...files[1], bytes: files[1].bytes.subarray(0, 40)}],
      "train-labels-idx1-ubyte.gz: its bytes do not decompress"
    ],
    [[{name: "photo.png", bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47)}], "photo.png: unknown file: a PNG picture"]
  ] as const) {
    await drop(page, wrong);
    await says(page, message);
  }
  // What was there before the bad ones still is.
  await page.getByRole("button", {name: "Train again"}).click();
  await reach(page, "training|done", 20_000);
  await reach(page, "done", 60_000);
  expect(await page.locator(lab).getAttribute("data-source")).toBe("file");
  expect(problems).toEqual([]);
  await close();
});

test("a CSV of 8×8 digits is trained on, drawn for and looked into; a wrong cell is named", async () => {
  const {page, problems, close} = await site.open("/mnist#epochs=3&batchSize=4");
  for (const id of ["share", "digit", "mistakes"]) await page.locator(`[data-section="${id}"] > summary`).click();
  // As UCI's: sixteen greys, an empty first pixel, and the label last.
  const row = (i: number) => [0, ...Array.from({length: 63}, (_, j) => (j % 10 === i % 10 ? 16 : 0)), i % 10].join(",");
  const rows = Array.from({length: 120}, (_, i) => row(i));
  const files = (text: string) => [{name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(text)}];
  const input = page.locator('.share input[type="file"]').last();
  await input.setInputFiles(files(rows.join("\n")));
  await page.waitForFunction((root) => document.querySelector(root)?.getAttribute("data-source") === "file", lab);
  expect(await page.locator(".more-settings > summary").textContent()).toContain("64–128–10");
  expect(await page.locator(".data-note").textContent()).toContain("100 images of 8 × 8");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "done", 60_000);
  expect(await mark(page, "step")).toBe(75);
  await page.getByRole("button", {name: "Try a test digit"}).click();
  await page.waitForFunction((root) => document.querySelector(root)?.hasAttribute("data-prediction"), lab);
  expect(await page.locator(".digit-preview").evaluate((node) => (node as HTMLCanvasElement).width)).toBe(8);
  await page.locator(".influence-links path").first().waitFor();
  expect(await page.locator(".confusion .cell").count()).toBe(100);
  await input.setInputFiles(files(rows.join("\n").replace(",16,", ",400,")));
  await page.waitForFunction(() =>
    document.querySelector(".share .says")?.textContent?.includes("mine.csv: invalid pixel: 400")
  );
  expect(problems).toEqual([]);
  await close();
});

test("synthetic digits can be chosen, a link carries the choice, and the digits are drawn", async () => {
  const {page, problems, close} = await site.open("/mnist#examples=100&epochs=1&data=synthetic");
  await page.locator(lab).waitFor();
  if ((await page.locator(lab).getAttribute("data-source")) === "mnist") {
    await page.locator(".more-settings > summary").click();
    expect(await page.locator("label.field", {hasText: /^Data/}).locator("select").inputValue()).toBe("synthetic");
  }
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "done", 120_000);
  expect(await page.locator(lab).getAttribute("data-source")).toBe("synthetic");
  expect(await page.locator(".data-note").textContent()).toContain("synthetic digits, drawn by this page");
  expect(problems).toEqual([]);
  await close();
});

test("a digit is drawn by touch: the page stays where it is, and the network answers", async () => {
  const {page, context, problems, close} = await site.open("/mnist#examples=300&epochs=1", {
    width: 390,
    height: 844,
    touch: true
  });
  await page.getByRole("button", {name: "Train", exact: true}).tap();
  await reach(page, "done", 120_000);
  await page.locator(".digit-canvas").scrollIntoViewIfNeeded();
  const {x, y, width, height} = (await page.locator(".digit-canvas").boundingBox())!;
  const before = await page.evaluate(() => scrollY);
  const session = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", share?: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: share === undefined ? [] : [{x: x + width / 2, y: y + height * share}]
    });
  await touch("touchStart", 0.15);
  for (const share of [0.3, 0.45, 0.6, 0.75, 0.85]) await touch("touchMove", share);
  await touch("touchEnd");
  await page.waitForFunction((root) => document.querySelector(root)?.hasAttribute("data-prediction"), lab);
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await page.getByRole("button", {name: "Erase"}).click();
  await page.waitForFunction((root) => !document.querySelector(root)?.hasAttribute("data-prediction"), lab);
  expect(problems).toEqual([]);
  await close();
});

test("axe finds nothing after training with everything unfolded, on a desk and a phone, in light and dark", async () => {
  const {page, close} = await site.open("/mnist#examples=300&epochs=1&hidden=24", {reducedMotion: true});
  await page.locator(lab).waitFor();
  for (const summary of await page.locator(".section > summary, .more-settings > summary").all()) await summary.click();
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "done", 120_000);
  await page.getByRole("button", {name: "Try a test digit"}).click();
  for (const name of [/landscape of this run/, /Measure the sharpness/, /Measure the gradient noise/])
    await page.getByRole("button", {name}).click();
  await page.waitForFunction(() =>
    document.querySelector('[data-section="landscape"]')?.textContent?.includes("batch 128: spread")
  );
  await page.waitForFunction(() => document.querySelectorAll(".influence-links path").length === 8);
  expect(await findingsEverywhere(page)).toEqual({});
  await close();
});

test("a worker that dies in mid-epoch is said; the run goes on from the last one and ends as it would have", async () => {
  const {page, close} = await site.open("/mnist#examples=3000&epochs=3");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "done", 120_000);
  const undisturbed = await page.locator(lab).getAttribute("data-run-hash");
  await page.getByRole("button", {name: "Epoch", exact: true}).click();
  await reach(page, "paused", 120_000);
  expect(await mark(page, "epoch")).toBe(1);
  await page.getByRole("button", {name: "Step", exact: true}).click();
  await page.waitForFunction((root) => document.querySelector(root)?.getAttribute("data-step") === "95", lab);
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error("killed by the test");
    });
  });
  await reach(page, "error", 20_000);
  await page.locator(".run-message", {hasText: "killed by the test"}).waitFor();
  await page.getByRole("button", {name: "Go on from epoch 1"}).click();
  await reach(page, "done", 60_000);
  expect(await mark(page, "epoch")).toBe(3);
  expect(await page.locator(lab).getAttribute("data-run-hash")).toBe(undisturbed);
  await close();
});

test("a hidden tab pauses, and goes on when it is seen again", async () => {
  const {page, problems, close} = await site.open("/mnist");
  const show = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", {value, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "training", 60_000);
  await show(true);
  await reach(page, "paused", 20_000);
  await show(false);
  await reach(page, "training", 20_000);
  expect(problems).toEqual([]);
  await close();
});

test("without workers the page says so, and the digit can still be drawn", async () => {
  const {page, problems, close} = await site.open("/mnist", {
    before: (page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, "Worker"))
  });
  await page.locator(lab).waitFor();
  expect(await state(page)).toBe("error");
  expect(await page.locator(".run-message").textContent()).toContain("does not let the page start a worker");
  expect(await page.getByRole("button", {name: "Train", exact: true}).isDisabled()).toBe(true);
  expect(problems).toEqual([]);
  await close();
});

test("the network is saved as safetensors, and opens again with the same answers", async () => {
  const {page, problems, close} = await site.open("/mnist#examples=300&epochs=1&hidden=32");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, "done", 60_000);
  const accuracy = await mark(page, "test-accuracy");
  await page.locator('[data-section="share"] > summary').click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", {name: "safetensors"}).click()
  ]);
  await page
    .locator('.share input[type="file"]')
    .first()
    .setInputFiles({
      name: "network.safetensors",
      mimeType: "application/octet-stream",
      buffer: readFileSync(await file.path())
    });
  await page.waitForFunction(() => document.querySelector(".share .says")?.textContent?.startsWith("Opened"));
  await reach(page, "paused", 30_000);
  expect(await mark(page, "test-accuracy")).toBe(accuracy);
  expect(problems).toEqual([]);
  await close();
});
