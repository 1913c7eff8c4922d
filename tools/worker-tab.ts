// What the workers of a page take: JavaScript's heap after a collection, and the memories of WebAssembly.
import type {CDPSession} from "playwright-core";

export interface WorkerUse {
  readonly url: string;
  /** JavaScript's heap after a collection, in MB. */
  readonly heap: number;
  /** The memories of WebAssembly that it has, in MB. */
  readonly memories: readonly number[];
}

type Answer = {result?: {value?: unknown; objectId?: string}; objects?: {objectId: string}; usedSize?: number};

/** Watches the workers that a page has and will have. Playwright cannot send to a worker, so messages go through the page. */
export async function watchWorkers(session: CDPSession) {
  const workers = new Map<string, string>();
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  session.on("Target.attachedToTarget", ({sessionId, targetInfo}) => {
    if (targetInfo.type === "worker") workers.set(sessionId, targetInfo.url);
  });
  session.on("Target.detachedFromTarget", ({sessionId}) => workers.delete(sessionId));
  session.on("Target.receivedMessageFromTarget", ({message}) => {
    const {id, result} = JSON.parse(message) as {id?: number; result?: Answer};
    if (id) waiting.get(id)?.(result ?? {});
  });
  await session.send("Target.setAutoAttach", {autoAttach: true, waitForDebuggerOnStart: false, flatten: false});
  const ask = async (sessionId: string, method: string, params: object = {}) => {
    const id = ++last;
    let late: NodeJS.Timeout | undefined;
    const answer = await new Promise<Answer>((done) => {
      waiting.set(id, done);
      // A worker that has ended meanwhile does not answer.
      late = setTimeout(() => done({}), 10_000);
      session
        .send("Target.sendMessageToTarget", {sessionId, message: JSON.stringify({id, method, params})})
        .catch(() => done({}));
    });
    clearTimeout(late);
    waiting.delete(id);
    return answer;
  };
  const memoriesOf = async (worker: string) => {
    const {result} = await ask(worker, "Runtime.evaluate", {expression: "WebAssembly.Memory.prototype"});
    const {objects} = await ask(worker, "Runtime.queryObjects", {prototypeObjectId: result?.objectId});
    const {result: sizes} = await ask(worker, "Runtime.callFunctionOn", {
      objectId: objects?.objectId,
      functionDeclaration: "function () { return this.map(({buffer}) => buffer.byteLength / 1e6); }",
      returnByValue: true
    });
    return (sizes?.value ?? []) as number[];
  };
  /** JavaScript's heap of a worker after a collection, in MB; undefined where it has ended. */
  const heapOf = async (worker: string) => {
    await ask(worker, "HeapProfiler.collectGarbage");
    const {usedSize} = await ask(worker, "Runtime.getHeapUsage");
    return usedSize === undefined ? undefined : usedSize / 1e6;
  };
  return {
    count: () => workers.size,
    /** Heap of all workers together. */
    async heap(): Promise<number> {
      const heaps = await Promise.all([...workers.keys()].map(heapOf));
      return heaps.reduce<number>((sum, heap) => sum + (heap ?? 0), 0);
    },
    uses: (): Promise<WorkerUse[]> =>
      Promise.all(
        [...workers].map(async ([worker, url]) => {
          const memories = await memoriesOf(worker);
          return {url, heap: (await heapOf(worker)) ?? Number.NaN, memories};
        })
      )
  };
}
