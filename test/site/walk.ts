import type {Page} from "playwright-core";

const MAIN = "#observablehq-main";
const STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** One stop of a walk with the Tab key, and what was wrong with it. */
interface Stop {
  readonly kind: "slider" | "handle" | "other";
  readonly name: string;
  readonly fault: string;
}

/** What the focused control stands at. */
const standing = (page: Page) =>
  page.evaluate(() => {
    const node = document.activeElement as HTMLInputElement;
    return node.getAttribute("aria-valuenow") ?? node.value;
  });

/**
 * Goes through the main part of a page with the Tab key, from its title to its end. Works what it meets: sliders by
 * arrow keys, words in the prose by Enter. Returns what it could not reach, or that had no name, no ring, or no answer.
 */
export async function walk(page: Page): Promise<{faults: string[]; sliders: number; handles: number}> {
  await page.evaluate(
    ([main, stops]) => {
      const groups = new Set<string>();
      for (const node of document.querySelectorAll<HTMLElement>(`${main} :is(${stops})`)) {
        const folded = node.closest("details:not([open]) > :not(summary)");
        if (node.matches(":disabled") || !node.checkVisibility() || folded) continue;
        // A group of radio buttons is one stop.
        if (node instanceof HTMLInputElement && node.type === "radio") {
          if (groups.has(node.name)) continue;
          groups.add(node.name);
          node.dataset.walkGroup = node.name;
        }
        node.dataset.walk = "wanted";
      }
      const title = document.querySelector<HTMLElement>(`${main} h1`)!;
      title.tabIndex = -1;
      title.focus();
    },
    [MAIN, STOPS]
  );
  const faults: string[] = [];
  const count = {slider: 0, handle: 0, other: 0};
  for (let i = 0; i < 600; ++i) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate((main): Stop | null => {
      const node = document.activeElement as HTMLElement | null;
      if (!node?.closest(main)) return null;
      const radio = node instanceof HTMLInputElement && node.type === "radio" ? node.name : "";
      if (radio)
        for (const n of document.querySelectorAll<HTMLElement>(`[data-walk-group="${radio}"]`)) delete n.dataset.walk;
      delete node.dataset.walk;
      const label = node instanceof HTMLInputElement ? node.labels?.[0]?.textContent : "";
      const name = (node.ariaLabel || node.textContent || label || "").trim();
      // A point or a link of a drawing has its ring as a thicker line.
      const ring = [node, node.closest("label") ?? node]
        .map((n) => getComputedStyle(n))
        .some(({outlineStyle, strokeWidth}) => {
          return outlineStyle !== "none" || (node instanceof SVGElement && strokeWidth !== "1px");
        });
      const {bottom, top} = node.getBoundingClientRect();
      const seen = bottom > 0 && top < innerHeight;
      const what = name || node.outerHTML.slice(0, 100);
      return {
        kind: node.matches("input[type=range], [role=slider]")
          ? "slider"
          : node.matches("button.handle")
            ? "handle"
            : "other",
        name: what,
        fault: !name ? `no name: ${what}` : !ring ? `no ring: ${what}` : !seen ? `out of sight: ${what}` : ""
      };
    }, MAIN);
    if (!stop) break;
    if (stop.fault) faults.push(stop.fault);
    ++count[stop.kind];
    if (stop.kind === "handle") await page.keyboard.press("Enter");
    if (stop.kind === "slider") {
      const before = await standing(page);
      for (const key of ["ArrowUp", "ArrowDown"]) {
        await page.keyboard.press(key);
        if ((await standing(page)) !== before) break;
      }
      if ((await standing(page)) === before) faults.push(`no answer: ${stop.name}`);
    }
  }
  const missed = await page.evaluate(
    (main) =>
      [...document.querySelectorAll<HTMLElement>(`${main} [data-walk="wanted"]`)]
        .filter((n) => n.checkVisibility())
        .map((n) => n.outerHTML.slice(0, 120)),
    MAIN
  );
  faults.push(...missed.map((node) => `not reached: ${node}`));
  if (await page.evaluate((main) => Boolean(document.activeElement?.closest(main)), MAIN)) faults.push("no way out");
  return {faults, sliders: count.slider, handles: count.handle};
}

/** What each figure says to ears: its pictures' names, and its sentence. */
export const alternatives = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("[data-figure]")].map((figure) => [
        figure.dataset.figure,
        [
          ...figure.querySelectorAll(
            "svg[aria-label], canvas[aria-label], .stage[aria-label], [role=img], .figure-says"
          )
        ]
          .map((node) => node.getAttribute("aria-label") ?? node.textContent)
          .join("\n")
      ])
    )
  );

/** What a page loses on paper: folds that stay shut, formulas that are cut off, controls that are printed. */
export async function lostOnPaper(page: Page): Promise<string[]> {
  await page.emulateMedia({media: "print"});
  // A4 without its margins, at 96 pixels an inch.
  await page.setViewportSize({width: 718, height: 1000});
  await page.waitForTimeout(100);
  const lost = await page.evaluate((main) => {
    const say = (what: string, node: Element) => `${what}: ${(node.textContent || node.outerHTML).trim().slice(0, 80)}`;
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(`${main} ${selector}`)];
    return [
      ...all("details:not(.code-link) > :not(summary)")
        .filter((node) => node.getBoundingClientRect().height < 1 && node.textContent?.trim())
        .map((node) => say("folded", node)),
      ...all(".katex-display, table, pre, svg")
        .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0)
        .map((node) => say("cut off", node)),
      ...all("input[type=range], .figure button, .predict button.primary")
        .filter((node) => node.checkVisibility())
        .map((node) => say("printed", node))
    ];
  }, MAIN);
  await page.emulateMedia({media: null});
  return lost;
}
