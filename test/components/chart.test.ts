import assert from 'node:assert/strict';
import { lessonRun, lossesOf } from '../../webview/lessonRun.ts';
import { component } from './component.ts';

describe('day5-chart', () => {
  const chart = component('chart');

  const heights = async (kind: string) => {
    const path = (await chart.element.locator(`.${kind} .line`).first().getAttribute('d')) ?? '';
    return path
      .split(/[ML]/)
      .slice(1)
      .map((point) => Number(point.split(' ')[1]));
  };

  it('draws each value where it is on its axis', async () => {
    const losses = lossesOf(lessonRun({ learningRate: 1 }));
    await chart.show('linear');
    const ys = await heights('guess');
    const unit = (ys[0] - ys[19]) / (losses[19] - losses[0]);
    assert.ok(unit > 0);
    for (const [k, y] of ys.entries()) {
      assert.ok(Math.abs(ys[0] - y - unit * (losses[k] - losses[0])) < 0.2, `step ${k}`);
    }
  });

  it('draws them by their logarithm, where that is asked', async () => {
    const losses = lossesOf(lessonRun()).map(Math.log);
    await chart.show('logarithmic');
    const ys = await heights('main');
    const unit = (ys[0] - ys[19]) / (losses[19] - losses[0]);
    assert.ok(unit > 0);
    for (const [k, y] of ys.entries()) {
      assert.ok(Math.abs(ys[0] - y - unit * (losses[k] - losses[0])) < 0.2, `step ${k}`);
    }
  });

  it('keeps the names of lines apart that end side by side', async () => {
    await chart.show('close');
    const names = chart.element.locator('g text');
    const tops = await Promise.all(
      (await names.all()).map(async (name) => (await name.boundingBox())?.y ?? 0),
    );
    const sorted = tops.toSorted((a, b) => a - b);
    assert.equal(sorted.length, 4);
    for (const [k, top] of sorted.slice(1).entries()) {
      assert.ok(top - sorted[k] >= 11, `${sorted}`);
    }
  });

  it('has no label on top of another, however narrow', async () => {
    for (const state of await chart.states()) {
      await chart.show(state, { width: 320 });
      const boxes = await chart.element
        .locator('text')
        .evaluateAll((texts) =>
          texts
            .filter((text) => text.textContent?.trim())
            .map((text) => ({ said: text.textContent?.trim(), box: text.getBoundingClientRect().toJSON() })),
        );
      for (const [k, { said, box: a }] of boxes.entries()) {
        for (const { said: other, box: b } of boxes.slice(k + 1)) {
          const side = a.right <= b.left || b.right <= a.left;
          // Boxes have room above and below their letters.
          const above = a.bottom <= b.top + 4 || b.bottom <= a.top + 4;
          assert.ok(side || above, `${state}: “${said}” and “${other}”`);
        }
      }
    }
  });

  it('says at the foot of a logarithmic axis that lower values are drawn there, too', async () => {
    const labels = () => chart.element.locator('text').allTextContents();
    await chart.show('logarithmic');
    assert.ok((await labels()).includes('≤0.001'));
    assert.equal(await chart.element.locator('.foot').count(), 1);
    await chart.show('linear');
    assert.ok((await labels()).includes('0'));
    assert.equal(await chart.element.locator('.foot').count(), 0);
  });

  it('grows its labels with the text of the editor', async () => {
    await chart.show('linear');
    const size = () => chart.element.locator('svg').getAttribute('font-size').then(Number);
    assert.equal(await size(), 11);
    await chart.page.evaluate(() =>
      document.documentElement.style.setProperty('--vscode-editor-font-size', '21px'),
    );
    await chart.frames();
    assert.equal(await size(), 17);
  });

  it('draws what it is about over what that is compared with', async () => {
    await chart.show('close');
    assert.equal(await chart.element.locator('svg > g').last().getAttribute('class'), 'main');
  });
});
