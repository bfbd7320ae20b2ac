import { component } from './component.ts';

describe('day5-history', () => {
  component('history');
});
