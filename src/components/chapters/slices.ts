/**
 * Runs an iterator a few milliseconds at a time, so that the page keeps answering, and calls `show` after every slice.
 * Resolves with true at the end, and with false if the signal stopped it.
 */
export async function inSlices(
  work: Iterator<unknown> | AsyncIterator<unknown>,
  show: () => void,
  {signal, budget = 10}: {signal?: AbortSignal; budget?: number} = {}
): Promise<boolean> {
  for (let done = false; !done; ) {
    const end = performance.now() + budget;
    while (!done && performance.now() < end && !signal?.aborted) done = Boolean((await work.next()).done);
    if (signal?.aborted) return false;
    show();
    if (!done) await new Promise((resume) => setTimeout(resume));
  }
  return true;
}
