import assert from 'node:assert/strict';
import { component } from './component.ts';
import { lossesOfPair } from './pairs.ts';

describe('day5-pair-curve', () => {
  const curve = component('pairCurve');
  /** The heights of a curve, from its path. */
  const heights = async (loop: 'sound' | 'buggy') => {
    const path = (await curve.element.locator(`path.${loop}`).getAttribute('d')) ?? '';
    return path
      .split(/[ML]/)
      .slice(1)
      .map((point) => Number(point.split(' ')[1]));
  };

  it('draws both runs by the logarithm of their losses', async () => {
    await curve.show('both');
    const losses = lossesOfPair(5571);
    const sound = await heights('sound');
    const [first, last] = [losses.sound[0], losses.sound[199]].map(Math.log);
    const unit = (sound[199] - sound[0]) / (first - last);
    for (const loop of ['sound', 'buggy'] as const) {
      for (const [step, y] of (await heights(loop)).entries()) {
        const loss = Math.max(1e-5, losses[loop][step]);
        assert.ok(Math.abs(y - sound[0] - unit * (first - Math.log(loss))) < 0.2, `${loop} ${step}`);
      }
    }
  });

  it('keeps the run with the bug to itself until it may be seen', async () => {
    await curve.show('hidden');
    assert.equal(await curve.element.locator('path.sound').count(), 1);
    assert.equal(await curve.element.locator('.buggy').count(), 0);
  });

  it('says at the foot of its axis that lower losses are drawn there, too', async () => {
    await curve.show('both');
    const foot = Number(await curve.element.locator('.foot').getAttribute('y1'));
    assert.ok(Math.min(...lossesOfPair(5571).buggy) < 1e-5);
    assert.ok(Math.abs(Math.max(...(await heights('buggy'))) - foot) < 0.1);
    const label = curve.element.getByText('≤1e-5', { exact: true });
    assert.ok(Math.abs(Number(await label.getAttribute('y')) - foot) < 6);
  });

  it('draws a guess from the sound loss to where the other would be, and the run as far as it may be seen', async () => {
    const places = async (k: number) => {
      const path = await curve.element.locator('.guess path:not(.head)').nth(k).getAttribute('d');
      const [, x, from, to] = /^M([\d.]+) ([\d.]+)V([\d.]+)$/.exec(path ?? '') ?? [];
      return { x: Number(x), from: Number(from), to: Number(to) };
    };
    await curve.show('asked');
    const sound = await heights('sound');
    const [early, late] = [await places(0), await places(1)];
    assert.ok(
      Math.abs(early.from - sound[19]) < 0.1 && early.to < early.from,
      'the sound one lower: the other is above',
    );
    assert.ok(Math.abs(late.from - sound[199]) < 0.1 && late.to > late.from, 'the other one lower');
    assert.ok(late.x > early.x);
    await curve.show('half');
    assert.equal(await curve.element.locator('.guess path.head').count(), 1);
    assert.equal(await curve.element.locator('.asked').count(), 2);
    assert.equal((await heights('buggy')).length, 20);
  });

  it('has a gap where there is no loss', async () => {
    await curve.show('gap');
    assert.equal((await heights('sound')).length, 1);
  });

  it('asks for the step that is pressed, and for those it is dragged over', async () => {
    await curve.show('both');
    const place = curve.element.locator('.place');
    const box = await curve.element.boundingBox();
    const [from, to] = [48, (box?.width ?? 0) - 12];
    const at = (step: number) => (box?.x ?? 0) + from + (step / 199) * (to - from);
    assert.ok(box && (await place.count()) === 1);
    await curve.page.mouse.move(at(50), box.y + 60);
    await curve.page.mouse.down();
    await curve.page.mouse.move(at(120), box.y + 60);
    await curve.page.mouse.up();
    await curve.page.mouse.move(at(150), box.y + 60);
    const steps = (await curve.happened('day5-step')).map(({ step }) => step);
    assert.deepEqual(steps, [50, 120]);
  });
});
