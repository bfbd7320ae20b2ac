import { component } from './component.ts';

describe('day5-pair-curve', () => {
  component('pairCurve');
});
