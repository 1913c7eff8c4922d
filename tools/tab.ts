// What a tab takes: memory of its process, JavaScript's heap in page and workers, nodes of its document, listeners.
import {readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {watchWorkers} from "./worker-tab.js";

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
    workers: workers.uses,
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
