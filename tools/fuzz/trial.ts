/** What one random input led to. */
export interface Trial {
  /** The input, short enough to be printed. */
  readonly input: string;
  /** What went wrong, if it did: anything but a correct result or a clear error. */
  readonly wrong?: string;
  /** Whether the input was taken, and not refused. */
  readonly accepted: boolean;
}
