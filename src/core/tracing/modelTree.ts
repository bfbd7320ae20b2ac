import type { ModelState } from '../training/modelState.ts';
import { pythonNumber } from './pythonNumber.ts';
import type { Recorded } from './trace.ts';

/**
 * A run's model as layers → neurons → `w`, `b`, as micrograd orders its parameters: of each neuron its weights, then its bias.
 * A flat list of parameters where the shape is not known, or does not account for all of them.
 */
export function modelTree(run: number, shape: readonly number[] | null, state: ModelState): Recorded {
  let next = 0;
  const parameter = (): Recorded => {
    const index = next++;
    return {
      kind: 'value',
      type: 'Value',
      id: -1 - index,
      data: state.data[index],
      grad: state.grad[index],
      parameter: { run, index },
    };
  };
  const list = (length: number, item: () => Recorded): Recorded => ({
    kind: 'list',
    type: 'list',
    items: Array.from({ length }, item),
    length,
  });
  const object = (
    type: string,
    text: string,
    attributes: [string, Recorded][],
    of: number | null = null,
  ): Recorded => ({ kind: 'object', type, text, attributes, run: of });

  if (!shape || sizeOf(shape) !== state.data.length) {
    return object('model', 'model', [['parameters', list(state.data.length, parameter)]], run);
  }
  const [inputs, ...widths] = shape;
  const layers = widths.map((width, k) => {
    const nin = k === 0 ? inputs : widths[k - 1];
    const neuron = () =>
      object('Neuron', `Neuron(${nin})`, [
        ['w', list(nin, parameter)],
        ['b', parameter()],
      ]);
    return object('Layer', `Layer(${nin}, ${width})`, [['neurons', list(width, neuron)]]);
  });
  const all: Recorded = { kind: 'list', type: 'list', items: layers, length: layers.length };
  return object('MLP', `MLP(${inputs}, [${widths.join(', ')}])`, [['layers', all]], run);
}

/** The number of parameters of a model of this shape. */
function sizeOf([inputs, ...widths]: readonly number[]): number {
  return widths.reduce((sum, width, k) => sum + width * ((k === 0 ? inputs : widths[k - 1]) + 1), 0);
}

/** What a value holds, as a number of its own. */
export function asFloat(number: number): Recorded {
  return { kind: 'number', number, text: pythonNumber(number, false) };
}
