import {ravineOf, type Surface, surface as surfaceById} from "../../../lib/index.js";
import {surfaceOfFormula} from "../formula-surface.js";
import {basins} from "./basins.js";
import type {Call, Ground, Jobs, News, Order} from "./messages.js";
import {race} from "./race.js";
import {rateGrid} from "./rate-grid.js";
import type {Report} from "./report.js";
import {sweep} from "./sweep.js";

// The judge's worker: it follows thousands of descents, and drops an order as soon as a later one is there.
const scope = globalThis as unknown as {
  postMessage(news: News): void;
  onmessage: ((event: MessageEvent<Call>) => void) | null;
};

/** Milliseconds between two looks at the mail. */
const SLICE = 16;
let latest = 0;
/** The last surface, which is traced but once. */
let ground: {key: string; surface: Surface} | undefined;

async function surfaceOf(where: Ground): Promise<Surface> {
  const key = JSON.stringify(where);
  if (ground?.key === key) return ground.surface;
  const {surface, condition, formula} = where;
  const found =
    surface === "formula"
      ? (await surfaceOfFormula(formula)).surface
      : surface === "ravine"
        ? ravineOf({condition})
        : surfaceById(surface);
  ground = {key, surface: found};
  return found;
}

function begin({kind, options}: Order, surface: Surface): Generator<Report<Jobs[Order["kind"]]["result"]>> {
  if (kind === "basins") return basins({...options, surface});
  if (kind === "sweep") return sweep({...options, surface});
  if (kind === "rates") return rateGrid({...options, surface});
  return race({...options, surface});
}

async function follow(id: number, order: Order): Promise<void> {
  const surface = await surfaceOf(order.ground);
  if (latest !== id) return;
  const work = begin(order, surface);
  let until = performance.now() + SLICE;
  for (const report of work) {
    const late = performance.now() >= until;
    if (report.result !== undefined || late) scope.postMessage({id, report});
    if (!late) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (latest !== id) return;
    until = performance.now() + SLICE;
  }
}

scope.onmessage = ({data: {id, order}}) => {
  latest = id;
  if (!order) return;
  follow(id, order).catch((problem: unknown) => {
    scope.postMessage({id, failed: problem instanceof Error ? problem.message : String(problem)});
  });
};
