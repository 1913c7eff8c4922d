import {spawn} from "node:child_process";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import type {Measure, Measured} from "./workers/protocol.js";

export interface Torch {
  readonly version: string;
  measure(request: Omit<Measure, "type">): Promise<Measured>;
  close(): void;
}

// Debian's PyTorch belongs to Debian's Python, which need not be the first one on the path.
const pythons = ["python3", "/usr/bin/python3"];

/** Starts PyTorch on one thread; undefined where Python or PyTorch is missing. `pack`: path of the packed data set. */
export async function startTorch(pack: string): Promise<Torch | undefined> {
  for (const python of pythons) {
    const torch = await startWith(python, pack);
    if (torch) return torch;
  }
  return undefined;
}

async function startWith(python: string, pack: string): Promise<Torch | undefined> {
  // One thread, and the kernels that OpenBLAS itself picks for this machine.
  const {OPENBLAS_CORETYPE: _, ...rest} = process.env;
  const env = {...rest, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1"};
  const child = spawn(python, [fileURLToPath(new URL("pytorch_race.py", import.meta.url)), pack], {
    env,
    stdio: ["pipe", "pipe", "ignore"]
  });
  child.on("error", () => {});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value as string | undefined;
  const version = await next();
  if (!version) return undefined;
  return {
    version,
    async measure({net, batch, seconds}) {
      child.stdin.write(`${net} ${batch} ${seconds}\n`);
      const answer = await next();
      if (!answer) throw new Error("bench: torch ended");
      const [rate, loss] = answer.split(" ").map(Number);
      return {rate, loss, level: "OpenBLAS"};
    },
    close: () => child.stdin.end()
  };
}
