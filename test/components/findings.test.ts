import { component } from './component.ts';

describe('day5-findings', () => {
  component('findings');
});
