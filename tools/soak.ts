// Trains in the page for a while and watches the memory of the tab: `npx tsx tools/soak.ts --minutes 30`.
// Prints the tab's resident memory each half minute; fails when the last third is more than a tenth above the middle one.
import {execFileSync} from "node:child_process";
import {parseArgs} from "node:util";
import {openSite} from "../test/site/harness.js";

const {values} = parseArgs({
  options: {minutes: {type: "string", default: "30"}, every: {type: "string", default: "30"}}
});
const site = await openSite();
const {page, problems, close} = await site.open("/mnist#epochs=100");

/** Resident memory of the largest renderer among this program's children, in MB: page and worker share one process. */
function memory(): number {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], {encoding: "utf8"}).trim().split("\n");
  const rows = lines.map((line) => {
    const [pid, parent, rss, ...args] = line.trim().split(/\s+/);
    return {
      pid: Number(pid),
      parent: Number(parent),
      rss: Number(rss) / 1024,
      renderer: args.includes("--type=renderer")
    };
  });
  const mine = new Set([process.pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const {pid, parent} of rows)
      if (mine.has(parent) && !mine.has(pid)) {
        mine.add(pid);
        grown = true;
      }
  }
  return Math.round(Math.max(0, ...rows.filter((r) => mine.has(r.pid) && r.renderer).map((r) => r.rss)));
}

const lab = page.locator('[data-lab="mnist"]');
await page.getByRole("button", {name: "Train", exact: true}).click();
const end = Date.now() + 60_000 * Number(values.minutes);
const found: number[] = [];
while (Date.now() < end) {
  await page.waitForTimeout(1000 * Number(values.every));
  if ((await lab.getAttribute("data-state")) === "done") await page.getByRole("button", {name: "Train again"}).click();
  found.push(memory());
  console.log(
    `${await lab.getAttribute("data-state")}, step ${await lab.getAttribute("data-step")}: ${found.at(-1)} MB`
  );
}
await close();
await site.close();
const third = Math.floor(found.length / 3);
const mean = (part: readonly number[]) => part.reduce((a, b) => a + b, 0) / Math.max(1, part.length);
const [middle, last] = [mean(found.slice(third, 2 * third)), mean(found.slice(2 * third))];
console.log(`middle third ${middle.toFixed(0)} MB, last third ${last.toFixed(0)} MB; ${problems.length} problems`);
if (third < 1 || last > 1.1 * middle || problems.length) process.exitCode = 1;
