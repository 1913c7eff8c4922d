import {inTurns} from "./in-turns.js";

/** How far from the window is near, above and below: three quarters of its height. */
const MARGIN = "75% 0px";
/** Milliseconds that an idle moment must have left for one more piece of work. */
const SPARE = 8;

const waiting = new Map<Element, (() => void)[]>();
let observer: IntersectionObserver | undefined;
let asked = false;
let present = false;

function begin(node: Element) {
  const work = waiting.get(node) ?? [];
  waiting.delete(node);
  observer?.unobserve(node);
  for (const piece of work) piece();
}

function* beginEach(nodes: Iterable<Element>) {
  for (const node of nodes) {
    begin(node);
    yield;
  }
}

const all = () => {
  for (const node of [...waiting.keys()]) begin(node);
};

/** What is in the page and waits. */
const next = () => [...waiting.keys()].find((node) => node.isConnected);

/** What a reader does who is there. Until then nothing is drawn in advance: the page has just begun to load. */
const signs = ["pointermove", "pointerdown", "keydown", "scroll"] as const;

/** Does one piece whenever the page has nothing else to do. Browsers without idle moments wait until it comes near. */
function askForIdleMoments() {
  if (asked || !present || !next() || !("requestIdleCallback" in globalThis)) return;
  asked = true;
  requestIdleCallback((deadline) => {
    asked = false;
    const node = next();
    if (node && deadline.timeRemaining() > SPARE) begin(node);
    askForIdleMoments();
  });
}

function arrive() {
  present = true;
  askForIdleMoments();
}

function watch(): IntersectionObserver {
  // On paper everything is near.
  addEventListener("beforeprint", all);
  matchMedia("print").addEventListener("change", all);
  for (const sign of signs) addEventListener(sign, arrive, {once: true, passive: true});
  return new IntersectionObserver(
    (entries) => {
      inTurns(beginEach(entries.filter(({isIntersecting}) => isIntersecting).map(({target}) => target)));
      // Whatever has just come into the page is heard of here first.
      askForIdleMoments();
    },
    {rootMargin: MARGIN}
  );
}

/**
 * Puts work off until its place on the page comes near the window, until the reader is there and the page idle, or until it
 * is printed. So the first screen is there before the last figure has been computed. Returns a way to call it off.
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
