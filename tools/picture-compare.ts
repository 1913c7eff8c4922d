// Pictures of figures: made small, and compared as an eye would.
import pixelmatch from "pixelmatch";
import {PNG} from "pngjs";

/** Steps between neighbouring levels of a channel that is kept: fewer levels, fewer bytes, and no eye can tell. */
const STEP = 8;

/** The picture at half size, on 32 levels a channel. */
export function reduced(png: PNG): PNG {
  const half = new PNG({width: png.width >> 1, height: png.height >> 1});
  for (let y = 0; y < half.height; ++y)
    for (let x = 0; x < half.width; ++x) {
      const at = (2 * y * png.width + 2 * x) * 4;
      const to = (y * half.width + x) * 4;
      for (let c = 0; c < 3; ++c) {
        const {data} = png;
        const sum = data[at + c] + data[at + 4 + c] + data[at + 4 * png.width + c] + data[at + 4 * png.width + 4 + c];
        half.data[to + c] = Math.min(255, Math.round(sum / 4 / STEP) * STEP);
      }
      half.data[to + 3] = 255;
    }
  return half;
}

/** The first `width` × `height` pixels. */
function cut(png: PNG, width: number, height: number): PNG {
  const part = new PNG({width, height});
  PNG.bitblt(png, part, 0, 0, width, height, 0, 0);
  return part;
}

/** Share of pixels that differ visibly, why it is too much, and a picture of where. Sizes may differ by two pixels. */
export function differ(reference: PNG, picture: PNG): {share: number; why: string; diff?: PNG} {
  const [dx, dy] = [picture.width - reference.width, picture.height - reference.height];
  if (Math.max(Math.abs(dx), Math.abs(dy)) > 2)
    return {
      share: 1,
      why: `it is ${picture.width} × ${picture.height} instead of ${reference.width} × ${reference.height}`
    };
  const [width, height] = [Math.min(picture.width, reference.width), Math.min(picture.height, reference.height)];
  const [a, b, diff] = [cut(reference, width, height), cut(picture, width, height), new PNG({width, height})];
  const share = pixelmatch(a.data, b.data, diff.data, width, height, {threshold: 0.15}) / (width * height);
  return {share, why: `${(100 * share).toFixed(2)} % of its pixels differ`, diff};
}
