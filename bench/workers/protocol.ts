/** What a worker is told first: the data set, packed, and where the server keeps a peer's own files. */
export interface Setup {
  readonly type: "setup";
  readonly pack: ArrayBuffer;
  readonly files: string;
}

/** One measurement: train with this batch for about this long. */
export interface Measure {
  readonly type: "measure";
  readonly net: Net;
  readonly batch: number;
  readonly seconds: number;
}

/** The article's network, or conv 8 → pool → conv 16 → pool → dense. */
export type Net = "dense" | "conv";

export interface Measured {
  /** Training samples a second; for the peak, multiply-adds a second, each counted as two operations. */
  readonly rate: number;
  /** What did the arithmetic. */
  readonly level?: string;
  /** Mean loss over the measurement, to see that it trained. */
  readonly loss?: number;
}
