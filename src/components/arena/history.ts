/** A growing table of numbers, one row a step, one typed array a column. */
export interface History {
  /** Rows so far. */
  readonly count: number;
  /** Names of the columns: vectors have two, "theta.0" and "theta.1". */
  columns(): readonly string[];
  /** The numbers of one column; the first `count` are valid. Undefined for a column that was never written. */
  column(name: string): Float64Array | undefined;
  /** One number; NaN where nothing was written. */
  at(name: string, row: number): number;
  /** Starts a row; `set` then writes into it. */
  addRow(): void;
  set(name: string, value: number): void;
  /** Forgets the rows from `count` on. */
  truncate(count: number): void;
}

/** Room doubles as it fills, so that a run of 10,000 steps costs a few copies and no object per step. */
export function history(): History {
  const columns = new Map<string, Float64Array>();
  let room = 256;
  let count = 0;

  function grow() {
    room *= 2;
    for (const [name, old] of columns) {
      const next = new Float64Array(room).fill(Number.NaN);
      next.set(old);
      columns.set(name, next);
    }
  }

  return {
    get count() {
      return count;
    },
    columns: () => [...columns.keys()],
    column: (name) => columns.get(name),
    at: (name, row) => (row < count ? (columns.get(name)?.[row] ?? Number.NaN) : Number.NaN),
    addRow() {
      if (count === room) grow();
      ++count;
    },
    set(name, value) {
      let column = columns.get(name);
      if (!column) {
        column = new Float64Array(room).fill(Number.NaN);
        columns.set(name, column);
      }
      column[count - 1] = value;
    },
    truncate(n) {
      for (const column of columns.values()) column.fill(Number.NaN, n, count);
      count = Math.min(count, n);
    }
  };
}
