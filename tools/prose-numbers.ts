// Finds numbers that somebody typed into a page's prose. A number that the library can compute is written `{{name}}`.

/** Figures that are facts, not results: MNIST's sizes, the article's layer, round shares. */
const facts = new Set(["28", "784", "128", "60,000", "10,000", "70,000", "100"]);

/** Blanks out a match and keeps its line breaks, so that line numbers stay right. */
const blank = (match: string) => match.replace(/[^\n]/g, " ");

/** The page without what is not prose: front matter, code, mathematics, tags, addresses, and `{{names}}`. */
export function proseOf(page: string): string {
  return [
    /^---\n[\s\S]*?\n---\n/,
    /^```[\s\S]*?^```/gm,
    /<!--[\s\S]*?-->/g,
    /<(style|svg|script)[\s\S]*?<\/\1>/g,
    /\$\$[\s\S]*?\$\$/g,
    /\$\{[^}\n]*\}/g,
    /`[^`\n]*`/g,
    /(?<![\\$])\$(?=\S)[^$\n]*\S?\$/g,
    /\]\([^)\n]*\)/g,
    /^\[[^\]]+\]:.*$/gm,
    /<[^>]*>/g,
    /https?:\S+/g,
    /\{\{\w+\}\}/g
  ].reduce((text, pattern) => text.replace(pattern, blank), page);
}

/**
 * What the cells of a page say to readers: the strings of its predictions and questions, each on its line, with all else
 * blanked out. Addresses are not said; code in a template is not either.
 */
export function spokenOf(page: string): string {
  const cells = /^```js\n[\s\S]*?^```/gm;
  const said: string[] = page.split("\n").map(() => "");
  for (const {0: cell, index} of page.matchAll(cells)) {
    const first = page.slice(0, index).split("\n").length - 1;
    cell.split("\n").forEach((line, i) => {
      const strings = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, words]) => words);
      said[first + i] = strings
        .filter((words) => !/^(\.\.?\/|npm:|#)/.test(words))
        .join(" · ")
        .replaceAll("\\\\", "\\");
    });
  }
  return said.join("\n");
}

export interface TypedNumber {
  /** 1 for the first line of the page. */
  readonly line: number;
  readonly number: string;
}

/**
 * Numbers in the prose that look like results: all but small whole numbers (0 to 10), years, list numbers, parts of
 * names (2-D, ES2022, L-BFGS-2), numbered places in a source (Algorithm 1, eq. 12, section 7.1), and known facts.
 */
export function typedNumbers(page: string): TypedNumber[] {
  const found: TypedNumber[] = [];
  proseOf(page)
    .split("\n")
    .forEach((text, i) => {
      const rest = text.replace(
        /^\s*\d+[.)]\s|\b(algorithm|eq\.|equation|figure|fig\.|section|sections|chapter|table|part|issue|version|pp?\.)\s+[\d.–]+/gi,
        blank
      );
      for (const [number] of rest.matchAll(/(?<![\p{L}\d.,-])[-−]?\d(?:[\d.,]*\d)?(?![\d\p{L}]|-\p{L})/gu)) {
        const value = Number(number.replace(/,/g, "").replace("−", "-"));
        const small = /^[-−]?\d+$/.test(number) && Math.abs(value) <= 10;
        const year = /^(1[6-9]|20)\d\d$/.test(number);
        if (!small && !year && !facts.has(number)) found.push({line: i + 1, number});
      }
    });
  return found;
}
