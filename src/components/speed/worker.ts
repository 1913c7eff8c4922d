import {data} from "../../lib/index.js";
import {type Contender, contenders, measure} from "./measure.js";

/** What the page asks for. */
export interface Order {
  readonly batchSize: number;
  readonly rounds: number;
  readonly milliseconds: number;
}

/** What it hears. */
export type News =
  | {readonly type: "contenders"; readonly contenders: readonly Contender[]}
  | {readonly type: "measuring"; readonly contender: Contender; readonly round: number}
  | {readonly type: "measured"; readonly contender: Contender; readonly rate: number}
  | {readonly type: "done"}
  | {readonly type: "failed"; readonly message: string};

const scope = globalThis as unknown as {
  postMessage(news: News): void;
  onmessage: ((event: MessageEvent<Order>) => void) | null;
};

// The race's own digits, so that nothing is downloaded. They are as sparse as MNIST's.
const digits = data.syntheticDigits(2048, {seed: 1});

scope.onmessage = async ({data: {batchSize, rounds, milliseconds}}) => {
  try {
    const all = contenders();
    scope.postMessage({type: "contenders", contenders: all});
    for (let round = 1; round <= rounds; ++round)
      for (const contender of all) {
        scope.postMessage({type: "measuring", contender, round});
        const rate = await measure(contender, {data: digits, batchSize, milliseconds, now: () => performance.now()});
        scope.postMessage({type: "measured", contender, rate});
      }
    scope.postMessage({type: "done"});
  } catch (error) {
    scope.postMessage({type: "failed", message: error instanceof Error ? error.message : String(error)});
  }
};
