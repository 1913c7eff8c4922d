/** From where a relief is looked at: angles in radians, distance in half-widths of its base. */
export interface Orbit {
  readonly azimuth: number;
  readonly elevation: number;
  readonly distance: number;
}

/** From the front, a little from the right, and from above: x runs to the right and y away, as on the map. */
export const homeOrbit: Orbit = {azimuth: 0.5, elevation: 0.8, distance: 4.6};

const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** Turned by `turn` around the upright axis and raised by `raise`; never below the base and never past the top. */
export function turned({azimuth, elevation, distance}: Orbit, turn: number, raise: number): Orbit {
  const whole = 2 * Math.PI;
  const around = (((azimuth + turn + Math.PI) % whole) + whole) % whole;
  return {azimuth: around - Math.PI, elevation: within(elevation + raise, 0.12, Math.PI / 2 - 0.01), distance};
}

/** Brought nearer by a factor. */
export const nearer = (orbit: Orbit, factor: number): Orbit => ({
  ...orbit,
  distance: within(orbit.distance / factor, 1.5, 9)
});

/** Where the eye is, in the relief's units: x to the right, y up, z towards the reader. */
export function eyeOf({azimuth, elevation, distance}: Orbit): [number, number, number] {
  const flat = distance * Math.cos(elevation);
  return [flat * Math.sin(azimuth), distance * Math.sin(elevation), flat * Math.cos(azimuth)];
}
