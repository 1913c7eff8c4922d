// Serves dist/ with a real nginx and docs/deploy/nginx.conf, and opens it in the browser: `npx tsx tools/try-nginx.ts`.
// Build with BASE=/nabla/ first. Needs nginx (Debian: nginx-light) and port 8080. Exits with 1 where a page is wrong or a
// header of docs/deployment.md is missing.
import {spawn} from "node:child_process";
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {chromium} from "playwright-core";
import {requireBrowser} from "./browser.js";

const folder = mkdtempSync(join(tmpdir(), "nabla-nginx-"));
cpSync("dist", join(folder, "www/nabla"), {recursive: true});
const server = readFileSync("docs/deploy/nginx.conf", "utf8").replace("/var/www", join(folder, "www"));
const conf = join(folder, "nginx.conf");
writeFileSync(
  conf,
  `daemon off; user root; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events {} http { include /etc/nginx/mime.types; access_log off; ${server} }`
);
const nginx = spawn("nginx", ["-c", conf, "-p", folder], {stdio: "inherit"});
const origin = "http://localhost:8080";
const wrong: string[] = [];

/** Waits until nginx answers; it ends by itself where it cannot. */
async function answered() {
  for (let tries = 0; ; ++tries) {
    if (nginx.exitCode !== null) throw new Error(`try-nginx: nginx ended with ${nginx.exitCode}`);
    if (await fetch(`${origin}/nabla/`).catch(() => undefined)) return;
    if (tries === 100) throw new Error("try-nginx: nginx does not answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Notes where an answer does not have the headers that it should have. */
async function expectHeaders(address: string, expected: Readonly<Record<string, string>>) {
  const {headers} = await fetch(address, {headers: {"accept-encoding": "gzip"}});
  for (const [name, part] of Object.entries(expected))
    if (!headers.get(name)?.includes(part)) wrong.push(`${address}: ${name}: ${headers.get(name)}; expected ${part}`);
}
try {
  await answered();
  const browser = await chromium.launch({executablePath: requireBrowser(), args: ["--no-sandbox"]});
  const page = await browser.newPage();
  page.on("console", (m) => m.type() === "error" && wrong.push(m.text()));
  page.on("response", (r) => r.status() >= 400 && wrong.push(`${r.status()} ${r.url()}`));
  for (const path of ["", "arena.html", "mnist.html", "licences.html"]) {
    await page.goto(`${origin}/nabla/${path}`, {waitUntil: "load"});
    await page.waitForFunction(() => !document.querySelector("observablehq-loading"));
    console.log(`/nabla/${path}: ${await page.title()}`);
  }
  const script = await page.evaluate(
    () => performance.getEntriesByType("resource").find(({name}) => /-\w{8}\.js$|\.\w{8}\.js$/.test(name))?.name
  );
  if (!script) throw new Error("try-nginx: missing script; expected one whose name holds its hash");
  const common = {"x-content-type-options": "nosniff"};
  const asked = {...common, "cache-control": "no-cache"};
  await expectHeaders(script, {...common, "cache-control": "immutable", "content-encoding": "gzip"});
  await expectHeaders(`${origin}/nabla/`, {...asked, "content-encoding": "gzip", "content-type": "text/html"});
  await expectHeaders(`${origin}/nabla/offline.js`, {...asked, "content-type": "javascript"});
  await expectHeaders(`${origin}/nabla/manifest.webmanifest`, asked);
  const lost = await fetch(`${origin}/nabla/no/such/page`);
  if (lost.status !== 404 || !/no page here/i.test(await lost.text()))
    wrong.push(`a page that is not there: ${lost.status}`);
  await browser.close();
} finally {
  nginx.kill();
  rmSync(folder, {recursive: true, force: true});
}
if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
