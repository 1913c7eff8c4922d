// Serves dist/ with a real nginx and docs/deploy/nginx.conf, and opens it in the browser: `npx tsx tools/try-nginx.ts`.
// Build with BASE=/nabla/ first. Needs nginx (Debian: nginx-light).
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
try {
  await new Promise((resolve) => setTimeout(resolve, 800));
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
  const {headers} = await fetch(script, {headers: {"accept-encoding": "gzip"}});
  console.log(
    `script: ${headers.get("cache-control")}, ${headers.get("content-encoding")}, ${headers.get("content-type")}`
  );
  if (!headers.get("cache-control")?.includes("immutable")) wrong.push(`not kept for good: ${script}`);
  const lost = await fetch(`${origin}/nabla/no/such/page`);
  console.log(`a page that is not there: ${lost.status}, ${/<title>.*<\/title>/.exec(await lost.text())?.[0]}`);
  await browser.close();
} finally {
  nginx.kill();
  rmSync(folder, {recursive: true, force: true});
}
if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
