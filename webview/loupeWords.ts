import type { Factor, PathGraph, Role } from '../src/core/nn/expressionGraph.ts';
import { formatSignificant } from '../src/protocol/digits.ts';

/** What the names of a graph depend on: the number of its layers, and what its sample is called, as `x2`. */
export interface Naming {
  readonly layers: number;
  readonly sample: string;
}

/** How a value is called, in the letters of the script; a shorter name after each. */
export function namesOf(role: Role, naming: Naming): readonly [string, ...string[]] {
  switch (role.kind) {
    case 'loss':
      return ['loss = (ypred − y)²', '(ypred − y)²', 'loss'];
    case 'error':
      return ['ypred − y'];
    case 'output':
      return role.layer === naming.layers - 1 ? ['ypred'] : [`h${role.layer}[${role.neuron}]`];
    case 'sum':
      return [`Σ of ${nameOf({ ...role, kind: 'output' }, naming)}`, 'Σ'];
    case 'input':
      return [`${naming.sample}[${role.input}]`];
    case 'weight':
      return [`w${role.layer}[${role.neuron}][${role.input}]`];
    case 'bias':
      return [`b${role.layer}[${role.neuron}]`];
    case 'product': {
      const from: Role =
        role.layer === 0
          ? { kind: 'input', input: role.input }
          : { kind: 'output', layer: role.layer - 1, neuron: role.input };
      const x = nameOf(from, naming);
      return [`${nameOf({ ...role, kind: 'weight' }, naming)} · ${x}`, `w · ${x}`, 'w · x'];
    }
  }
}

export function nameOf(role: Role, naming: Naming): string {
  return namesOf(role, naming)[0];
}

/** A box's name where every operation has one: a neuron's output is its tanh. */
export function operationNamesOf(role: Role, naming: Naming): readonly [string, ...string[]] {
  const [name, ...shorter] = namesOf(role, naming);
  return role.kind === 'output' ? [`${name} = tanh(Σ)`, name] : [name, ...shorter];
}

/** What a factor of the chain rule is: the derivative of a square, of a tanh, or of a product. */
export function factorName({ of, other }: Factor, naming: Naming): string {
  if (other) {
    return nameOf(other, naming);
  }
  return of.kind === 'loss' ? '2(ypred − y)' : `1 − ${nameOf(of, naming)}²`;
}

/** A factor with as many digits as it takes for the product of all to come out as {@link formatProduct} writes it. */
export function formatFactor(value: number): string {
  return formatSignificant(value, 6);
}

export function formatProduct(value: number): string {
  return formatSignificant(value, 4);
}

/** By what each path differs from the others: the neurons that not all of them go through. */
export function pathNames({ nodes, edges, paths }: PathGraph, naming: Naming): string[] {
  const through = paths.map((path) => path.edges.slice(1).map((edge) => edges[edge].above));
  return through.map((places) =>
    places
      .filter((place) => nodes[place].role.kind === 'output' && !through.every((all) => all.includes(place)))
      .map((place) => nameOf(nodes[place].role, naming))
      .join(', '),
  );
}
