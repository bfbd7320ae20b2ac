import type { Stack } from '../src/core/training/deposits.ts';
import {
  axisRight,
  drawAxis,
  drawLayers,
  drawSteps,
  reachOfAll,
  type Scale,
  type Sheet,
  type StepNames,
  scaleOf,
  stepsWidth,
} from './depositDrawing.ts';
import { roundUp } from './depositShapes.ts';

/** One of two stacks that are compared. */
export interface Side {
  readonly stack: Stack;
  /** What stands below it. */
  readonly name: string;
  readonly stored: string;
  /** What it was a moment ago, and how much of that is still to be seen, from 0 to 1. */
  readonly was?: Stack;
  readonly left?: number;
}

const margin = { top: 10, bottom: 44 } as const;
/** Between the two stacks. */
const gap = 18;
const [narrowest, widest] = [34, 100] as const;

/**
 * Draws two stacks to one scale, side by side over one 0, each with what is stored. What belongs to one stands on its outer side,
 * so that no number between them could be of either.
 */
export function drawPair(sheet: Sheet, sides: readonly Side[], names: StepNames): void {
  const { context, width, height, font } = sheet;
  context.clearRect(0, 0, width, height);
  context.font = font;
  const { up, down } = reachOfAll(sides.flatMap(({ stack, was }) => (was ? [stack, was] : [stack])));
  const isEmpty = up === 0 && down === 0;
  const scale = scaleOf(isEmpty ? 1 : roundUp(up), roundUp(down), margin.top, height - margin.bottom);
  const steps = stepsWidth(sheet, names);
  const column = Math.max(
    narrowest,
    Math.min(widest, (width - axisRight - sides.length * steps - gap) / sides.length),
  );
  const left = axisRight + steps;
  drawAxis(sheet, scale, isEmpty, left + (sides.length - 1) * (column + gap) + column + 5);
  for (const [k, side] of sides.entries()) {
    drawSide(sheet, side, scale, left + k * (column + gap), column, names, k === 0 ? 'right' : 'left');
  }
}

/** `align`: the side of the stack at which all ends that stands below it; its steps stand on the other one. */
function drawSide(
  sheet: Sheet,
  { stack, name, stored, was, left: share = 0 }: Side,
  scale: Scale,
  left: number,
  column: number,
  names: StepNames,
  align: 'left' | 'right',
): void {
  const { context, colour, width, height } = sheet;
  if (was && share > 0) {
    context.save();
    // What falls away fades, and sinks.
    const [foot, top] = [scale.y(0), scale.y(was.stored * share)];
    context.beginPath();
    context.rect(left, Math.min(foot, top), column, Math.abs(foot - top));
    context.clip();
    context.filter = `opacity(${share})`;
    drawLayers(sheet, was, scale, left, column);
    context.restore();
  }
  drawLayers(sheet, stack, scale, left, column);
  const isLeft = align === 'right';
  drawSteps(sheet, stack, scale, names, isLeft ? left - 6 : left + column + 6, align);
  context.textAlign = align;
  const edge = isLeft ? left + column : left;
  const room = isLeft ? edge : width - edge;
  context.fillStyle = colour('--muted');
  context.fillText(name, edge, height - 25, room);
  if (stack.layers.length > 0) {
    context.fillStyle = colour('--text');
    context.fillRect(left - 3, scale.y(stack.stored) - 1, column + 6, 2);
    context.fillText(stored, edge, height - 9, room);
  }
}
