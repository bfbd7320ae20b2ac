import { component } from './component.ts';

describe('day5-rate-map', () => {
  component('rateMap');
});
