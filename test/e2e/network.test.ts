import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { depositedIn, type Specimen, specimenAt, sum } from '../../src/core/lesson/loupe.ts';
import { activityAt } from '../../src/core/nn/activations.ts';
import { Trainer } from '../../src/core/training/trainer.ts';
import { formatSignificant, formatTerms } from '../../src/protocol/digits.ts';
import { formatAlike, formatSigned } from '../../src/protocol/numbers.ts';
import { formatFactor, formatProduct } from '../../webview/loupeWords.ts';
import { startWorkbench, type Workbench } from './harness.ts';

/** The run of reference.py, computed apart from it. */
function referenceRun() {
  const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 20 });
  while (trainer.advance());
  return trainer.recording;
}

/** Resolves when a choice holds a value: what is out of sight is drawn a little later. */
async function holds(choice: Locator, value: string): Promise<void> {
  await choice.evaluate(
    (select, wanted) =>
      new Promise<void>((done) => {
        const look = () => {
          if (select instanceof HTMLSelectElement && select.value === wanted) {
            done();
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      }),
    value,
  );
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
    // 16 parameters of the first layer, then 5 for each neuron before it.
    const parameter = 16 + 2 * 5 + 3;
    const { data, grad, deposit } = recording.stops[index];
    const history = network.locator('day5-parameter-history dd');
    await history.getByText(formatSigned(data[parameter])).first().waitFor();
    const numbers = await history.allTextContents();
    assert.deepEqual(
      numbers,
      [data, grad, deposit!].map((column) => formatSigned(column[parameter])),
    );

    await network.getByText('All parameters as a table').click();
    await network.locator('tbody tr').first().waitFor();
    assert.equal(await network.locator('tbody tr').count(), 41);
    assert.deepEqual(await workbench.problems(), []);
  });

  it('chooses the parameter whose line is pressed', async () => {
    const network = (await workbench.lessonFrame()).locator('day5-network');
    // The stem below the last neuron is the last parameter.
    await network.locator('.reach').last().click({ force: true });
    await workbench.page.mouse.move(5, 5);
    await holds(network.getByRole('combobox', { name: 'Parameter' }), 'layers[2].neurons[0].b');
  });

  it('puts the step under the loupe: from the loss back to the parameter, path by path', async () => {
    const recording = referenceRun();
    const lesson = await workbench.lessonFrame();
    const loupe = lesson.locator('day5-loupe');
    await loupe.scrollIntoViewIfNeeded();
    const specimen = specimenAt(recording, recording.find(1, 'forward')) as Specimen;

    // Sample and parameter are those of the network.
    assert.ok(await loupe.getByRole('radio', { name: 'Sample x2' }).isChecked());
    await loupe.getByRole('img', { name: 'back to layers[2].neurons[0].b. One path' }).waitFor();

    await loupe.getByRole('combobox', { name: 'Back to' }).selectOption('layers[0].neurons[1].w[2]');
    const parameter = 4 + 2;
    const graph = specimen.samples[2].between(parameter, 'neurons');
    const chosen = loupe.getByRole('radio', { name: 'through h1[3]' });
    await chosen.focus();
    await workbench.page.keyboard.press('Space');
    assert.ok(await chosen.isChecked());
    const { edges, product } = graph.paths[3];
    const factors = edges.flatMap((edge) => graph.edges[edge].factors);
    assert.deepEqual(await loupe.locator('.factors .number').allTextContents(), [
      ...factors.map(({ value }) => formatFactor(value)),
      formatProduct(product),
    ]);
    const network = lesson.locator('day5-network');
    await network.scrollIntoViewIfNeeded();
    await holds(network.getByRole('combobox', { name: 'Parameter' }), 'layers[0].neurons[1].w[2]');

    await network.getByRole('combobox', { name: 'Parameter' }).selectOption('layers[1].neurons[2].b');
    await loupe.getByText('The one path to the loss').waitFor();
    await network.getByRole('combobox', { name: 'Parameter' }).selectOption('layers[0].neurons[1].w[2]');
    await loupe.getByText('4 paths to the loss').waitFor();
    await holds(loupe.getByRole('combobox', { name: 'Back to' }), 'layers[0].neurons[1].w[2]');

    // The cursor stands on the backward pass: what the four samples come to is there.
    const parts = specimen.samples.map((sample) => sample.gradOf(parameter));
    const { amount } = depositedIn(recording, 1, parameter)!;
    const numbers = formatTerms([...parts, sum(parts), amount], 5);
    assert.equal(numbers[4], numbers[5]);
    await loupe
      .getByText(`${numbers.slice(0, 4).join(', ')}, add up to ${numbers[4]}: that is what the run’s own`)
      .waitFor();

    await loupe.getByRole('radio', { name: 'every operation' }).check();
    await loupe.getByText('The boxes as a table').click();
    const all = specimen.samples[2].between(parameter, 'operations');
    await loupe
      .locator('tbody tr')
      .nth(all.nodes.length - 1)
      .waitFor();
    assert.deepEqual(
      await loupe.locator('tbody td:last-child').allTextContents(),
      all.nodes.map(({ grad }) => formatSignificant(grad, 17)),
    );

    // Closer, by keyboard: the drawing is wider than its box, the page is not wider than the panel.
    const graphBox = loupe.getByRole('region', { name: 'The graph' });
    await graphBox.focus();
    const before = (await loupe.locator('svg.graph text').allTextContents()).join('').length;
    for (let k = 0; k < 4; k++) {
      await workbench.page.keyboard.press('+');
    }
    await loupe.locator('.view.wider').waitFor();
    assert.ok((await loupe.locator('svg.graph text').allTextContents()).join('').length > before);
    assert.equal(
      await lesson.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
      0,
    );

    // It follows the cursor, while it is in sight: after the update of this step comes the next forward pass.
    await lesson.getByRole('button', { name: 'Step phase' }).click();
    await lesson.getByRole('button', { name: 'Step phase' }).click();
    await loupe.scrollIntoViewIfNeeded();
    await loupe.getByRole('img', { name: 'The graph of step 2' }).waitFor();
    await loupe.getByText('that is what a backward pass of this loss adds').waitFor();
    assert.deepEqual(await workbench.problems(), []);
  });
});
