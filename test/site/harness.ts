import {existsSync, readFileSync} from "node:fs";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {type Browser, type BrowserContext, chromium, type Page} from "playwright-core";
import sirv from "sirv";
import {findBrowser} from "../../tools/browser.js";

/** The site is served below this path, as it would be on a shared host. */
export const base = "/some/sub/path/";

export const sizes = {desktop: {width: 1440, height: 900}, phone: {width: 390, height: 844}} as const;

export interface OpenOptions {
  width?: number;
  height?: number;
  scheme?: "light" | "dark";
  reducedMotion?: boolean;
  touch?: boolean;
  /** Where the site is mounted: below a sub-path, unless told "/". */
  mount?: string;
  /** Let the page keep itself for offline reading; off unless told, since it would load the whole site. */
  offline?: boolean;
  /** Done with the page before it goes to its address: routes, scripts. */
  before?: (page: Page) => Promise<unknown>;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors and warnings, uncaught errors, failed and foreign requests, so far. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** The built site, served and in a browser. */
export interface Site {
  readonly origin: string;
  /** The browser's version: "156.0.…". */
  readonly version: string;
  /** Opens a page by its path ("/arena") and waits until its cells have run. */
  open(path: string, options?: OpenOptions): Promise<Opened>;
  /** Serves another build from now on, as after a deployment. */
  deploy(dist: string): void;
  close(): Promise<void>;
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
];

export interface SiteOptions {
  dist?: string;
  /** Flags for the browser. */
  args?: string[];
  /** Answers in the files' stead, where it returns true: servers that fail. The address has no sub-path any more. */
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Serves `dist/` below a sub-path and starts a browser. Throws where the site is not built or no browser is found. */
export async function openSite({dist = "dist", args = [] as string[], answer}: SiteOptions = {}): Promise<Site> {
  if (!existsSync(`${dist}/index.html`)) throw new Error(`site: missing ${dist}/; run npm run build first`);
  const executablePath = findBrowser();
  if (!executablePath) throw new Error("site: missing browser; run npm test, which installs one, or set CHROME_PATH");
  const {server, deploy} = await serve(dist, answer);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({executablePath, args: [...flags, ...args]});
  return {
    origin,
    version: browser.version(),
    deploy,
    async open(
      path,
      {
        width = 1440,
        height = 900,
        scheme = "light",
        reducedMotion = false,
        touch = false,
        mount = base,
        offline = false,
        before
      } = {}
    ) {
      const context = await browser.newContext({
        viewport: {width, height},
        colorScheme: scheme,
        reducedMotion: reducedMotion ? "reduce" : "no-preference",
        hasTouch: touch,
        serviceWorkers: offline ? "allow" : "block"
      });
      const page = await context.newPage();
      const problems = watch(page, origin + mount);
      await before?.(page);
      const [pathname, rest = ""] = path.split(/(?=[?#])/, 2);
      const file = pathname.endsWith("/") ? `${pathname}index` : pathname.replace(/\.html$/, "");
      await page.goto(`${origin}${mount}${file.slice(1)}.html${rest}`, {waitUntil: "load"});
      await page.waitForFunction(() => !document.querySelector("observablehq-loading"), undefined, {timeout: 30_000});
      return {page, context, problems, close: () => context.close()};
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    }
  };
}

async function serve(
  dist: string,
  answer?: SiteOptions["answer"]
): Promise<{server: Server; deploy(dist: string): void}> {
  let files = sirv(dist, {etag: true});
  const server = createServer((request, response) => {
    if (request.url?.startsWith(base)) request.url = `/${request.url.slice(base.length)}`;
    if (answer?.(request, response)) return;
    files(request, response, () => {
      response.writeHead(404, {"content-type": "text/html"}).end(readFileSync(`${dist}/404.html`));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    server,
    deploy(next) {
      files = sirv(next, {etag: true});
    }
  };
}

/** Collects everything that a clean page does not do. */
function watch(page: Page, home: string): string[] {
  const problems: string[] = [];
  page.on("console", (m) => {
    const blocked = m.text().startsWith("Service Worker registration blocked by Playwright");
    // SwiftShader says how slowly it hands pixels over; a graphics card has nothing to say.
    const driver = m.text().includes("GL Driver Message");
    if (["error", "warning"].includes(m.type()) && !blocked && !driver) problems.push(`console: ${m.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("requestfailed", (r) => {
    // A page that is left aborts what it was loading.
    if (r.failure()?.errorText !== "net::ERR_ABORTED") problems.push(`failed: ${r.url()} ${r.failure()?.errorText}`);
  });
  page.on("request", (r) => {
    if (!r.url().startsWith(home) && !/^(data|blob):/.test(r.url())) problems.push(`foreign: ${r.url()}`);
  });
  page.on("response", (r) => {
    if (r.status() >= 400) problems.push(`${r.status()}: ${r.url()}`);
  });
  return problems;
}

/** Cells that show an error instead of a result. */
export const errorBoxes = (page: Page) => page.locator(".observablehq--error").allTextContents();

/** How much wider the page is than its window, in pixels: 0 where nothing scrolls sideways. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
