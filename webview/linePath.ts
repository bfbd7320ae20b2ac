/**
 * The path of a line through values by step, for SVG: where a value is not a finite number, the line has a gap; one that stands
 * alone between gaps is a point, to be seen with round line caps.
 */
export function linePath(
  values: ArrayLike<number>,
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let piece: string[] = [];
  for (let step = 0; step <= values.length; step++) {
    const value = values[step];
    if (Number.isFinite(value)) {
      piece.push(`${x(step).toFixed(1)} ${y(value).toFixed(1)}`);
    } else if (piece.length > 0) {
      path += `M${piece.join('L')}${piece.length === 1 ? 'h0.01' : ''}`;
      piece = [];
    }
  }
  return path;
}
