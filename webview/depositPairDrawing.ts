import type { Stack } from '../src/core/training/deposits.ts';
import { formatSize } from '../src/protocol/numbers.ts';
import { drawAxis, drawLayers, drawSteps, type Scale, type Sheet, scaleOf } from './depositDrawing.ts';
import { reachOf, roundUp } from './depositShapes.ts';

/** One of two stacks that are compared. */
export interface Side {
  readonly stack: Stack;
  /** The step that went backward last. */
  readonly fresh: number | null;
  /** What stands below it. */
  readonly name: string;
  /** What it was a moment ago, and how much of that is still to be seen, from 0 to 1. */
  readonly was?: Stack;
  readonly left?: number;
}

const axis = 70;
/** Beside a stack: what is stored, and the numbers of the next one's steps. */
const beside = { label: 48, steps: 26 } as const;
const margin = { top: 24, bottom: 30 } as const;
const [narrowest, widest] = [34, 120] as const;

/** Draws two stacks to one scale, side by side over one 0, each with what is stored. */
export function drawPair(
  sheet: Sheet,
  sides: readonly Side[],
  names: { readonly step: string; readonly earlier: string },
): void {
  const { context, width, height } = sheet;
  context.clearRect(0, 0, width, height);
  const reaches = sides
    .flatMap(({ stack, was }) => (was ? [stack, was] : [stack]))
    .map(({ layers }) => reachOf(layers));
  const up = Math.max(...reaches.map((reach) => reach.up));
  const down = Math.max(...reaches.map((reach) => reach.down));
  const isEmpty = up === 0 && down === 0;
  const scale = scaleOf(isEmpty ? 1 : roundUp(up), roundUp(down), margin.top, height - margin.bottom);
  const { length } = sides;
  const room = (width - axis - length * beside.label - (length - 1) * beside.steps) / length;
  const column = Math.max(narrowest, Math.min(widest, room));
  const apart = column + beside.label + beside.steps;
  drawAxis(sheet, scale, isEmpty, axis + (length - 1) * apart + column + 8);
  for (const [k, side] of sides.entries()) {
    drawSide(sheet, side, scale, axis + k * apart, column, k === 0 ? names : { ...names, step: '' });
  }
}

function drawSide(
  sheet: Sheet,
  { stack, fresh, name, was, left: share = 0 }: Side,
  scale: Scale,
  left: number,
  column: number,
  names: { readonly step: string; readonly earlier: string },
): void {
  const { context, colour, height } = sheet;
  if (was && share > 0) {
    context.save();
    // What falls away fades, and sinks.
    const [foot, top] = [scale.y(0), scale.y(was.stored * share)];
    context.beginPath();
    context.rect(left, Math.min(foot, top), column, Math.abs(foot - top));
    context.clip();
    context.filter = `opacity(${share})`;
    drawLayers(sheet, was, fresh, scale, left, column);
    context.restore();
  }
  drawLayers(sheet, stack, fresh, scale, left, column);
  drawSteps(sheet, stack, fresh, scale, names, left);
  if (stack.layers.length > 0) {
    const at = scale.y(stack.stored);
    context.fillStyle = colour('--text');
    context.fillRect(left - 3, at - 1, column + 11, 2);
    context.textAlign = 'left';
    context.fillText(
      `${stack.stored < 0 ? '−' : ''}${formatSize(Math.abs(stack.stored))}`,
      left + column + 13,
      at,
    );
  }
  context.fillStyle = colour('--muted');
  context.textAlign = 'center';
  context.fillText(name, left + column / 2, height - 9);
}
