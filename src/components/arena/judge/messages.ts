import type {BasinOptions, Basins} from "./basins.js";
import type {Race, RaceOptions} from "./race.js";
import type {RateGridOptions} from "./rate-grid.js";
import type {Report} from "./report.js";
import type {Sweep, SweepOptions} from "./sweep.js";

/** A surface as it can be sent. */
export interface Ground {
  readonly surface: string;
  readonly condition: number;
  readonly formula: string;
}

/** What the judge's worker can compute: what it is told besides the surface, and what it finds. */
export interface Jobs {
  readonly basins: {readonly options: Omit<BasinOptions, "surface">; readonly result: Basins};
  readonly sweep: {readonly options: Omit<SweepOptions, "surface">; readonly result: Sweep};
  readonly rates: {readonly options: Omit<RateGridOptions, "surface">; readonly result: Float64Array};
  readonly race: {readonly options: Omit<RaceOptions, "surface">; readonly result: Race};
}

export type Kind = keyof Jobs;

/** An order; a later one takes the place of an earlier one. */
export type Order = {
  readonly [K in Kind]: {readonly kind: K; readonly ground: Ground; readonly options: Jobs[K]["options"]};
}[Kind];

export type OrderOf<K extends Kind> = Extract<Order, {readonly kind: K}>;

/** What the page tells the worker: an order, or to leave off. */
export interface Call {
  readonly id: number;
  readonly order: Order | undefined;
}

/** What the worker tells the page. */
export type News<R = Jobs[Kind]["result"]> =
  | {readonly id: number; readonly report: Report<R>}
  | {readonly id: number; readonly failed: string};
