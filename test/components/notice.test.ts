import { component } from './component.ts';

describe('day5-notice', () => {
  component('notice');
});
