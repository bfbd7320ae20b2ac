import type { Stack } from '../src/core/training/deposits.ts';
import { drawLayers, type Sheet, scaleOf } from './depositDrawing.ts';
import { reachOf } from './depositShapes.ts';

/** Where a small stack is drawn. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Small stacks side by side, drawn to one scale. */
export interface Row {
  /** What they have in common, as Python says it: `layers[0]`; or the first of them. */
  readonly name: string;
  /** Where the name stands. */
  readonly top: number;
  /** The first of its parameters, by its place in `model.parameters()`. */
  readonly first: number;
  readonly places: readonly Place[];
}

const sizes = { name: 16, height: 40, gap: 12 } as const;
const mostInRow = 20;

/**
 * Where each parameter's small stack stands: a row for each layer of the network, a little room between neurons. Where the shape
 * (inputs, then neurons of each layer) does not say, rows of twenty.
 */
export function rowsOf(shape: readonly number[] | null, count: number, width: number): Row[] {
  const layers = layersOf(shape, count);
  const groups = layers ?? inRowsOf(mostInRow, count);
  const longest = Math.max(...groups.map(sum), 1);
  const most = Math.max(...groups.map((neurons) => neurons.length), 1);
  const space = 5;
  const cell = Math.min(18, (width - 4 - space * (most - 1)) / longest);
  let first = 0;
  return groups.map((neurons, k) => {
    const top = k * (sizes.name + sizes.height + sizes.gap);
    let left = 2;
    const places = neurons.flatMap((size) => {
      const group = Array.from({ length: size }, (_, each) => ({
        left: left + each * cell + 1,
        top: top + sizes.name,
        width: cell - 2,
        height: sizes.height,
      }));
      left += size * cell + space;
      return group;
    });
    const name = layers ? `layers[${k}]` : `parameters()[${first}]`;
    const row = { name, top, first, places };
    first += places.length;
    return row;
  });
}

/** How high all rows are together. */
export function heightOf(rows: readonly Row[]): number {
  return rows.length * (sizes.name + sizes.height + sizes.gap) - sizes.gap + 4;
}

/** Which of the places a point is at; -1 where it is at none. */
export function placeAt(places: readonly Place[], x: number, y: number): number {
  return places.findIndex(
    ({ left, top, width, height }) =>
      x >= left - 1 && x < left + width + 1 && y >= top - sizes.gap / 2 && y < top + height + sizes.gap / 2,
  );
}

/** Draws all stacks small, in rows of one scale each, which would do for those of `beside` as well; `chosen` is framed. */
export function drawAll(
  sheet: Sheet,
  stacks: readonly Stack[],
  rows: readonly Row[],
  chosen: number,
  beside: readonly Stack[],
): void {
  const { context, width, height } = sheet;
  context.clearRect(0, 0, width, height);
  context.font = sheet.font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { name, top, first, places } of rows) {
    context.fillStyle = sheet.colour('--muted');
    context.fillText(name, 2, top + 6, width);
    // A row has a scale of its own: what is large in one layer of the network would hide all of another.
    const last = first + places.length;
    const reaches = [stacks, beside]
      .flatMap((each) => each.slice(first, last))
      .map(({ layers }) => reachOf(layers));
    const up = Math.max(0, ...reaches.map((reach) => reach.up));
    const down = Math.max(0, ...reaches.map((reach) => reach.down));
    for (const [k, place] of places.entries()) {
      const stack = stacks[first + k];
      const scale = scaleOf(up === 0 && down === 0 ? 1 : up, down, place.top, place.top + place.height);
      context.fillStyle = sheet.colour('--grid');
      context.fillRect(place.left, Math.round(scale.y(0)), place.width, 1);
      if (stack) {
        drawLayers(sheet, stack, scale, place.left + 1, place.width - 2);
      }
      if (first + k === chosen) {
        context.strokeStyle = sheet.colour('--text');
        context.lineWidth = 1.5;
        context.strokeRect(place.left - 1.5, place.top - 2.5, place.width + 3, place.height + 5);
      }
    }
  }
}

/** For each layer of the network the sizes of its neurons; null where the shape does not say, or a layer is too wide for a row. */
function layersOf(shape: readonly number[] | null, count: number): number[][] | null {
  const layers = (shape ?? [])
    .slice(1)
    .map((neurons, k) => Array<number>(neurons).fill((shape?.[k] ?? 0) + 1));
  const fits = sum(layers.flat()) === count && layers.every((neurons) => sum(neurons) <= 2 * mostInRow);
  return fits ? layers : null;
}

function inRowsOf(most: number, count: number): number[][] {
  return Array.from({ length: Math.ceil(count / most) }, (_, k) => [Math.min(most, count - k * most)]);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
