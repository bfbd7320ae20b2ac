import { component } from './component.ts';

describe('day5-rates', () => {
  component('rates');
});
