import assert from 'node:assert/strict';
import { opened } from './component.ts';

/** A part of a component that says the same in two of its states, but for which of its things is the one. */
interface Pair {
  readonly states: readonly [string, string];
  readonly part: string;
}

/** Where a state is told by how something looks, and the words are the same. */
const pairs: Readonly<Record<string, Pair>> = {
  choice: { states: ['first', 'second'], part: 'fieldset' },
  phases: { states: ['forward', 'loss'], part: 'ol' },
  header: { states: ['untouched', 'tried'], part: '.bar' },
  order: { states: ['zeroedBeforeUpdate', 'unchecked'], part: 'ol' },
  loop: { states: ['backward', 'update'], part: '.node.backward rect' },
};

for (const [name, { states, part }] of Object.entries(pairs)) {
  describe(`day5-${name} in forced colours`, () => {
    const shown = opened(name);
    for (const colorScheme of ['dark', 'light'] as const) {
      it(`tells its states apart, ${colorScheme}`, async () => {
        await shown.page.emulateMedia({ forcedColors: 'active', colorScheme });
        const pictures = [];
        for (const state of states) {
          await shown.show(state, { theme: colorScheme === 'dark' ? 'hc' : 'hc-light' });
          pictures.push(await shown.element.locator(part).first().screenshot());
        }
        assert.notDeepEqual(pictures[0], pictures[1]);
      });
    }
  });
}
