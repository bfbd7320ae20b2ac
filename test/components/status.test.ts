import { component } from './component.ts';

describe('day5-status', () => {
  component('status');
});
