/**
 * Sets the straight quotes and apostrophes of a text as a book does: “so”, ‘so’ and it’s. `before` is the character that
 * stands before the text in its line, if any.
 */
export const curled = (text: string, before = ""): string =>
  text.replace(/["']/g, (mark, at: number) => {
    const opens = /^$|[\s([“‘—]/.test(at ? text[at - 1] : before);
    if (mark === '"') return opens ? "“" : "”";
    return opens ? "‘" : "’";
  });
