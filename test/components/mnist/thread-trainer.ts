import {answer} from "../../../src/components/mnist/answers.js";
import type {DigitData} from "../../../src/components/mnist/digits.js";
import type {DataReport, News} from "../../../src/components/mnist/messages.js";
import {createSession, type Session} from "../../../src/components/mnist/session.js";
import type {StartTrainer} from "../../../src/components/mnist/trainer.js";

/** Trainers that train in this thread, one after another in small slices; `kill` ends the nth that was started, `fail` its run. */
export function threadTrainers(digits: DigitData) {
  const ends: ((how: "died" | "failed") => void)[] = [];
  const startTrainer: StartTrainer = (listen) => {
    let session: Session | undefined;
    let data = digits;
    let alive = true;
    const host = {
      post: (news: News) => void (alive && listen(structuredClone(news) as Parameters<typeof listen>[0])),
      now: () => performance.now(),
      breathe: () => new Promise<void>((resolve) => setImmediate(resolve))
    };
    const end = () => {
      session?.stop();
      alive = false;
    };
    ends.push((type) => {
      end();
      listen({type, message: `${type} for the test`});
    });
    const report = ({source, train, test}: DigitData): DataReport => ({
      source,
      train: train.count,
      test: test.count,
      shape: train.shape,
      classes: train.classes
    });
    const loaded = report(digits);
    return {
      load: async () => loaded,
      own: async () => loaded,
      async take(lent) {
        data = structuredClone(lent);
        return report(data);
      },
      start(settings, until, from) {
        session = createSession(host, data, structuredClone(settings), {
          from: structuredClone(from),
          watch: {weights: false, layers: false}
        });
        session.go(until);
      },
      go: (until) => session?.go(until),
      pause: () => session?.pause(),
      stop: () => session?.stop(),
      set: (change) => session?.set(change),
      watch() {},
      ask: (what, args) => answer(what, args, {session, data, host}),
      dispose: end
    };
  };
  return {
    startTrainer,
    kill: (n: number) => ends[n]("died"),
    fail: (n: number) => ends[n]("failed"),
    started: () => ends.length
  };
}
