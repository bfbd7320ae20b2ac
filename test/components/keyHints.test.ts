import { component } from './component.ts';

describe('day5-keys', () => {
  component('keyHints');
});
