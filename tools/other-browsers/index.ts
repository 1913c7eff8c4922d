// Opens every page in Firefox and in WebKit, and uses the labs: `npm run build && npm run browsers`. A browser that is not
// installed is left out, and that is said. Exits with 1 where a page has an error, scrolls sideways, or a lab stands still.
import {existsSync, readFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {parseArgs} from "node:util";
import sirv from "sirv";
import {book} from "../../src/book.js";
import {openFirefox} from "./firefox.js";
import type {Tab} from "./tab.js";
import {openWebKit} from "./webkit.js";

const {values} = parseArgs({options: {only: {type: "string", default: ""}, dist: {type: "string", default: "dist"}}});
const pages = ["/index", "/404", "/design", "/licences", ...book.flatMap(({chapters}) => chapters.map((c) => c.path))];

/** The first script of every page, which the server puts there: it notes what goes wrong. */
const watcher = `
window.wrong = [];
// A figure follows its width, and its height changes by that: the browser puts off the rest to the next frame, and says so.
const late = "ResizeObserver loop completed";
const note = (kind, words) => String(words).startsWith(late) || window.wrong.push(kind + ": " + words);
addEventListener("error", (e) => {
  const lost = e.target !== window && (e.target.src || e.target.href);
  note(lost ? "lost" : "error", lost || e.message);
}, true);
addEventListener("unhandledrejection", (e) => note("error", e.reason && e.reason.message || e.reason));
document.addEventListener("securitypolicyviolation", (e) => note("policy", e.violatedDirective + " " + e.blockedURI));
for (const kind of ["error", "warn"]) {
  const say = console[kind];
  console[kind] = (...words) => { note("console", words.join(" ")); say.apply(console, words); };
}`;

/** Serves the built site at the root, with the watcher in each page. */
async function serve() {
  const files = sirv(values.dist);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    if (path === "/watcher.js") response.writeHead(200, {"content-type": "text/javascript"}).end(watcher);
    else if (path.endsWith(".html") && existsSync(values.dist + path)) {
      const html = readFileSync(values.dist + path, "utf8");
      const watched = html.replace(/<meta name="viewport"/, '<script src="/watcher.js"></script>$&');
      response.writeHead(200, {"content-type": "text/html; charset=utf-8"}).end(watched);
    } else files(request, response, () => void response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    }
  };
}

/** Waits in the page until an expression holds; says after a while that it does not. */
const until = (expression: string, what: string, seconds = 60) => `
  for (let tries = 0; !(${expression}); ++tries) {
    if (tries > ${seconds * 10}) return ["never: ${what}"];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }`;

const arrived = `${until("!document.querySelector('observablehq-loading')", "the page's cells have run")}
  await new Promise((resolve) => setTimeout(resolve, 300));`;
const faults = `return [
    ...window.wrong,
    ...[...document.querySelectorAll(".observablehq--error")].map((node) => "cell: " + node.textContent),
    ...(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["scrolls sideways"] : [])
  ];`;

const press = (words: string) =>
  `[...document.querySelectorAll("button")].find((node) => node.textContent.trim() === "${words}").click();`;
const mark = (name: string) => `document.querySelector("[data-lab]")?.dataset.${name}`;

/** What is done on a page after it has come. */
const uses: Readonly<Record<string, string>> = {
  "/arena": `${press("Play")}${until(`Number(${mark("step")}) > 20`, "the arena plays")}${press("Pause")}
    document.querySelector("details.judge > summary").click();
    ${until("document.querySelector('[data-judge=basins]')", "the judge unfolds")}
    document.querySelector("[data-judge=basins] > summary").click();
    ${until("document.querySelector('[data-judge=basins]').dataset.state === 'done'", "the basins are there")}`,
  "/mnist": `${press("Train")}${until(`${mark("state")} === "done"`, "the lab has trained", 120)}
    if (!(Number(${mark("testAccuracy")}) > 0.5)) return ["test accuracy " + ${mark("testAccuracy")}];`
};
const hashes: Readonly<Record<string, string>> = {"/mnist": "#examples=2000&epochs=2"};

const chosen = pages.filter((path) => existsSync(`src${path}.md`) && path.includes(values.only));
if (!chosen.length) throw new Error(`browsers: unknown page: ${values.only}; expected a part of a page's path`);

/** Opens all pages in one tab; returns how many were wrong. */
async function visit(tab: Tab, origin: string, widths: readonly number[]): Promise<number> {
  let wrong = 0;
  for (const path of chosen)
    for (const [i, width] of widths.entries()) {
      await tab.resize(width, 900);
      await tab.goto(`${origin}${path}.html${hashes[path] ?? ""}`);
      const found = await tab.run<string[]>(`${arrived}${i === 0 ? (uses[path] ?? "") : ""}${faults}`);
      if (found.length) ++wrong;
      for (const fault of found) console.log(`${tab.name}: ${path} at ${width}: ${fault}`);
    }
  return wrong;
}

const {origin, stop} = await serve();
let wrong = 0;
for (const [name, open, widths] of [
  ["Firefox, light", () => openFirefox("light"), [1440, 390]],
  ["Firefox, dark", () => openFirefox("dark"), [1440]],
  ["WebKit", openWebKit, [1440, 500]]
] as const) {
  const tab = await open();
  if (!tab) {
    console.log(`${name}: left out, since it is not installed; see docs/gates.md`);
    continue;
  }
  const found = await visit(tab, origin, widths);
  wrong += found;
  console.log(`${name}: ${tab.name}: ${found ? `${found} pages wrong` : "all pages are fine"}`);
  await tab.close();
}
stop();
process.exitCode = wrong ? 1 : 0;
