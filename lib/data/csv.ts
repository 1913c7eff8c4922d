import {checkDataset, type Dataset} from "./dataset.js";

/**
 * Reads images from CSV text as Kaggle and others write MNIST: a row an example, the label first, then one pixel
 * (0 … 255) a column; a header row is skipped. The images must be square.
 * @throws `readCsv: invalid|mismatched …`, with the row, counted from 1
 */
export function readCsv(text: string, {classes = 10}: {classes?: number} = {}): Dataset {
  const rows = text.split(/\r?\n/);
  while (rows.length && rows[rows.length - 1].trim() === "") rows.pop();
  const first = rows.length && /^\s*[\d"]/.test(rows[0]) ? 0 : 1;
  const count = rows.length - first;
  if (count < 1) throw new Error("readCsv: invalid text: no rows; expected label,pixel,pixel,…");
  const pixels = rows[first].split(",").length - 1;
  const side = Math.sqrt(pixels);
  if (pixels < 1 || side !== Math.floor(side))
    throw new Error(`readCsv: mismatched columns: ${pixels + 1}; expected a label and a square number of pixels`);
  const labels = new Uint8Array(count);
  const inputs = new Uint8Array(count * pixels);
  for (let i = 0; i < count; ++i) {
    const cells = rows[first + i].split(",");
    if (cells.length !== pixels + 1)
      throw new Error(`readCsv: mismatched columns: ${cells.length} in row ${first + i + 1}; expected ${pixels + 1}`);
    for (let j = 0; j <= pixels; ++j) {
      const value = Number(cells[j].replaceAll('"', "").trim() || Number.NaN);
      const limit = j === 0 ? classes - 1 : 255;
      if (!Number.isInteger(value) || value < 0 || value > limit)
        throw new Error(
          `readCsv: invalid ${j === 0 ? "label" : "pixel"}: ${cells[j]} in row ${first + i + 1}; expected an integer from 0 to ${limit}`
        );
      if (j === 0) labels[i] = value;
      else inputs[i * pixels + j - 1] = value;
    }
  }
  return checkDataset({inputs, labels, count, shape: [side, side], scale: 1 / 255, classes, source: "file"});
}
