import {checkDataset, type Dataset} from "./dataset.js";

/** Names by which a header calls the column of labels. */
const LABEL = /^"?\s*(label|class|target|digit|y)\s*"?$/i;

/**
 * Reads images from CSV text: a row an example, its label and one pixel (0 … 255) a column. The label comes first, as
 * Kaggle and others write MNIST, or last, as UCI's 8×8 digits have it: a header says so, or the first
 * column cannot be one, being all the same or in most rows no whole number below `classes`, and the last can. Pixels
 * that reach no further than 16, as UCI's, are stretched to 255, and so are those of 0 and 1. The images must be square.
 * @throws `readCsv: invalid|mismatched …`, with the row, counted from 1
 */
export function readCsv(text: string, {classes = 10}: {classes?: number} = {}): Dataset {
  const rows = text.split(/\r?\n/);
  while (rows.length && rows[rows.length - 1].trim() === "") rows.pop();
  const first = rows.length && /^\s*"?\s*\d/.test(rows[0]) ? 0 : 1;
  const count = rows.length - first;
  if (count < 1) throw new Error("readCsv: invalid text: no rows; expected label,pixel,pixel,…");
  const pixels = rows[first].split(",").length - 1;
  const side = Math.sqrt(pixels);
  if (pixels < 1 || side !== Math.floor(side))
    throw new Error(`readCsv: mismatched columns: ${pixels + 1}; expected a label and a square number of pixels`);
  const at = labelColumn(first ? rows[0].split(",") : [], rows.slice(first), classes);
  // A row has a character and a comma for each cell but one. Where the text is too short for all rows, one of them is, and
  // it is named before room is made for what they would hold.
  const short =
    text.length < count * (2 * pixels + 1)
      ? rows.findIndex((row, i) => i >= first && row.split(",").length !== pixels + 1)
      : -1;
  if (short >= 0)
    throw new Error(
      `readCsv: mismatched columns: ${rows[short].split(",").length} in row ${short + 1}; expected ${pixels + 1}`
    );
  const labels = new Uint8Array(count);
  const inputs = new Uint8Array(count * pixels);
  for (let i = 0; i < count; ++i) {
    const cells = rows[first + i].split(",");
    if (cells.length !== pixels + 1)
      throw new Error(`readCsv: mismatched columns: ${cells.length} in row ${first + i + 1}; expected ${pixels + 1}`);
    for (let j = 0; j <= pixels; ++j) {
      const value = numberOf(cells[j]);
      const limit = j === at ? classes - 1 : 255;
      if (!Number.isInteger(value) || value < 0 || value > limit)
        throw new Error(
          `readCsv: invalid ${j === at ? "label" : "pixel"}: ${cells[j]} in row ${first + i + 1}; expected an integer from 0 to ${limit}`
        );
      if (j === at) labels[i] = value;
      else inputs[i * pixels + j - Number(j > at)] = value;
    }
  }
  const white = [1, 16].find((most) => inputs.every((v) => v <= most));
  if (white) for (let i = 0; i < inputs.length; ++i) inputs[i] = Math.round((255 * inputs[i]) / white);
  return checkDataset({inputs, labels, count, shape: [side, side], scale: 1 / 255, classes, source: "file"});
}

const numberOf = (cell: string): number => Number(cell.replaceAll('"', "").trim() || Number.NaN);

/** Where the labels are: the first column or the last. */
function labelColumn(header: readonly string[], rows: readonly string[], classes: number): number {
  const last = rows[0].split(",").length - 1;
  if (header.some((name) => LABEL.test(name))) return LABEL.test(header[last] ?? "") ? last : 0;
  const isLabel = (v: number) => Number.isInteger(v) && v >= 0 && v < classes;
  // Most rows decide, so that a wrong label is named rather than a column of pixels taken for labels.
  const canBeLabels = (cells: readonly string[]) =>
    cells.some((cell) => cell !== cells[0]) &&
    2 * cells.filter((cell) => isLabel(numberOf(cell))).length >= rows.length;
  const head = rows.map((row) => row.slice(0, row.indexOf(",")));
  const tail = rows.map((row) => row.slice(row.lastIndexOf(",") + 1));
  return !canBeLabels(head) && canBeLabels(tail) ? last : 0;
}
