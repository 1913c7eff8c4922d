// What a tab takes: memory of its process, JavaScript's heap in page and workers, nodes of its document, listeners.
import {readFileSync} from "node:fs";
import type {CDPSession, Page} from "playwright-core";

export interface TabUse {
  /** Memory that only this tab's process has, page and workers together, in MB. */
  readonly memory: number;
  /** JavaScript's heap of the page after a collection, in MB. */
  readonly heap: number;
  /** The same, of all its workers together. */
  readonly workerHeap: number;
  readonly workers: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Private memory of a process in MB (Linux). */
function privateMemory(pid: number): number {
  const lines = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8").matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm);
  return [...lines].reduce((sum, [, kb]) => sum + Number(kb) / 1024, 0);
}

/** Talks to a page's workers, which the browser's protocol reaches through the page alone. */
async function watchWorkers(session: CDPSession) {
  const workers = new Set<string>();
  const waiting = new Map<number, (result: {usedSize?: number}) => void>();
  let asked = 0;
  session.on("Target.attachedToTarget", ({sessionId}) => workers.add(sessionId));
  session.on("Target.detachedFromTarget", ({sessionId}) => workers.delete(sessionId));
  session.on("Target.receivedMessageFromTarget", ({message}) => {
    const {id, result} = JSON.parse(message) as {id?: number; result?: {usedSize?: number}};
    if (id) waiting.get(id)?.(result ?? {});
  });
  await session.send("Target.setAutoAttach", {autoAttach: true, waitForDebuggerOnStart: false, flatten: false});
  const ask = async (sessionId: string, method: string) => {
    const id = ++asked;
    const answer = new Promise<{usedSize?: number}>((resolve) => waiting.set(id, resolve));
    await session.send("Target.sendMessageToTarget", {sessionId, message: JSON.stringify({id, method})});
    // A worker that has ended meanwhile does not answer.
    const late = new Promise<{usedSize?: number}>((resolve) => setTimeout(resolve, 10_000, {}));
    const result = await Promise.race([answer, late]);
    waiting.delete(id);
    return result;
  };
  return {
    count: () => workers.size,
    /** Heap of all workers after a collection, in MB. */
    async heap(): Promise<number> {
      let sum = 0;
      for (const worker of workers) {
        await ask(worker, "HeapProfiler.collectGarbage");
        sum += ((await ask(worker, "Runtime.getHeapUsage")).usedSize ?? 0) / 1e6;
      }
      return sum;
    }
  };
}

/** Watches a page; `before` are the renderers that ran before it was opened, so that the new one is its. */
export async function watchTab(page: Page, before: ReadonlySet<number>) {
  const own = (await renderers(page)).filter((pid) => !before.has(pid));
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  const workers = await watchWorkers(session);
  /** The largest of the new processes, in case the browser keeps a spare one. */
  const memory = () =>
    Math.max(
      0,
      ...own.map((pid) => {
        try {
          return privateMemory(pid);
        } catch {
          return 0;
        }
      })
    );
  return {
    memory,
    async use(): Promise<TabUse> {
      await session.send("HeapProfiler.collectGarbage");
      const workerHeap = await workers.heap();
      const {usedSize} = await session.send("Runtime.getHeapUsage");
      const {nodes, jsEventListeners} = await session.send("Memory.getDOMCounters");
      return {
        memory: memory(),
        heap: usedSize / 1e6,
        workerHeap,
        workers: workers.count(),
        nodes,
        listeners: jsEventListeners
      };
    }
  };
}

/** Process numbers of the browser's renderers. */
export async function renderers(page: Page): Promise<number[]> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const {processInfo} = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({type}) => type === "renderer").map(({id}) => id);
}
