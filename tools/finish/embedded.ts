// dist/embedded.js: loaded by a page whose address has `?embed=`, it shows only the figures that are named there, and
// tells the page around it how high they are. `src/style/embedded.css` hides what it does not mark.

const text = {
  missing: (name: string) => `There is no figure “${name}” on this page.`
};
/** Time after which a figure that has not come is missed, in milliseconds. */
const PATIENCE = 15_000;

/** The named figures, or parts of the arena; without names, the page's lab or its first figure. */
function find(main: Element, names: readonly string[]): Element[] {
  if (!names.length) return [...main.querySelectorAll("[data-lab], figure.figure")].slice(0, 1);
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
  const reveal = () => {
    const figures = find(main, names);
    if (!figures.length || figures.length < names.length) return;
    watch.disconnect();
    clearTimeout(timer);
    show(main, figures);
    tell.observe(center);
  };
  const watch = new MutationObserver(reveal);
  const timer = setTimeout(() => {
    watch.disconnect();
    const note = document.createElement("p");
    note.textContent = text.missing(names.join(","));
    main.prepend(note);
    show(main, [note]);
    tell.observe(center);
  }, PATIENCE);
  watch.observe(main, {childList: true, subtree: true});
  reveal();
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
