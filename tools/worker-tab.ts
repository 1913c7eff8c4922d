// What the workers of a page take: JavaScript's heap after a collection, and the memories of WebAssembly.
import type {Page} from "playwright-core";

export interface WorkerUse {
  readonly url: string;
  /** JavaScript's heap after a collection, in MB. */
  readonly heap: number;
  /** The memories of WebAssembly that it has, in MB. */
  readonly memories: readonly number[];
}

type Answer = {result?: {value?: unknown; objectId?: string}; objects?: {objectId: string}; usedSize?: number};

/** Watches the workers that a page has and will have. Playwright cannot send to a worker, so messages go through the page. */
export async function watchWorkers(page: Page): Promise<() => Promise<WorkerUse[]>> {
  const session = await page.context().newCDPSession(page);
  const workers = new Map<string, string>();
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  session.on("Target.attachedToTarget", ({sessionId, targetInfo}) => {
    if (targetInfo.type === "worker") workers.set(sessionId, targetInfo.url);
  });
  session.on("Target.detachedFromTarget", ({sessionId}) => workers.delete(sessionId));
  session.on("Target.receivedMessageFromTarget", ({message}) => {
    const {id, result} = JSON.parse(message) as {id: number; result?: Answer};
    waiting.get(id)?.(result ?? {});
  });
  await session.send("Target.setAutoAttach", {autoAttach: true, waitForDebuggerOnStart: false, flatten: false});
  const ask = (sessionId: string, method: string, params: object = {}) =>
    new Promise<Answer>((done) => {
      waiting.set(++last, done);
      session
        .send("Target.sendMessageToTarget", {sessionId, message: JSON.stringify({id: last, method, params})})
        .catch(() => done({}));
    });
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
  return () =>
    Promise.all(
      [...workers].map(async ([worker, url]) => {
        const memories = await memoriesOf(worker);
        await ask(worker, "HeapProfiler.collectGarbage");
        const {usedSize = Number.NaN} = await ask(worker, "Runtime.getHeapUsage");
        return {url, heap: usedSize / 1e6, memories};
      })
    );
}
