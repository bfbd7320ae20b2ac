import { component } from './component.ts';

describe('day5-deliverables', () => {
  component('deliverables');
});
