import type {Settings} from "../../lib/optim/index.js";
import type {DigitData} from "./digits.js";
import type {Checkpoint, DataReport, News, Order, SiteData, Until, Watch} from "./messages.js";
import type {Answers, Questions} from "./questions.js";
import type {ScheduleName} from "./schedule.js";
import type {LabSettings} from "./settings.js";

/** A network being trained somewhere else: the page's view of the worker. */
export interface Trainer {
  /** Loads data; resolves with what was loaded. Asked again for the same, gives the same. Rejects where other data are asked for first. */
  load(from: SiteData | OwnFiles): Promise<DataReport>;
  /** Uses a reader's own files from now on. */
  own(files: readonly File[]): Promise<DataReport>;
  /** Uses data that another worker lent; they are handed over, and gone here. */
  take(digits: DigitData): Promise<DataReport>;
  start(settings: LabSettings, until: Until, from?: Checkpoint): void;
  /** Goes on; where a pause was asked for and has not begun, after that. */
  go(until: Until): void;
  /** Only while it trains. */
  pause(): void;
  /** Ends the run; the network stays and still answers. */
  stop(): void;
  set(change: {hyper?: Settings; schedule?: ScheduleName}): void;
  watch(what: Watch): void;
  ask<K extends keyof Questions>(what: K, args: Questions[K]): Promise<Answers[K]>;
  dispose(): void;
}

/** Hears the worker's news, but for what `load` and `ask` resolve with. A death comes as "died". */
export type Listener = (news: Exclude<News, {type: "answer" | "data" | "dataError" | "pong"}> | Died) => void;

export interface Died {
  readonly type: "died";
  readonly message: string;
}

/** A reader's files, for a worker that may not have them yet. */
export interface OwnFiles {
  readonly files: readonly File[];
}

export type StartTrainer = (listen: Listener) => Trainer;

/** What of a `Worker` a trainer uses. */
export interface WorkerLike {
  postMessage(order: Order, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<News>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** One order for data. */
interface Loading {
  readonly key: string;
  readonly id: number;
  readonly promise: Promise<DataReport>;
  readonly resolve: (report: DataReport) => void;
  readonly reject: (error: Error) => void;
}

/** How long a worker may be silent when asked whether it lives, in ms. Its longest task is far shorter. */
const SILENCE = 15_000;

/** A trainer that speaks to a worker. An uncaught error in the worker, or a long silence, is its death. */
export function trainerOf(worker: WorkerLike, listen: Listener, silence = SILENCE): Trainer {
  const asked = new Map<number, {resolve: (value: never) => void; reject: (error: Error) => void}>();
  /** What was asked for last, and the last that came. */
  let loading: Loading | undefined;
  let loaded: Loading | undefined;
  let alive = true;
  let id = 0;
  let pinged = false;
  /** The run that was started last. */
  let run = 0;
  /** Whether it was told to pause and has not said yet that it waits; and how far it is to go on after that. */
  let pausing = false;
  let onward: Until | undefined;

  const send = (order: Order, transfer: Transferable[] = []) => {
    if (alive) worker.postMessage(order, transfer);
  };

  function promised(key: string, orderOf: (id: number) => Order, transfer: Transferable[] = []): Promise<DataReport> {
    let resolve!: Loading["resolve"];
    let reject!: Loading["reject"];
    const promise = new Promise<DataReport>((...both) => {
      [resolve, reject] = both;
    });
    // Whoever waits for other data waits no longer; where they have come, this does nothing.
    loading?.reject(new Error("load: missing data; expected no order for other data in between"));
    loading = {key, id: ++id, promise, resolve, reject};
    send(orderOf(id), transfer);
    return promise;
  }

  function die(message: string) {
    if (!alive) return;
    end(new Error(message));
    listen({type: "died", message});
  }

  function end(error: Error) {
    alive = false;
    clearInterval(watchdog);
    worker.terminate();
    loading?.reject(error);
    for (const {reject} of asked.values()) reject(error);
    asked.clear();
  }

  function hear(news: Parameters<Listener>[0]) {
    if (news.type === "waiting" || news.type === "done" || news.type === "diverged" || news.type === "failed") {
      const until = onward;
      settle();
      // Somebody who paused has changed their mind: it goes on, and nobody hears that it waited.
      if (news.type === "waiting" && until) return send({type: "go", until});
    }
    listen(news);
  }

  function settle() {
    pausing = false;
    onward = undefined;
  }

  worker.onmessage = ({data: news}) => {
    pinged = false;
    // The last words of a run that another took the place of are not about that one.
    if (news.run !== undefined && news.run !== run) return;
    if (news.type === "answer") {
      const waiting = asked.get(news.id);
      asked.delete(news.id);
      if (news.error !== undefined) waiting?.reject(new Error(news.error));
      else waiting?.resolve(news.value as never);
    } else if (news.type === "data" || news.type === "dataError") {
      const meant = loading;
      // Of data that somebody else's took the place of.
      if (news.id !== meant?.id) return;
      if (news.type === "data") {
        loaded = meant;
        meant.resolve(news.data);
      } else {
        // What was there before stays; without it, the next order to load tries again.
        loading = loaded;
        meant.reject(new Error(news.message));
      }
    } else if (news.type !== "pong") hear(news);
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    die(event.message || "it could not be started");
  };
  worker.onmessageerror = () => die("it sent what could not be read");
  let looked = Date.now();
  const watchdog = setInterval(() => {
    const late = Date.now() - looked > 2 * silence;
    looked = Date.now();
    // After a sleep of the whole machine the worker gets its chance to answer first.
    if (pinged && !late) return die(`it has not answered for ${silence / 1000} s`);
    pinged = true;
    send({type: "ping"});
  }, silence);

  return {
    load(from) {
      const key = "files" in from ? "file" : from.source;
      if (loading?.key === key) return loading.promise;
      return promised(key, (id) =>
        "files" in from ? {type: "own", id, files: from.files} : {type: "load", id, ...from}
      );
    },
    own: (files) => promised("file", (id) => ({type: "own", id, files})),
    take: (digits) => promised("lent", (id) => ({type: "take", id, digits}), buffersOf(digits)),
    start(settings, until, from) {
      settle();
      send({type: "start", run: ++run, settings, until, from});
    },
    go(until) {
      if (pausing) onward = until;
      else send({type: "go", until});
    },
    pause() {
      pausing = true;
      onward = undefined;
      send({type: "pause"});
    },
    stop: () => send({type: "stop"}),
    set: (change) => send({type: "set", ...change}),
    watch: (what) => send({type: "watch", what}),
    ask: (what, args) =>
      new Promise((resolve, reject) => {
        if (!alive) return reject(new Error("ask: missing worker; expected one that lives"));
        asked.set(++id, {resolve, reject});
        send({type: "ask", id, what, args} as Order);
      }),
    dispose() {
      if (alive) end(new Error("ask: the lab was closed"));
    }
  };
}

/** The memory of some data, to be handed over and not copied. */
export const buffersOf = ({train, test}: DigitData): Transferable[] => [
  ...new Set([train, test].flatMap(({inputs, labels}) => [inputs.buffer, labels.buffer]))
];
