// An axis of a plot, and where numbers stand on it.

export interface PlotAxis {
  readonly domain: readonly [number, number];
  readonly scale?: "linear" | "log";
  readonly label?: string;
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

/** How far along an axis a value is: 0 at its lower end, 1 at its upper. */
export const positionOn = ({domain: [a, b], scale}: PlotAxis, value: number): number =>
  scale === "log" ? Math.log(value / a) / Math.log(b / a) : (value - a) / (b - a);

/** The value at a share of an axis: the inverse of `positionOn`. */
export const valueAt = ({domain: [a, b], scale}: PlotAxis, share: number): number =>
  scale === "log" ? a * (b / a) ** share : a + share * (b - a);
