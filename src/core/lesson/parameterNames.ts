/**
 * How each parameter is reached from its model, in the order of `parameters()`: `layers[0].neurons[1].w[2]`, `….b`.
 * Where the shape (number of inputs, then of neurons in each layer) is unknown or does not fit: `parameters()[7]`.
 */
export function parameterNames(shape: readonly number[] | null, count: number): string[] {
  const names: string[] = [];
  for (let layer = 1; shape && layer < shape.length && names.length < count; layer++) {
    for (let neuron = 0; neuron < shape[layer]; neuron++) {
      const path = `layers[${layer - 1}].neurons[${neuron}]`;
      for (let k = 0; k < shape[layer - 1]; k++) {
        names.push(`${path}.w[${k}]`);
      }
      names.push(`${path}.b`);
    }
  }
  return names.length === count ? names : Array.from({ length: count }, (_, k) => `parameters()[${k}]`);
}

/**
 * Some parameters, by their index, in as few names as there can be: whole layers (`layers[0]`), whole neurons
 * (`layers[0].neurons[1]`), all weights or all biases (`layers[*].neurons[*].b`), and the rest one by one. Where the shape is
 * unknown or does not fit, by their place: `parameters()[0:10]`.
 */
export function namesOf(
  shape: readonly number[] | null,
  count: number,
  parameters: readonly number[],
): string[] {
  const names = parameterNames(shape, count);
  const isUnknown = names[0]?.startsWith('parameters') ?? true;
  if (isUnknown) {
    return placesOf(parameters);
  }
  const isBias = (k: number) => names[k].endsWith('.b');
  const biases = names.filter((_, k) => isBias(k)).length;
  if (parameters.length === biases && parameters.every(isBias)) {
    return ['layers[*].neurons[*].b'];
  }
  if (parameters.length === count - biases && !parameters.some(isBias)) {
    return ['layers[*].neurons[*].w[*]'];
  }
  const owners = names.map((name) => {
    const [layer, neuron] = name.split('.');
    return [layer, `${layer}.${neuron}`];
  });
  const all = countOf(owners.flat());
  const among = countOf(parameters.flatMap((k) => owners[k]));
  const isWhole = (owner: string) => among.get(owner) === all.get(owner);
  return [...new Set(parameters.map((k) => owners[k].find(isWhole) ?? names[k]))];
}

/** How often each of them is there. */
function countOf(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) {
    counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return counts;
}

/** Places in `parameters()`, neighbours as one slice. */
function placesOf(parameters: readonly number[]): string[] {
  const slices: { from: number; to: number }[] = [];
  for (const k of parameters) {
    const last = slices.at(-1);
    if (last?.to === k) {
      last.to = k + 1;
    } else {
      slices.push({ from: k, to: k + 1 });
    }
  }
  return slices.map(({ from, to }) => `parameters()[${to === from + 1 ? from : `${from}:${to}`}]`);
}
