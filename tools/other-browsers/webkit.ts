import {type ChildProcess, spawn, spawnSync} from "node:child_process";
import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import type {Tab} from "./tab.js";

/** Where Debian and its children keep MiniBrowser, the least browser around WebKitGTK. */
function findMiniBrowser(): string | undefined {
  return ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec"]
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, "MiniBrowser")))
    .filter((path) => /webkit2?gtk/.test(path) && existsSync(path))
    .at(-1);
}

const has = (program: string) => spawnSync("which", [program]).status === 0;

/** Starts a program; it says nothing. */
function start(program: string, options: string[], env = {}): ChildProcess {
  return spawn(program, options, {stdio: "ignore", env: {...process.env, ...env}});
}

/**
 * A tab of WebKitGTK, Safari's engine, on a screen of its own; undefined where one of the programs is missing. Debian:
 * `apt-get install webkit2gtk-driver xvfb`.
 */
export async function openWebKit(): Promise<Tab | undefined> {
  const binary = findMiniBrowser();
  if (!binary || !has("WebKitWebDriver") || !has("Xvfb")) return undefined;
  const [port, display] = [20_000 + (process.pid % 20_000), `:${100 + (process.pid % 400)}`];
  const screen = start("Xvfb", [display, "-screen", "0", "1600x1100x24"]);
  const driver = start("WebKitWebDriver", [`--port=${port}`], {
    DISPLAY: display,
    LIBGL_ALWAYS_SOFTWARE: "1",
    // WebKit's sandbox cannot be made by root, nor in most containers; the page is ours.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1"
  });
  const stop = () => {
    driver.kill();
    screen.kill();
  };

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {method, body: body ? JSON.stringify(body) : null});
    const {value} = (await response.json()) as {value: T & {error?: string; message?: string}};
    if (!response.ok) throw new Error(`webkit: failed: ${value.error}: ${value.message}`);
    return value;
  }

  async function begin() {
    for (let tries = 0; ; ++tries)
      try {
        const options = {binary, args: ["--automation"]};
        return await call<{sessionId: string; capabilities: {browserVersion: string}}>("POST", "/session", {
          capabilities: {alwaysMatch: {"webkitgtk:browserOptions": options}}
        });
      } catch (error) {
        if (tries === 20) {
          stop();
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
  }

  const {sessionId, capabilities} = await begin();
  const session = `/session/${sessionId}`;
  await call("POST", `${session}/timeouts`, {script: 180_000});
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    async goto(url) {
      await call("POST", `${session}/url`, {url});
    },
    run: (body) =>
      call("POST", `${session}/execute/async`, {
        script: `const done = arguments[0]; (async () => {${body}})().then(done, (error) => done({failed: String(error)}));`,
        args: []
      }),
    async resize(width, height) {
      await call("POST", `${session}/window/rect`, {width, height});
    },
    async close() {
      await call("DELETE", session);
      stop();
    }
  };
}
