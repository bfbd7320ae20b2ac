import type { Frame } from 'playwright-core';

/** Opens what can be opened in the lesson: the cards in order, all hints, all guesses, and the tables. */
export async function openEverything(lesson: Frame): Promise<void> {
  const press = (exhibit: string, name: string) =>
    lesson.locator(exhibit).getByRole('button', { name }).first().click();
  await press('day5-order', 'Check the order');
  await press('day5-order', 'Show me one that works');
  for (const next of ['Give me a hint', 'Another hint', 'Show me one way']) {
    for (const hints of await lesson.locator('day5-hints').all()) {
      await hints.getByRole('button', { name: next }).click();
    }
  }
  await press('day5-guess', 'It gets stuck high up.');
  await lesson.locator('day5-zero-lab').scrollIntoViewIfNeeded();
  // After 20 steps, and after 200.
  await press('day5-zero-lab', 'the loop with the bug');
  await press('day5-zero-lab', 'the loop with the bug');
  await lesson.getByText('the bug usually looks like an improvement').waitFor();
  for (const exhibit of ['day5-network', 'day5-loupe', 'day5-deposit-stack']) {
    // What stands beside an exhibit may leave out the table that stands alone elsewhere.
    for (const summary of await lesson.locator(`${exhibit} summary`).filter({ visible: true }).all()) {
      await summary.click();
    }
  }
}
