/** Time between frames while something plays, and its median for whoever measures. */
export function frameClock() {
  let last: number | undefined;
  const recent: number[] = [];
  return {
    start() {
      last = undefined;
      recent.length = 0;
    },
    stop() {
      last = undefined;
    },
    /** Seconds since the frame before; at most a tenth, so that a sleeping page does not leap. */
    elapsed(now: number): number {
      const ms = last === undefined ? 0 : now - last;
      last = now;
      if (ms > 0) recent.push(ms);
      if (recent.length > 240) recent.shift();
      return Math.min(ms, 100) / 1000;
    },
    /** Median of the last frames in ms; undefined before there are any. */
    get median(): number | undefined {
      return recent.length ? [...recent].sort((a, b) => a - b)[recent.length >> 1] : undefined;
    }
  };
}
