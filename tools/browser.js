// Finds a Chrome, Chromium or Edge to test with, and installs one where there is none.
import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {delimiter, join} from "node:path";
import {fileURLToPath} from "node:url";
import {chromium} from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((key) =>
    ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"].map((path) =>
      join(process.env[key] ?? "", path)
    )
  )
];

/**
 * The browser's path: CHROME_PATH, then what is on the PATH or in the usual places, then Playwright's own; undefined
 * where there is none.
 * @throws when CHROME_PATH names a file that is not there
 */
export function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`browser: missing file: ${named}; CHROME_PATH must name a browser`);
    return named;
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [...folders.flatMap((f) => names.map((n) => join(f, n))), ...places, chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path));
}

/** Tries Playwright's own download, then Debian's package. Returns the path; undefined if neither could be had. */
export function installBrowser() {
  console.log("browser: none found; trying to install one");
  const root = process.getuid?.() === 0;
  const ways = [
    [process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium-headless-shell", "chromium"]],
    ...(root && existsSync("/usr/bin/apt-get")
      ? [["sh", ["-c", "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium"]]]
      : [])
  ];
  for (const [command, args] of ways) {
    spawnSync(command, args, {stdio: "inherit", timeout: 600_000});
    const found = findBrowser();
    if (found) return found;
  }
  return undefined;
}

/** The browser's path, installing one if need be. Exits with an explanation where that fails. */
export function requireBrowser() {
  const found = findBrowser() ?? installBrowser();
  if (found) return found;
  console.error(
    "browser: none found, and none could be installed. Install Chrome, Chromium or Edge (on Debian: apt-get install chromium), or set CHROME_PATH to one, and run the tests again."
  );
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(requireBrowser());
