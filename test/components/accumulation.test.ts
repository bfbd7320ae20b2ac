import { component } from './component.ts';

describe('day5-accumulation', () => {
  component('accumulation');
});
