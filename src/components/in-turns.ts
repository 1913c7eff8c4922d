const waiting = new Set<() => void>();
let listens = false;

/** On paper nothing is left for later. */
const all = () => {
  for (const finish of waiting) finish();
};

/**
 * Does pieces of work in tasks of their own, so that the page answers between two, and calls `shown` after each. What is
 * left when the page is printed is done at once.
 */
export function inTurns(pieces: Iterator<unknown>, shown?: () => void): void {
  if (!listens) addEventListener("beforeprint", all);
  listens = true;
  let done = false;
  const step = () => {
    done ||= Boolean(pieces.next().done);
    if (done) waiting.delete(finish);
    shown?.();
  };
  const finish = () => {
    while (!done) step();
  };
  const turn = () => {
    if (done) return;
    step();
    if (!done) setTimeout(turn);
  };
  waiting.add(finish);
  turn();
}
