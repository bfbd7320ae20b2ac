import { component } from './component.ts';

describe('day5-hints', () => {
  component('hints');
});
