/** A colour in OKLab: lightness 0 to 1, and two opponent axes of about −0.4 to 0.4. Equal distances look about equal. */
export type Oklab = readonly [L: number, a: number, b: number];

const toLinear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toGamma = (v: number) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);

/** OKLab of linear-light sRGB. Source: Ottosson (2020), "A perceptual color space for image processing". */
export function oklabOfLinear([r, g, b]: readonly number[]): Oklab {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ];
}

function linearOf([L, a, b]: Oklab): [number, number, number] {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  ];
}

/** Red, green, blue in linear light, 0 to 1, of `#rrggbb` or `rgb(r, g, b)`. Throws for anything else. */
export function parseColour(text: string): [number, number, number] {
  const hex = /^#([0-9a-f]{6})$/i.exec(text.trim());
  const channels = hex
    ? [0, 2, 4].map((i) => Number.parseInt(hex[1].slice(i, i + 2), 16))
    : (/^rgba?\(([^)]*)\)$/
        .exec(text.trim())?.[1]
        .split(/[\s,/]+/)
        .slice(0, 3)
        .map(Number) ?? []);
  if (channels.length !== 3 || !channels.every(Number.isFinite))
    throw new Error(`parseColour: invalid colour: ${text}; expected #rrggbb or rgb(r, g, b)`);
  return channels.map((v) => toLinear(v / 255)) as [number, number, number];
}

/** Red, green, blue as whole numbers 0 to 255. */
export function bytesOf(colour: Oklab): [number, number, number] {
  return linearOf(colour).map((v) => Math.round(255 * toGamma(Math.min(1, Math.max(0, v))))) as [
    number,
    number,
    number
  ];
}

/** Straight line between two colours: t from 0 to 1, clamped. */
export function mix(from: Oklab, to: Oklab, t: number): Oklab {
  const u = Math.min(1, Math.max(0, t));
  return [from[0] + u * (to[0] - from[0]), from[1] + u * (to[1] - from[1]), from[2] + u * (to[2] - from[2])];
}
