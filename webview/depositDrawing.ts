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

/** What stands beside the layers of a stack. */
export interface StepNames {
  /** A step, in words: its bare number could be taken for one of the axis. */
  step(step: number): string;
  readonly earlier: string;
}

/** The names beside the chosen stack. */
export interface Names extends StepNames {
  readonly stored: string;
  readonly truth: string;
}

/** From values to the heights at which they are drawn. */
export interface Scale {
  readonly up: number;
  readonly down: number;
  y(value: number): number;
  /** The value that is one pixel high. */
  readonly pixel: number;
}

/** Where the axis ends, which has its values on the left of that. */
export const axisRight = 46;
const column = { narrowest: 34, widest: 84 } as const;
/** What the names of the marks take, at most. */
const marksWidth = 152;
const margin = { top: 10, bottom: 10 } as const;
/** Labels closer than this would run into each other. */
const lineHeight = 14;

/**
 * Draws one stack large: its layers with their steps, what is stored, and what the last step alone has made. To a scale that would
 * do for `beside` as well, which is another stack to compare with.
 */
export function drawStack(sheet: Sheet, stack: Stack, names: Names, beside: Stack | null): void {
  const { context, width, height } = sheet;
  context.clearRect(0, 0, width, height);
  context.font = sheet.font;
  const { up, down } = reachOfAll(beside ? [stack, beside] : [stack]);
  const isEmpty = up === 0 && down === 0;
  const scale = scaleOf(isEmpty ? 1 : roundUp(up), roundUp(down), margin.top, height - margin.bottom);
  const left = axisRight + stepsWidth(sheet, names);
  const size = Math.max(column.narrowest, Math.min(column.widest, width - left - marksWidth));
  drawAxis(sheet, scale, isEmpty, left + size + 8);
  drawLayers(sheet, stack, scale, left, size);
  drawSteps(sheet, stack, scale, names, left - 6, 'right');
  if (stack.layers.length > 0) {
    drawMarks(sheet, stack, scale, names, left, size);
  }
}

/** How far the tallest of these stacks reach, up and down from 0. */
export function reachOfAll(stacks: readonly Stack[]): { readonly up: number; readonly down: number } {
  const reaches = stacks.map(({ layers }) => reachOf(layers));
  return {
    up: Math.max(0, ...reaches.map(({ up }) => up)),
    down: Math.max(0, ...reaches.map(({ down }) => down)),
  };
}

/** What the steps beside a stack take, with room around: as much for one digit as for three, so that nothing moves. */
export function stepsWidth({ context }: Sheet, names: StepNames): number {
  return context.measureText(names.step(888)).width + 12;
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
  // A line of its own makes an axis of what could be a column of numbers.
  context.fillStyle = colour('--grid');
  context.fillRect(axisRight, Math.round(y(up)), 1, Math.round(y(-down)) - Math.round(y(up)));
  for (const value of values) {
    context.fillStyle = colour(value === 0 ? '--muted' : '--grid');
    context.fillRect(axisRight - 3, Math.round(y(value)), right - axisRight + 3, 1);
    context.fillStyle = colour('--muted');
    context.fillText(
      value === 0 ? '0' : `${value < 0 ? '−' : ''}${tick(Math.abs(value))}`,
      axisRight - 6,
      y(value),
    );
  }
}

/** An axis value: 0.002, 5, 200. */
function tick(value: number): string {
  return value >= 0.001 && value < 10_000 ? String(Number(value.toPrecision(1))) : formatSize(value);
}

export function drawLayers(
  { context, colour }: Sheet,
  { layers, last }: Stack,
  { y, pixel }: Scale,
  left: number,
  width: number,
): void {
  const large = width > 30;
  for (const { from, to, step, fresh: isFresh } of shapesOf(layers, last, (large ? 1 : 0.75) * pixel)) {
    const top = Math.min(y(from), y(to));
    const height = Math.abs(y(from) - y(to));
    // Between layers the page shows through, as long as they have the height for it.
    const gap = height > 3 ? (large ? 1 : 0.5) : 0;
    context.globalAlpha = isFresh ? 1 : 0.62;
    context.fillStyle = colour(
      isFresh ? '--truth' : step === null ? '--muted' : `--step-${step % stepColours}`,
    );
    context.fillRect(left, top, width, Math.max(0.5, height - gap));
    context.globalAlpha = 1;
    if (isFresh && large && height > 2) {
      context.strokeStyle = colour('--text');
      context.lineWidth = 1;
      context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
    }
  }
}

/** The steps beside the layers, in words that begin or end at `x`: the newest first, as far as there is room. */
export function drawSteps(
  sheet: Sheet,
  { layers, last }: Stack,
  { y, pixel }: Scale,
  names: StepNames,
  x: number,
  align: 'left' | 'right',
): void {
  const { context, colour } = sheet;
  const taken: number[] = [];
  context.textAlign = align;
  for (const { from, to, step } of shapesOf(layers, last, pixel).reverse()) {
    const middle = y((from + to) / 2);
    const isFresh = step !== null && step === last;
    const room = Math.abs(y(from) - y(to)) >= 9 || isFresh;
    if (room && taken.every((each) => Math.abs(each - middle) >= lineHeight - 1)) {
      taken.push(middle);
      const text = step === null ? names.earlier : names.step(step);
      const { width } = context.measureText(text);
      // A line of the axis ends where a step stands.
      context.clearRect(align === 'left' ? x - 3 : x - width - 3, middle - 6, width + 6, 12);
      context.fillStyle = colour(isFresh ? '--text' : '--muted');
      context.fillText(text, x, middle);
    }
  }
}

/** What is stored, and what the last step alone has made, as lines through the stack with their names on the right. */
function drawMarks(
  sheet: Sheet,
  { stored, truth }: Stack,
  { y }: Scale,
  names: Names,
  left: number,
  size: number,
): void {
  const { context, colour, width, height } = sheet;
  const right = left + size;
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
    context.moveTo(left - 3, mark.at);
    context.lineTo(right + 8, mark.at);
    context.lineTo(right + 16, label);
    context.stroke();
    context.setLineDash([]);
    context.fillText(mark.text, right + 20, label, width - right - 20);
  }
}
