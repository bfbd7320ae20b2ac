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
export interface Scale {
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
  drawAxis(sheet, scale, up === 0 && down === 0, column.left + column.width + 8);
  drawLayers(sheet, stack, fresh, scale, column.left, column.width);
  drawSteps(sheet, stack, fresh, scale, names, column.left);
  if (!isEmpty) {
    drawMarks(sheet, stack, scale, names);
  }
}

/** A scale that reaches so far up and down from 0, and a little further: to round numbers. What cannot be seen has no room. */
export function scaleOf(reachUp: number, reachDown: number, top: number, bottom: number): Scale {
  const largest = Math.max(reachUp, reachDown);
  const [up, down] = [reachUp, reachDown].map((reach) => (reach < 0.005 * largest ? 0 : roundUp(reach)));
  const range = up + down || 1;
  const size = bottom - top;
  return { up, down, pixel: range / size, y: (value) => top + ((up - value) / range) * size };
}

/** Draws the axis: 0 and how far the scale reaches, with lines that end at `right`. */
export function drawAxis(sheet: Sheet, { up, down, y }: Scale, isEmpty: boolean, right: number): void {
  const { context, colour, font } = sheet;
  context.font = font;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const far = (value: number) => Math.abs(y(value) - y(0)) >= lineHeight;
  const values = isEmpty ? [0] : [0, ...[up, -down].filter(far)];
  for (const value of values) {
    context.fillStyle = colour(value === 0 ? '--muted' : '--grid');
    context.fillRect(46, Math.round(y(value)), right - 46, 1);
    context.fillStyle = colour('--muted');
    context.fillText(value === 0 ? '0' : `${value < 0 ? '−' : ''}${tick(Math.abs(value))}`, 40, y(value));
  }
}

/** An axis value: 0.002, 5, 200. */
function tick(value: number): string {
  return value >= 0.001 && value < 10_000 ? String(Number(value.toPrecision(1))) : formatSize(value);
}

export function drawLayers(
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

/** The steps of the layers to the left of them, which is at `left`: the newest first, as far as there is room. */
export function drawSteps(
  sheet: Sheet,
  { layers }: Stack,
  fresh: number | null,
  { y, pixel }: Scale,
  names: Pick<Names, 'earlier' | 'step'>,
  left: number,
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
      context.clearRect(left - 9 - width, middle - 5, width + 6, 10);
      context.fillStyle = colour(step === fresh ? '--text' : '--muted');
      context.fillText(text, left - 6, middle);
    }
  }
  if (taken.length > 0) {
    // Else the number of a step could be taken for one of the axis.
    context.fillStyle = colour('--muted');
    context.fillText(names.step, left - 6, 7);
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
