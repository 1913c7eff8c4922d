import {existsSync} from "node:fs";
import {firefox} from "playwright-core";
import type {Tab} from "./tab.js";

const places = [
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe"
];

/** The part of Playwright's inside that hands commands to Firefox. */
interface Inside {
  readonly _connection: {
    toImpl(browser: unknown): {
      readonly _browserSession: {send(method: string, parameters: unknown): Promise<unknown>};
    };
  };
}

/**
 * A tab of the Firefox that is installed, or of the one that FIREFOX_PATH names; undefined where there is none.
 * Playwright speaks WebDriver BiDi with it. It asks for every new context that a colour scheme be emulated, which released
 * versions do not know yet; so an unknown command is passed over, and the scheme is a setting.
 */
export async function openFirefox(scheme: "light" | "dark"): Promise<Tab | undefined> {
  const executablePath = [process.env.FIREFOX_PATH ?? "", ...places].find(existsSync);
  if (!executablePath) return undefined;
  const browser = await firefox.launch({
    channel: "moz-firefox",
    executablePath,
    firefoxUserPrefs: {"layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1}
  });
  const session = Object.getPrototypeOf((browser as unknown as Inside)._connection.toImpl(browser)._browserSession);
  const send = session.send;
  session.send = async function (method: string, parameters: unknown) {
    try {
      return await send.call(this, method, parameters);
    } catch (error) {
      if (error instanceof Error && error.message.includes("unknown command")) return {};
      throw error;
    }
  };
  const page = await browser.newPage();
  return {
    name: `Firefox ${browser.version()}`,
    async goto(address) {
      await page.goto(address, {waitUntil: "load"});
    },
    run: (body) => page.evaluate(`(async () => {${body}})()`),
    resize: (width, height) => page.setViewportSize({width, height}),
    close: () => browser.close()
  };
}
