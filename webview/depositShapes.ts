import type { Layer } from '../src/core/training/deposits.ts';

/** So many colours tell the steps of older layers apart; then they begin again. */
export const stepColours = 3;

/** A layer as it is drawn: from one value to another, away from 0. */
export interface Shape {
  readonly from: number;
  readonly to: number;
  /** The step of the layer, or of the first of several that are too thin to be told apart. */
  readonly step: number | null;
  /** Whether it is of the step that went backward last. */
  readonly fresh: boolean;
}

type Side = 'up' | 'down';

/**
 * The layers of a stack as shapes: positive ones on top of each other from 0 up, negative ones from 0 down, the oldest at 0.
 * Layers that are thinner than `least` are drawn together.
 */
export function shapesOf(layers: readonly Layer[], fresh: number | null, least: number): Shape[] {
  const shapes: Shape[] = [];
  const open: Record<Side, Shape | null> = { up: null, down: null };
  const reach: Record<Side, number> = { up: 0, down: 0 };
  const close = (side: Side) => {
    const shape = open[side];
    if (shape) {
      shapes.push(shape);
      open[side] = null;
    }
  };
  for (const { step, amount } of layers) {
    const side = amount < 0 ? 'down' : 'up';
    const isFresh = step !== null && step === fresh;
    if (open[side]?.fresh !== isFresh) {
      // What is new is never drawn together with what is old.
      close(side);
    }
    const from = reach[side];
    const to = from + amount;
    reach[side] = to;
    const shape = { ...(open[side] ?? { from, step, fresh: isFresh }), to };
    open[side] = shape;
    if (Math.abs(to - shape.from) >= least) {
      close(side);
    }
  }
  close('up');
  close('down');
  return shapes;
}

/** How far the layers reach, up and down from 0. */
export function reachOf(layers: readonly Layer[]): { readonly up: number; readonly down: number } {
  let up = 0;
  let down = 0;
  for (const { amount } of layers) {
    if (amount < 0) {
      down -= amount;
    } else {
      up += amount;
    }
  }
  return { up, down };
}

/** What is drawn less high than this share of a scale is a hairline. */
const hairline = 0.02;

/** Whether layers are but a hairline, drawn to one scale with others. */
export function isTooThin(layers: readonly Layer[], beside: readonly Layer[]): boolean {
  const [own, other] = [layers, beside].map(reachOf);
  const range = Math.max(own.up, other.up) + Math.max(own.down, other.down);
  return layers.length > 0 && own.up + own.down < hairline * range;
}

/** The next number of the kind 1, 2, 5, 10 that is not below; an axis that grows by these does not swim. */
export function roundUp(x: number): number {
  if (!(x > 0) || !Number.isFinite(x)) {
    return x > 0 ? Number.MAX_VALUE : 0;
  }
  const power = 10 ** Math.floor(Math.log10(x));
  const factor = [1, 2, 5, 10].find((each) => each * power >= x) ?? 10;
  return factor * power;
}
