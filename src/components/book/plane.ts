/** A part of parameter space on a picture, with the same scale along both axes, so that arrows cross contours squarely. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  /** Pixels per unit. */
  readonly scale: number;
  x(value: number): number;
  y(value: number): number;
  /** Parameters at a pixel. */
  at(px: number, py: number): [number, number];
}

export interface Domain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The plane in which a domain fills `width` pixels; the height follows from the domain. */
export function plane({x: [x0, x1], y: [y0, y1]}: Domain, width: number): Plane {
  const scale = width / (x1 - x0);
  return {
    width,
    height: (y1 - y0) * scale,
    scale,
    x: (value) => (value - x0) * scale,
    y: (value) => (y1 - value) * scale,
    at: (px, py) => [x0 + px / scale, y1 - py / scale]
  };
}

/** Width divided by height of a domain. */
export const aspectOf = ({x, y}: Domain): number => (x[1] - x[0]) / (y[1] - y[0]);
