import {readFileSync} from "node:fs";
import type {ServerResponse} from "node:http";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site} from "./harness.js";

/** What the server does with the next request for the test images; undefined to serve it as it should. */
let failures: ((response: ServerResponse, bytes: Buffer) => void)[] = [];
let asked: (string | undefined)[] = [];
let site: Site;
beforeAll(async () => {
  site = await openSite({
    answer(request, response) {
      if (!/mnist-test[^/]*\.bin/.test(request.url ?? "")) return false;
      asked.push(request.headers.range);
      const fail = failures.shift();
      fail?.(response, readFileSync(`dist${request.url?.split("?")[0]}`));
      return fail !== undefined;
    }
  });
});
afterAll(() => site?.close());

const lab = '[data-lab="mnist"]';
const ends = (page: Page, states: string) =>
  page.waitForFunction(
    ([root, wanted]) => wanted.split("|").includes(document.querySelector(root)?.getAttribute("data-state") ?? ""),
    [lab, states] as const,
    {timeout: 120_000}
  );

/** Presses Train while the server fails in these ways; what the page said until it trained or gave up. */
async function train(ways: typeof failures) {
  [failures, asked] = [[...ways], []];
  const {page, close} = await site.open("/mnist#examples=100&epochs=1");
  await page.locator(lab).waitFor();
  await page.evaluate(() => {
    const message = document.querySelector(".run-message")!;
    const said: string[] = [];
    Object.assign(globalThis, {said});
    new MutationObserver(() => said.push(message.textContent ?? "")).observe(message, {
      childList: true,
      characterData: true,
      subtree: true
    });
  });
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await ends(page, "done|error");
  const said = await page.evaluate(() => (globalThis as unknown as {said: string[]}).said.join("\n"));
  const state = await page.locator(lab).getAttribute("data-state");
  return {page, close, said, state};
}

const headers = {"content-type": "application/octet-stream", etag: '"x"'};
const cut = (response: ServerResponse, bytes: Buffer) => {
  response.writeHead(200, {...headers, "content-length": bytes.length});
  response.write(bytes.subarray(0, bytes.length >> 1), () => setTimeout(() => response.destroy(), 100));
};
const rest = (response: ServerResponse, bytes: Buffer) => {
  const from = Number(/bytes=(\d+)-/.exec(asked.at(-1) ?? "")?.[1]);
  response.writeHead(206, {...headers, "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}`});
  response.end(bytes.subarray(from));
};
const short = (response: ServerResponse, bytes: Buffer) =>
  response.writeHead(200, headers).end(bytes.subarray(0, bytes.length >> 1));
const garbled = (response: ServerResponse, bytes: Buffer) => {
  const wrong = Buffer.from(bytes);
  for (let i = wrong.length >> 1; i < wrong.length; i += 997) wrong[i] ^= 0x55;
  response.writeHead(200, headers).end(wrong);
};

test("a connection that is cut in the middle is said, and the download goes on from there", async (context) => {
  const {close, said, state} = await train([cut, rest]);
  // Without MNIST the pack is a few bytes, which no cut divides.
  const none = asked.length === 1;
  await close();
  if (none) return context.skip();
  expect(state).toBe("done");
  expect(said).toMatch(/the connection broke at [\d.]+ MB; going on from there/);
  expect(asked[0]).toBeUndefined();
  expect(asked[1]).toMatch(/^bytes=\d+-$/);
});

test("a file that comes garbled or short is loaded once more, and then named", async () => {
  const once = await train([garbled]);
  await once.close();
  expect(once.state).toBe("done");
  expect(once.said).toContain("what came was garbled, so once more");
  const twice = await train([garbled, short]);
  await twice.close();
  expect(twice.state).toBe("error");
  expect(twice.said).toMatch(/The digits could not be loaded, so nothing was trained\. .*(expected|decompress)/);
});

test("a file that is not there is named, and Start again loads it once it is", async () => {
  const {page, close, said, state} = await train([(response) => response.writeHead(404).end("no")]);
  expect(state).toBe("error");
  expect(said).toMatch(/Missing file: mnist-test[^;]*; the server answered 404/);
  await page.getByRole("button", {name: "Start again"}).click();
  await ends(page, "done");
  await close();
});
