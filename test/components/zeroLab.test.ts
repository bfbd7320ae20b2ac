import { component } from './component.ts';

describe('day5-zero-lab', () => {
  component('zeroLab');
});
