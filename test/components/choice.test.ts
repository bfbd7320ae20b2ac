import { component } from './component.ts';

describe('day5-choice', () => {
  component('choice');
});
