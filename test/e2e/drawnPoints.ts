import type { Frame } from 'playwright-core';

/**
 * Number of steps whose loss stands on the canvas: columns of pixels, where the axis has a step, in which there is more than
 * the grid: a line, a point or the ring of the cursor in the colour of the curve, or of what lies ahead of the cursor.
 */
export async function drawnPoints(lesson: Frame): Promise<number> {
  return lesson.locator('day5-curve').evaluate((element) => {
    const root = element.shadowRoot;
    const canvas = root?.querySelector('canvas');
    const over = root?.querySelector<HTMLElement>('.u-over');
    const context = canvas?.getContext('2d', { willReadFrequently: true });
    if (!canvas || !over || !context) {
      throw new Error('There is no plot.');
    }
    const ratio = canvas.width / canvas.clientWidth;
    const pixels = (x: number) => {
      const { data } = context.getImageData(
        Math.round(x),
        0,
        1,
        Math.round((over.offsetTop + over.clientHeight) * ratio),
      );
      return Array.from({ length: data.length / 4 }, (_, k) => data.slice(4 * k, 4 * k + 4));
    };
    // The curve is blue: of all that is drawn, only it has far more blue than red. What lies ahead is nearly opaque grey.
    const isCurve = ([r, , b, alpha]: Uint8ClampedArray) => alpha > 150 && b > r + 60;
    // The axis runs from 0.3 before the first step to 0.3 after the last of twenty.
    const xOf = (step: number) => (over.offsetLeft + ((step + 0.3) / 19.6) * over.clientWidth) * ratio;
    return Array.from({ length: 20 }, (_, step) => step).filter((step) => pixels(xOf(step)).some(isCurve))
      .length;
  });
}
