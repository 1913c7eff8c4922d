/** How far a computation of the judge is. It is a generator of these, so that it can be paused or left between any two. */
export interface Report<Result> {
  /** Share of the work that is done, 0 to 1. */
  readonly share: number;
  /** What has been found so far, where it is worth showing. */
  readonly result?: Result;
}
