import { component } from './component.ts';

describe('day5-rate-lab', () => {
  component('rateLab');
});
