import { component } from './component.ts';

describe('day5-chart', () => {
  component('chart');
});
