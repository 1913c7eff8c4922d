/**
 * Keeps what need not happen at every frame to once in `ms`. What is put off is not lost: `later` is called when its turn
 * has come.
 */
export function pace(ms: number, later: () => void) {
  let at = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    /** Whether it is the turn, at a time in ms; `now` at once, whatever the time. */
    due(time: number, now = false): boolean {
      if (now || time - at >= ms) {
        at = time;
        clearTimeout(timer);
        timer = undefined;
        return true;
      }
      timer ??= setTimeout(() => {
        timer = undefined;
        later();
      }, ms);
      return false;
    },
    dispose: () => clearTimeout(timer)
  };
}
