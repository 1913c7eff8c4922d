// Framework ships no types; these are the two functions that tools/check-pages.ts uses.
declare module "*/@observablehq/framework/dist/config.js" {
  export function normalizeConfig(config: unknown): {md: unknown; root: string};
}
declare module "*/@observablehq/framework/dist/markdown.js" {
  export function parseMarkdown(
    source: string,
    options: {md: unknown; path: string}
  ): {code: {node: {input: string; expression: boolean}; mode: string}[]};
}
