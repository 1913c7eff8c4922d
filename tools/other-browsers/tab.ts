/** One tab of a browser that is not Chromium: as much of it as the smoke test needs. */
export interface Tab {
  /** What the browser calls itself: "Firefox 153.0". */
  readonly name: string;
  goto(address: string): Promise<void>;
  /** Runs the body of a function in the page, and returns what it returns. */
  run<T>(body: string): Promise<T>;
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}
