import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {policyOf} from "../../tools/finish/html.js";
import {base, openSite, type Site} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const pages = readdirSync("dist", {recursive: true, encoding: "utf8"}).filter((file) => file.endsWith(".html"));
const policyIn = (html: string) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];

test("every page of the built site, the reference included, has the policy of the scripts that stand in it", () => {
  expect(pages.length).toBeGreaterThan(100);
  for (const page of pages) {
    const html = readFileSync(join("dist", page), "utf8");
    const policy = policyIn(html);
    expect(policy, page).toBe(policyOf(html));
    expect(policy, page).not.toMatch(/'unsafe-eval'|https?:|\*/);
    expect(html.indexOf("Content-Security-Policy"), page).toBeLessThan(html.indexOf("<script"));
  }
});

test("code from elsewhere, evaluated code and inline handlers do not run; WebAssembly does", async () => {
  const {page, close} = await site.open("/licences");
  const ran = await page.evaluate(async () => {
    // What the debugger itself evaluates is exempt; a task of the page is not.
    const evaluated = await new Promise<string>((resolve) =>
      setTimeout(() => {
        try {
          resolve(String(new Function("return 1")()));
        } catch (error) {
          resolve((error as Error).name);
        }
      })
    );
    const handler = document.createElement("img");
    handler.setAttribute("onerror", "window.planted = true");
    handler.src = "data:,";
    document.body.append(handler);
    const foreign = document.createElement("script");
    foreign.src = "http://127.0.0.1:9/planted.js";
    const refused = new Promise<string>((resolve) =>
      document.addEventListener("securitypolicyviolation", (event) => {
        if (event.blockedURI.startsWith("http:")) resolve(event.effectiveDirective);
      })
    );
    document.body.append(foreign);
    const wasm = await WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    return [evaluated, await refused, wasm instanceof WebAssembly.Module, "planted" in window];
  });
  expect(ran).toEqual(["EvalError", "script-src-elem", true, false]);
  await close();
});

test("the reference works under its policy: it is shown, found in, and asks nobody else", async () => {
  const {page, problems, close} = await site.open("/licences");
  await page.goto(`${site.origin}${base}api/index.html`);
  await page.getByRole("heading", {name: "Fit a line"}).waitFor();
  await page.getByRole("button", {name: "Search"}).click();
  await page.locator("#tsd-search-input").fill("descend");
  await page.locator("#tsd-search-results a").first().waitFor();
  expect(problems).toEqual([]);
  await close();
});
