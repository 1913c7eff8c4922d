/** The most runs of a race at once: a core is left to the page, but two are always to be had. */
export const mostAtOnce = ({hardwareConcurrency = 2} = navigator): number =>
  Math.min(6, Math.max(2, hardwareConcurrency - 1));

/**
 * How many at once unless told: as many as leave a core to the page, four at most. One on a device that is used by touch,
 * since each holds the digits once more and a phone has little memory for a tab.
 */
export function atOnceUsually(
  {hardwareConcurrency = 2} = navigator,
  touch = globalThis.matchMedia?.("(pointer: coarse)").matches ?? false
): number {
  return touch ? 1 : Math.max(1, Math.min(4, hardwareConcurrency - 1));
}
