import assert from 'node:assert/strict';
import { startWorkbench, type Workbench } from './harness.ts';

describe('Start Day 5', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 900 });
  });

  after(() => workbench?.dispose());

  it('opens the lesson', async () => {
    await workbench.runCommand('Start Day 5');
    await workbench.lessonFrame();
    await workbench.screenshot('start-day-5');
    assert.deepEqual(await workbench.problems(), []);
  });
});
