import type {Call, Jobs, Kind, News, OrderOf} from "./messages.js";
import type {Report} from "./report.js";

/** What of a worker is used. */
export interface JudgeWorker {
  postMessage(call: Call): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface ClientOptions<K extends Kind> {
  /** A report on the latest order. */
  hear(report: Report<Jobs[K]["result"]>): void;
  /** The latest order could not be followed, or the worker died; the next order starts another. */
  fail(message: string): void;
  startWorker?(): JudgeWorker;
}

/** Longest that an order waits for the first picture of the one before, in milliseconds. */
const PATIENCE = 250;

const ownWorker = (): JudgeWorker =>
  new Worker(import.meta.resolve("./worker.js"), {type: "module"}) as unknown as JudgeWorker;

/**
 * Has orders followed in a worker of its own, the latest first. An order that comes before the last one has shown anything
 * waits a moment, so that a slider that is being dragged repaints the picture instead of starting it over and over.
 */
export function client<K extends Kind>({hear, fail, startWorker = ownWorker}: ClientOptions<K>) {
  let worker: JudgeWorker | undefined;
  let id = 0;
  let busy = false;
  let waiting: OrderOf<K> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): JudgeWorker {
    const started = startWorker();
    started.onmessage = ({data}: MessageEvent<News<Jobs[K]["result"]>>) => {
      if (data.id !== id) return;
      if ("failed" in data) {
        busy = false;
        fail(data.failed);
      } else {
        if (data.report.result !== undefined) busy = false;
        hear(data.report);
      }
      if (!busy && waiting) send(waiting);
    };
    started.onerror = ({message}) => die(message);
    started.onmessageerror = () => die("");
    return started;
  }

  function die(message: string) {
    stop();
    fail(message);
  }

  function send(order: OrderOf<K>) {
    clearTimeout(timer);
    timer = waiting = undefined;
    busy = true;
    worker ??= start();
    worker.postMessage({id: ++id, order});
  }

  function stop() {
    clearTimeout(timer);
    timer = waiting = undefined;
    busy = false;
    ++id;
    worker?.terminate();
    worker = undefined;
  }

  return {
    ask(order: OrderOf<K>) {
      if (!busy) {
        send(order);
        return;
      }
      waiting = order;
      timer ??= setTimeout(() => waiting && send(waiting), PATIENCE);
    },
    /** Leaves off; nothing more is heard until the next order. */
    cancel() {
      clearTimeout(timer);
      timer = waiting = undefined;
      busy = false;
      worker?.postMessage({id: ++id, order: undefined});
    },
    /** Ends the worker; the next order starts another. */
    stop
  };
}
