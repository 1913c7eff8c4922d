/** How many rows of `outputs`, one for each label, have their largest number (the first of them) at their label. */
export function countCorrect(outputs: ArrayLike<number>, labels: ArrayLike<number>): number {
  const width = outputs.length / labels.length;
  let correct = 0;
  for (let i = 0; i < labels.length; ++i) {
    let best = 0;
    for (let j = 1; j < width; ++j) if (outputs[i * width + j] > outputs[i * width + best]) best = j;
    correct += Number(best === labels[i]);
  }
  return correct;
}
