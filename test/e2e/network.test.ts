import assert from 'node:assert/strict';
import { activityAt } from '../../src/core/nn/activations.ts';
import { Trainer } from '../../src/core/training/trainer.ts';
import { formatAlike, formatSigned } from '../../src/protocol/numbers.ts';
import { startWorkbench, type Workbench } from './harness.ts';

/** The run of reference.py, computed apart from it. */
function referenceRun() {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 20 });
  while (trainer.advance());
  return trainer.recording;
}

describe('The network', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 1000, theme: 'Default Dark Modern' });
    await workbench.runCommand('Day 5: Open the Reference Loop');
  });
  after(() => workbench?.dispose());

  it('shows at the cursor what a sample makes of its neurons, and any parameter with its gradient', async () => {
    const recording = referenceRun();
    const lesson = await workbench.lessonFrame();
    await lesson.locator('day5-status').getByText('reference.py').waitFor();
    for (let k = 0; k < 9; k++) {
      await lesson.getByRole('button', { name: 'Step phase' }).click();
    }
    const network = lesson.locator('day5-network');
    await network.getByRole('radio', { name: 'Sample x2' }).check();
    await network.getByText('what they said about x2 in step 1').waitFor();
    const index = recording.find(1, 'backward');
    const { layers } = activityAt(recording, index, 2)!;
    const written = await network.locator('svg.network text:not(.aimed)').allTextContents();
    assert.deepEqual(
      written,
      layers.flatMap((units) => units.flatMap((value) => formatAlike([value]))),
    );

    await network.getByRole('combobox', { name: 'Parameter' }).selectOption('layers[1].neurons[2].w[3]');
    const numbers = await network.locator('day5-parameter-history dd').allTextContents();
    // 16 parameters of the first layer, then 5 for each neuron before it.
    const parameter = 16 + 2 * 5 + 3;
    const { data, grad, deposit } = recording.stops[index];
    assert.deepEqual(
      numbers,
      [data, grad, deposit!].map((column) => formatSigned(column[parameter])),
    );

    await network.getByText('All parameters as a table').click();
    assert.equal(await network.locator('tbody tr').count(), 41);
    assert.deepEqual(await workbench.problems(), []);
  });

  it('chooses the parameter whose line is pressed', async () => {
    const network = (await workbench.lessonFrame()).locator('day5-network');
    // The stem below the last neuron is the last parameter.
    await network.locator('.reach').last().click({ force: true });
    await workbench.page.mouse.move(5, 5);
    assert.equal(
      await network.getByRole('combobox', { name: 'Parameter' }).inputValue(),
      'layers[2].neurons[0].b',
    );
  });
});
