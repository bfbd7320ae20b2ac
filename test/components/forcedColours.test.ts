import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
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

/** So many pixels are more than a corner that is rounded or not. */
const clearly = 60;

/** How many pixels of two pictures of one size are clearly not the same. */
function difference(page: Page, pictures: readonly Buffer[]): Promise<number> {
  return page.evaluate(
    async (encoded) => {
      const [first, second] = await Promise.all(
        encoded.map(async (picture) => {
          const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
        }),
      );
      let differing = first.length === second.length ? 0 : Number.NaN;
      for (let at = 0; at < first.length; at += 4) {
        const apart = [0, 1, 2].some((channel) => Math.abs(first[at + channel] - second[at + channel]) > 60);
        differing += apart ? 1 : 0;
      }
      return differing;
    },
    pictures.map((picture) => picture.toString('base64')),
  );
}

for (const [name, { states, part }] of Object.entries(pairs)) {
  describe(`day5-${name} in forced colours`, () => {
    const shown = opened(name);
    for (const colorScheme of ['dark', 'light'] as const) {
      it(`tells its states apart, ${colorScheme}`, async () => {
        await shown.page.emulateMedia({ forcedColors: 'active', colorScheme });
        const pictures: Buffer[] = [];
        for (const state of states) {
          await shown.show(state, { theme: colorScheme === 'dark' ? 'hc' : 'hc-light' });
          pictures.push(await shown.element.locator(part).first().screenshot());
        }
        const differing = await difference(shown.page, pictures);
        assert.ok(differing > clearly, `${differing} pixels differ`);
      });
    }
  });
}
