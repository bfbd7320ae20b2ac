import type { Stack } from '../src/core/training/deposits.ts';
import { formatSize } from '../src/protocol/numbers.ts';
import { reachOf, roundUp, shapesOf, stepColours } from './depositShapes.ts';

/** A canvas with its size in CSS pixels, and the colours of the theme. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** A custom property of the component. */
  colour(property: string): string;
  readonly font: string;
}

/** The names beside the chosen stack. */
export interface Names {
  readonly stored: string;
  readonly truth: string;
  readonly earlier: string;
  /** Above the numbers of the steps. */
  readonly step: string;
}

/** From values to the heights at which they are drawn. */
interface Scale {
  readonly up: number;
  readonly down: number;
  y(value: number): number;
  /** The value that is one pixel high. */
  readonly pixel: number;
}

const column = { left: 74, width: 84 } as const;
const margin = { top: 24, bottom: 10 } as const;
/** Labels closer than this would run into each other. */
const lineHeight = 14;

/** The step that went backward last, if any of these stacks holds something of it. */
export function freshStep(stacks: readonly Stack[]): number | null {
  let fresh: number | null = null;
  for (const { layers } of stacks) {
    const step = layers.at(-1)?.step ?? null;
    fresh = step !== null && (fresh === null || step > fresh) ? step : fresh;
  }
  return fresh;
}

/**
 * Draws one stack large: its layers with their steps, what is stored, and what the last step alone has made. To a scale that would
 * do for `beside` as well, which is another stack to compare with.
 */
export function drawStack(
  sheet: Sheet,
  stack: Stack,
  fresh: number | null,
  names: Names,
  beside: Stack | null,
): void {
  const { context, width, height } = sheet;
  context.clearRect(0, 0, width, height);
  const reaches = [stack, ...(beside ? [beside] : [])].map(({ layers }) => reachOf(layers));
  const up = Math.max(...reaches.map((reach) => reach.up));
  const down = Math.max(...reaches.map((reach) => reach.down));
  const isEmpty = stack.layers.length === 0;
  const scale = scaleOf(
    up === 0 && down === 0 ? 1 : roundUp(up),
    roundUp(down),
    margin.top,
    height - margin.bottom,
  );
  drawAxis(sheet, scale, up === 0 && down === 0);
  drawLayers(sheet, stack, fresh, scale, column.left, column.width);
  drawSteps(sheet, stack, fresh, scale, names);
  if (!isEmpty) {
    drawMarks(sheet, stack, scale, names);
  }
}

/** Draws all stacks small, in rows of one scale each; `chosen` is framed. */
export function drawAll(
  sheet: Sheet,
  stacks: readonly Stack[],
  places: readonly Place[],
  fresh: number | null,
  chosen: number,
): void {
  const { context, width, height } = sheet;
  context.clearRect(0, 0, width, height);
  // A row has a scale of its own: what is large in one layer of the network would hide all of another.
  const reach = new Map<number, { up: number; down: number }>();
  for (const [k, { layers }] of stacks.entries()) {
    const { up, down } = reachOf(layers);
    const row = reach.get(places[k].top) ?? { up: 0, down: 0 };
    reach.set(places[k].top, { up: Math.max(up, row.up), down: Math.max(down, row.down) });
  }
  for (const [k, stack] of stacks.entries()) {
    const place = places[k];
    const { up = 0, down = 0 } = reach.get(place.top) ?? {};
    const scale = scaleOf(up === 0 && down === 0 ? 1 : up, down, place.top, place.top + place.height);
    context.fillStyle = sheet.colour('--grid');
    context.fillRect(place.left, Math.round(scale.y(0)), place.width, 1);
    drawLayers(sheet, stack, fresh, scale, place.left + 1, place.width - 2);
    if (k === chosen) {
      context.strokeStyle = sheet.colour('--text');
      context.lineWidth = 1.5;
      context.strokeRect(place.left - 1.5, place.top - 2.5, place.width + 3, place.height + 5);
    }
  }
}

/** Where a small stack is drawn. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const row = { height: 44, gap: 16 } as const;
const mostInRow = 20;

/**
 * Where each parameter's small stack stands: a row for each layer of the network, a little room between neurons. Where the shape
 * (inputs, then neurons of each layer) does not say, rows of twenty.
 */
export function placesOf(shape: readonly number[] | null, count: number, width: number): Place[] {
  const rows = rowsOf(shape, count);
  const longest = Math.max(...rows.map((neurons) => neurons.reduce((sum, size) => sum + size, 0)), 1);
  const most = Math.max(...rows.map((neurons) => neurons.length), 1);
  const space = 5;
  const cell = Math.min(18, (width - 4 - space * (most - 1)) / longest);
  return rows.flatMap((neurons, k) => {
    const top = 4 + k * (row.height + row.gap);
    let left = 2;
    return neurons.flatMap((size) => {
      const group = Array.from({ length: size }, (_, each) => ({
        left: left + each * cell + 1,
        top,
        width: cell - 2,
        height: row.height,
      }));
      left += size * cell + space;
      return group;
    });
  });
}

/** For each row the sizes of the groups in it. */
function rowsOf(shape: readonly number[] | null, count: number): number[][] {
  const layers = (shape ?? [])
    .slice(1)
    .map((neurons, k) => Array<number>(neurons).fill((shape?.[k] ?? 0) + 1));
  const total = layers.flat().reduce((sum, size) => sum + size, 0);
  if (
    total === count &&
    layers.every((sizes) => sizes.reduce((sum, size) => sum + size, 0) <= 2 * mostInRow)
  ) {
    return layers;
  }
  return Array.from({ length: Math.ceil(count / mostInRow) }, (_, k) => [
    Math.min(mostInRow, count - k * mostInRow),
  ]);
}

/** A scale that reaches so far up and down from 0, and a little further: to round numbers. What cannot be seen has no room. */
function scaleOf(reachUp: number, reachDown: number, top: number, bottom: number): Scale {
  const largest = Math.max(reachUp, reachDown);
  const [up, down] = [reachUp, reachDown].map((reach) => (reach < 0.005 * largest ? 0 : roundUp(reach)));
  const range = up + down || 1;
  const size = bottom - top;
  return { up, down, pixel: range / size, y: (value) => top + ((up - value) / range) * size };
}

function drawAxis(sheet: Sheet, { up, down, y }: Scale, isEmpty: boolean): void {
  const { context, colour, font } = sheet;
  context.font = font;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const far = (value: number) => Math.abs(y(value) - y(0)) >= lineHeight;
  const values = isEmpty ? [0] : [0, ...[up, -down].filter(far)];
  for (const value of values) {
    context.fillStyle = colour(value === 0 ? '--muted' : '--grid');
    context.fillRect(46, Math.round(y(value)), column.left + column.width - 38, 1);
    context.fillStyle = colour('--muted');
    context.fillText(value === 0 ? '0' : `${value < 0 ? '−' : ''}${tick(Math.abs(value))}`, 40, y(value));
  }
}

/** An axis value: 0.002, 5, 200. */
function tick(value: number): string {
  return value >= 0.001 && value < 10_000 ? String(Number(value.toPrecision(1))) : formatSize(value);
}

function drawLayers(
  { context, colour }: Sheet,
  { layers }: Stack,
  fresh: number | null,
  { y, pixel }: Scale,
  left: number,
  width: number,
): void {
  const large = width > 30;
  for (const { from, to, step, fresh: isFresh } of shapesOf(layers, fresh, (large ? 1 : 0.75) * pixel)) {
    const top = Math.min(y(from), y(to));
    const height = Math.abs(y(from) - y(to));
    // Between layers the page shows through, as long as they have the height for it.
    const gap = height > 3 ? (large ? 1 : 0.5) : 0;
    context.globalAlpha = isFresh ? 1 : 0.62;
    context.fillStyle = colour(step === null ? '--muted' : `--step-${step % stepColours}`);
    context.fillRect(left, top, width, Math.max(0.5, height - gap));
    context.globalAlpha = 1;
    if (isFresh && large && height > 2) {
      context.strokeStyle = colour('--text');
      context.lineWidth = 1;
      context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
    }
  }
}

/** The steps of the layers to the left of them, the newest first, as far as there is room. */
function drawSteps(
  sheet: Sheet,
  { layers }: Stack,
  fresh: number | null,
  { y, pixel }: Scale,
  names: Names,
): void {
  const { context, colour } = sheet;
  const taken: number[] = [];
  context.textAlign = 'right';
  for (const { from, to, step } of shapesOf(layers, fresh, pixel).reverse()) {
    const middle = y((from + to) / 2);
    const room = Math.abs(y(from) - y(to)) >= 9 || step === fresh;
    if (room && taken.every((each) => Math.abs(each - middle) >= lineHeight - 1)) {
      taken.push(middle);
      const text = step === null ? names.earlier.slice(0, 1) : String(step);
      const { width } = context.measureText(text);
      // A line of the axis ends where a number stands.
      context.clearRect(column.left - 9 - width, middle - 5, width + 6, 10);
      context.fillStyle = colour(step === fresh ? '--text' : '--muted');
      context.fillText(text, column.left - 6, middle);
    }
  }
  if (taken.length > 0) {
    // Else the number of a step could be taken for one of the axis.
    context.fillStyle = colour('--muted');
    context.fillText(names.step, column.left - 6, 7);
  }
}

/** What is stored, and what the last step alone has made, as lines through the stack with their names on the right. */
function drawMarks(sheet: Sheet, { stored, truth }: Stack, { y }: Scale, names: Names): void {
  const { context, colour, width, height } = sheet;
  const right = column.left + column.width;
  const marks = [
    { at: y(stored), text: names.stored, colour: colour('--text'), dash: [] as number[] },
    ...(truth === null ? [] : [{ at: y(truth), text: names.truth, colour: colour('--truth'), dash: [4, 3] }]),
  ].sort((a, b) => a.at - b.at);
  const apart = marks.length === 2 && marks[1].at - marks[0].at < lineHeight;
  const within = (at: number, room: number) => Math.max(room, Math.min(height - room, at));
  const middle = within(marks.reduce((sum, { at }) => sum + at, 0) / marks.length, lineHeight);
  context.textAlign = 'left';
  for (const [k, mark] of marks.entries()) {
    const label = apart ? middle + (k === 0 ? -0.5 : 0.5) * lineHeight : within(mark.at, lineHeight / 2);
    context.strokeStyle = mark.colour;
    context.fillStyle = mark.colour;
    context.lineWidth = 2;
    context.setLineDash(mark.dash);
    context.beginPath();
    context.moveTo(column.left - 3, mark.at);
    context.lineTo(right + 8, mark.at);
    context.lineTo(right + 16, label);
    context.stroke();
    context.setLineDash([]);
    context.fillText(mark.text, right + 20, label, width - right - 20);
  }
}
