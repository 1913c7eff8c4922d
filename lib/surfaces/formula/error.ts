/** What is wrong with a formula, and at which character. */
export class FormulaError extends Error {
  override readonly name = "FormulaError";
  constructor(
    message: string,
    /** Index into the source of the character to point at, from 0; the source's length for its end. */
    readonly position: number
  ) {
    super(`formula: ${message}`);
  }
}
