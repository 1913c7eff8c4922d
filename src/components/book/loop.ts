import {reducedMotion} from "../theme.js";

export interface Loop {
  readonly playing: boolean;
  play(): void;
  pause(): void;
  dispose(): void;
}

/**
 * Calls `tick(seconds)` once a frame while it plays and `node` can be seen. `seconds` since the last call is at most a
 * tenth. Return false to stop. With `auto` it starts by itself, unless the reader prefers less motion.
 */
export function loop(
  node: Element,
  tick: (seconds: number) => boolean | undefined,
  {auto = false, onChange}: {auto?: boolean; onChange?: (playing: boolean) => void} = {}
): Loop {
  let playing = false;
  let visible = false;
  let frame = 0;
  let before = 0;

  function schedule() {
    if (playing && visible && !frame) {
      before = performance.now();
      frame = requestAnimationFrame(step);
    }
  }
  function step(now: number) {
    frame = 0;
    const more = tick(Math.min(0.1, Math.max(0, (now - before) / 1000)));
    before = now;
    if (more === false) set(false);
    else if (playing && visible) frame = requestAnimationFrame(step);
  }
  function set(next: boolean) {
    if (playing === next) return;
    playing = next;
    if (!playing) {
      cancelAnimationFrame(frame);
      frame = 0;
    }
    onChange?.(playing);
    schedule();
  }
  const observer = new IntersectionObserver((entries) => {
    // A busy page gets several at once, the newest last.
    visible = entries[entries.length - 1].isIntersecting;
    if (visible) schedule();
    else {
      cancelAnimationFrame(frame);
      frame = 0;
    }
  });
  observer.observe(node);
  if (auto && !reducedMotion()) set(true);

  return {
    get playing() {
      return playing;
    },
    play: () => set(true),
    pause: () => set(false),
    dispose() {
      set(false);
      observer.disconnect();
    }
  };
}
