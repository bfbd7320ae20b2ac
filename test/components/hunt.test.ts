import { component } from './component.ts';

describe('day5-hunt', () => {
  component('hunt');
});
