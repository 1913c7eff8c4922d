// dist/embedded.js: loaded by a page whose address has `?embed=`, it shows only the figures that are named there, and
// tells the page around it how high they are. `src/style/embedded.css` hides what it does not mark.

const text = {
  missing: (names: readonly string[]) =>
    names.length ? `There is no figure “${names.join(",")}” on this page.` : "There is no figure on this page."
};
/** Time after which a figure that has not come is said to be missing, in milliseconds. It may still come. */
const PATIENCE = 15_000;

/** The page's lab or its first figure; none while a cell before it, which may show another, is still at work. */
function findFirst(main: Element): Element[] {
  const [first, working] = ["[data-lab], figure.figure", "observablehq-loading"].map((s) => main.querySelector(s));
  if (!first || (working && working.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)) return [];
  return [first];
}

/** The named figures, or parts of the arena; without names, the page's lab or its first figure. */
function find(main: Element, names: readonly string[]): Element[] {
  if (!names.length) return findFirst(main);
  return names.flatMap((name) => [...main.querySelectorAll(`figure[data-figure="${name}"], [data-part="${name}"]`)]);
}

/** Marks the figures and what they stand in; the rest stays hidden. */
function show(main: Element, figures: readonly Element[]) {
  for (const figure of figures) {
    figure.setAttribute("data-embedded", "figure");
    for (let at = figure.parentElement; at && at !== main; at = at.parentElement) at.setAttribute("data-embedded", "");
  }
  document.documentElement.classList.add("embedded-shown");
}

/** Opens links to other pages outside the frame, and without `?embed=`. */
function leadOut(event: MouseEvent) {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  if (!link || link.download || link.pathname === location.pathname) return;
  link.target = "_blank";
}

function start() {
  const names = (new URLSearchParams(location.search).get("embed") ?? "").split(",").filter((n) => /^[\w-]+$/.test(n));
  const main = document.querySelector("#observablehq-main")!;
  const center = document.querySelector("#observablehq-center")!;
  document.addEventListener("click", leadOut, true);
  // The height of a figure is no secret, and the page around may be anybody's.
  const tell = new ResizeObserver(() =>
    parent.postMessage({nablaHeight: Math.ceil(center.getBoundingClientRect().height)}, "*")
  );
  const note = document.createElement("p");
  note.textContent = text.missing(names);
  const reveal = () => {
    const figures = find(main, names);
    if (!figures.length || figures.length < names.length) return;
    watch.disconnect();
    clearTimeout(timer);
    note.remove();
    show(main, figures);
    tell.observe(center);
  };
  const watch = new MutationObserver(reveal);
  const timer = setTimeout(() => {
    main.prepend(note);
    show(main, [note]);
    tell.observe(center);
  }, PATIENCE);
  watch.observe(main, {childList: true, subtree: true});
  reveal();
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
