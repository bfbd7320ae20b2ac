import { component } from './component.ts';

describe('day5-receipt-bar', () => {
  component('receiptBar');
});
