const text = {
  worker:
    "This browser does not let the page start a worker, so it cannot train here. The text, the programs and the drawing square (as the network would see it) still work."
};

/** What this browser lacks that training needs, said with what works without it. */
export function unsupported(): string | undefined {
  return typeof Worker === "undefined" ? text.worker : undefined;
}
