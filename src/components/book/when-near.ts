/** How far from the window is near, above and below: three quarters of its height. */
const MARGIN = "75% 0px";
/** Milliseconds that an idle moment must have left for one more piece of work. */
const SPARE = 8;

const waiting = new Map<Element, (() => void)[]>();
let observer: IntersectionObserver | undefined;
let asked = false;

function begin(node: Element) {
  const work = waiting.get(node) ?? [];
  waiting.delete(node);
  observer?.unobserve(node);
  for (const piece of work) piece();
}

const all = () => {
  for (const node of [...waiting.keys()]) begin(node);
};

/** What is in the page and waits. */
const next = () => [...waiting.keys()].find((node) => node.isConnected);

/** Does one piece whenever the page has nothing else to do. Browsers without idle moments wait for the reader. */
function askForIdleMoments() {
  if (asked || !next() || !("requestIdleCallback" in globalThis)) return;
  asked = true;
  requestIdleCallback((deadline) => {
    asked = false;
    const node = next();
    if (node && deadline.timeRemaining() > SPARE) begin(node);
    askForIdleMoments();
  });
}

function watch(): IntersectionObserver {
  // On paper everything is near.
  addEventListener("beforeprint", all);
  matchMedia("print").addEventListener("change", all);
  addEventListener("load", askForIdleMoments);
  return new IntersectionObserver(
    (entries) => {
      for (const {isIntersecting, target} of entries) if (isIntersecting) begin(target);
      // Whatever has just come into the page is heard of here first.
      if (document.readyState === "complete") askForIdleMoments();
    },
    {rootMargin: MARGIN}
  );
}

/**
 * Puts work off until its place on the page comes near the window, until the page is idle, or until it is printed. So
 * the first screen is there before the last figure has been computed. Returns a way to call it off.
 */
export function whenNear(node: Element, work: () => void): () => void {
  observer ??= watch();
  waiting.set(node, [...(waiting.get(node) ?? []), work]);
  observer.observe(node);
  return () => {
    const left = waiting.get(node)?.filter((piece) => piece !== work) ?? [];
    if (left.length) waiting.set(node, left);
    else {
      waiting.delete(node);
      observer?.unobserve(node);
    }
  };
}
