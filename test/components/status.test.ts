import assert from 'node:assert/strict';
import { commands } from '../../src/protocol/ids.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { execute } from './scripts.ts';

describe('day5-status', () => {
  const status = component('status');
  fitsLargeText(status);
  const text = () =>
    status.element.evaluate((element) =>
      (element.shadowRoot as unknown as HTMLElement).textContent.replace(/\s+/g, ' '),
    );

  it('names the script, its learning rate and its seed', async () => {
    await status.show('finished');
    const said = await text();
    for (const part of [
      'day5.py',
      format(lessonStrings.learningRate, '0.05'),
      format(lessonStrings.seed, 5571),
    ]) {
      assert.ok(said.includes(part), `${part} in ${said}`);
    }
    await status.show('ownRun');
    assert.ok((await text()).includes(lessonStrings.ownRun));
  });

  it('tells a seed that was drawn, from one that the script has chosen', async () => {
    await status.show('drawnSeed');
    assert.ok((await text()).includes(format(lessonStrings.seedDrawn, 7)));
  });

  it('stops what runs, and runs what was edited', async () => {
    await status.show('running');
    await status.element.getByRole('button', { name: lessonStrings.stop }).press('Enter');
    assert.deepEqual(await status.intents(), [{ type: 'run', command: commands.stop }]);
    await status.show('edited');
    await status.element.getByRole('button', { name: lessonStrings.runScript }).click();
    assert.deepEqual(await status.intents(), [{ type: 'run', command: commands.run }]);
  });

  it('chooses among the runs of a script', async () => {
    const { recordings } = (await execute('sideBySide')).execution;
    await status.show('severalRuns');
    const chooser = status.element.getByRole('combobox', { name: lessonStrings.runChooser });
    assert.equal(await chooser.locator('option').count(), recordings.length);
    await chooser.selectOption({ index: 0 });
    assert.deepEqual(await status.intents(), [{ type: 'showRun', run: 0 }]);
  });

  it('says how much of a long run is kept', async () => {
    const [{ detailedSteps, steps }] = (await execute('thousands')).execution.recordings;
    assert.ok(detailedSteps < steps);
    await status.show('thinned');
    const digits = [detailedSteps, steps].map((count) => count.toLocaleString('en'));
    assert.ok((await text()).includes(format(lessonStrings.thinned, ...digits)));
  });
});
