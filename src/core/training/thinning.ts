/** How many of the first steps, of the last steps, and of each doubling of their number in between keep their stops. */
export const keptSteps = 256;

/** Whether a step of a long run keeps its stops once it is no longer among the last. */
export function keepsStops(step: number): boolean {
  const stride = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, step) / keptSteps)));
  return step % stride === 0;
}
