import {type Formula, FormulaError, ravineOf, type Surface, surface as surfaceById} from "../../lib/surfaces/index.js";
import {surfaceOfFormula} from "./formula-surface.js";
import {type Problem, problem} from "./problem.js";
import {type ArenaState, noNoise} from "./state.js";

export interface ProblemEvents {
  /** The reader's formula has been read; what asked for it may ask again. */
  onRead(): void;
  /** The reader's formula cannot be read. */
  onFail(error: unknown, source: string): void;
}

/** What became another since the state before. */
export interface ProblemChange {
  /** Another loss, or other noise: every run starts afresh. */
  readonly problem: boolean;
  /** Another formula is drawn. */
  readonly surface: boolean;
  /** It is the same kind of surface as before, so that the view may stay. */
  readonly sameKind: boolean;
}

/** The problem that a state asks for. It stays the same object as long as the state asks for the same. */
export function currentProblem({onRead, onFail}: ProblemEvents) {
  let key = "";
  let now = problem(surfaceById("bowl"), noNoise);
  /** The reader's own formula: the last that could be read, and the last that was tried. */
  let own: {formula: Formula; surface: Surface} | undefined;
  let reading: string | undefined;
  let disposed = false;

  /** Undefined while the reader's first formula is still being read. */
  function surfaceOf({surface: id, condition, formula}: ArenaState): Surface | undefined {
    if (id === "ravine") return ravineOf({condition});
    if (id !== "formula") return surfaceById(id);
    if (own?.formula.source === formula) return own.surface;
    if (reading !== formula) void read(formula);
    return own?.surface;
  }

  async function read(source: string) {
    reading = source;
    try {
      const found = await surfaceOfFormula(source);
      if (disposed) return;
      own = found;
      onRead();
    } catch (error) {
      // What could not be loaded may be there the next time.
      if (!(error instanceof FormulaError)) reading = undefined;
      if (!disposed) onFail(error, source);
    }
  }

  return {
    get problem(): Problem {
      return now;
    },
    get formula(): Formula | undefined {
      return own?.formula;
    },
    /** Takes over what a state asks for, and says what that changed. */
    take(state: ArenaState): ProblemChange {
      const before = now.surface;
      const surface = surfaceOf(state) ?? before;
      const next = JSON.stringify([surface.id, surface.source, state.condition, state.noise]);
      if (next === key) return {problem: false, surface: false, sameKind: true};
      const first = key === "";
      key = next;
      now = problem(surface, state.noise);
      return {
        problem: true,
        surface: first || before.tex !== surface.tex,
        sameKind: !first && before.id === surface.id
      };
    },
    dispose() {
      disposed = true;
    }
  };
}
