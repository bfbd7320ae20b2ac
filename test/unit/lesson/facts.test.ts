import assert from 'node:assert/strict';
import { fact } from '../../../lesson/facts.ts';

describe('fact', () => {
  /** What the lesson was planned with, measured apart from it. */
  const planned: Readonly<Record<string, string>> = {
    loss: '5.0007',
    'loss step=19': '0.0251',
    predictions: '[0.915, -0.942, -0.921, 0.916]',
    'loss step=19 lr=0.001': '3.4717',
    'loss step=19 lr=0.01': '0.2285',
    'loss step=19 lr=0.1': '0.0078',
    'loss step=12 bug': '1.0953',
    'firstBelow steps=100': '44',
    'loss seed=42': '5.2788',
    'loss seed=42 step=19': '0.1207',
    'loss seed=42 step=19 bug': '0.0001',
    'loss seed=2327 step=19': '0.0495',
    'loss seed=2327 step=19 bug': '2.8e−10',
    'loss seed=2327 step=199': '0.0030',
    bugEndsLower: '94%',
    fallsAlways: '99%',
    'fallsAlways bug': '25%',
    'fallsAlways lr=0.1': '74%',
    'gradient bug': '14.7',
    gradient: '0.248',
    'endsBelow seeds=400': '0%',
  };

  for (const [question, answer] of Object.entries(planned)) {
    it(`${question}: ${answer}`, () => assert.equal(fact(question), answer));
  }

  it('ends near 8 at a learning rate of 1.0, as the lesson says: on a plateau, as four of five runs do', () => {
    const last = Number(fact('loss step=19 lr=1'));
    assert.ok(Math.abs(last - 8) < 0.1, `${last}`);
    const share = Number.parseInt(fact('endsAbove lr=1 below=3.5'), 10);
    assert.ok(share > 70 && share < 90, `${share}%`);
  });

  it('refuses what it does not understand', () => {
    for (const question of ['lost', 'loss stepp=3', 'loss step', 'loss step=x', 'loss bug=1', '']) {
      assert.throws(() => fact(question), RangeError, question);
    }
    assert.throws(() => fact('firstBelow'), RangeError, 'twenty steps do not get there');
  });
});
