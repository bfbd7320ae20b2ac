import { component } from './component.ts';

describe('day5-matrix', () => {
  component('matrix');
});
