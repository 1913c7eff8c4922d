import {frameClock} from "./frame-clock.js";

/** Time while it plays: how many steps are due at each frame. */
export function playback() {
  const clock = frameClock();
  let playing = false;
  /** The part of a step that is left over from the frames before. */
  let owed = 0;
  return {
    get playing() {
      return playing;
    },
    /** Median time between frames in ms; undefined before anything has played. */
    get frameMs() {
      return clock.median;
    },
    start() {
      playing = true;
      clock.start();
    },
    stop() {
      playing = false;
      owed = 0;
      clock.stop();
    },
    /** Starts counting afresh, and goes on. */
    forget() {
      owed = 0;
    },
    /** Whole steps that are due at a frame, at a speed in steps per second. */
    due(now: number, speed: number): number {
      if (!playing) return 0;
      owed += clock.elapsed(now) * speed;
      const whole = Math.floor(owed);
      owed -= whole;
      return whole;
    }
  };
}
