import { component } from './component.ts';

describe('day5-header', () => {
  component('header');
});
