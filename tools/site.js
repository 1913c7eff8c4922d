// Runs Framework: `node tools/site.js preview|build [options]`. With --no-network every fetch fails, which shows that
// nothing is asked of a registry, a CDN or a mirror.
import {spawnSync} from "node:child_process";
import {rm, writeFile} from "node:fs/promises";
import {fileURLToPath} from "node:url";
import {bundleLibrary, writeReference} from "./library.js";
import {prepare} from "./prepare.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const [command, ...options] = process.argv.slice(2).filter((option) => option !== "--no-network");
const network = !process.argv.includes("--no-network");
if (command !== "preview" && command !== "build")
  throw new Error(`site: unknown command: ${command}; expected preview or build`);

process.chdir(root);
process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
if (!network) {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --require=./tools/no-network.cjs`.trim();
  await import("./no-network.cjs");
}

await prepare();
const mnist = spawnSync(process.execPath, ["--import=tsx", "tools/mnist.ts"], {stdio: "inherit"});
if (mnist.status !== 0) process.exit(mnist.status ?? 1);
if (command === "build") await rm("dist", {recursive: true, force: true});
process.argv.splice(2, Infinity, command, ...options);
if (command === "build")
  process.once("beforeExit", async () => {
    if (process.exitCode) return;
    const {finish} = await import("./finish/index.js");
    await finish("dist");
    await writeFile("dist/nabla.js", await bundleLibrary());
    writeReference("dist/api");
  });
await import("../node_modules/@observablehq/framework/dist/bin/observable.js");
