import { component } from './component.ts';

describe('day5-pair-table', () => {
  component('pairTable');
});
