import { component } from './component.ts';

describe('day5-schedule', () => {
  component('schedule');
});
