import assert from 'node:assert/strict';
import { phases } from '../../src/core/training/phase.ts';
import { norm } from '../../src/core/training/recording.ts';
import { commands } from '../../src/protocol/ids.ts';
import { formatLoss, formatSize } from '../../src/protocol/numbers.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import type { RunElement } from '../../webview/runElement.ts';
import { component, fitsLargeText } from './component.ts';
import { runs } from './runs.ts';

describe('day5-loop', () => {
  const loop = component('loop');
  fitsLargeText(loop);
  const run = runs.sound();
  const node = (phase: string) => loop.element.locator(`.node.${phase}`);

  it('lights the phase that the run is in, and names the step', async () => {
    for (const phase of phases) {
      await loop.show(phase);
      const lit = await loop.element.locator('.node.lit').getAttribute('class');
      assert.match(lit ?? '', new RegExp(`\\b${phase}\\b`));
      assert.equal(await loop.element.locator('.k').textContent(), '7');
    }
  });

  it('has what each phase has produced in this step, and nothing of those that are ahead', async () => {
    await loop.show('backward');
    const results = loop.element.locator('.result');
    const { loss, grad } = run.stops[run.find(7, 'backward')];
    const [, lossShown, , gradShown, updateShown] = await results.allTextContents();
    assert.equal(lossShown, formatLoss(loss ?? Number.NaN));
    assert.ok(gradShown.includes(formatSize(norm(grad))), gradShown);
    assert.equal(updateShown, '');
  });

  it('leads to a phase of this step, by pointer, Enter and space', async () => {
    await loop.show('backward');
    await node('loss').click();
    await node('forward').press('Enter');
    await node('update').press(' ');
    assert.deepEqual(
      await loop.intents(),
      (['loss', 'forward', 'update'] as const).map((phase) => ({
        type: 'moveTo',
        position: run.find(7, phase),
      })),
    );
  });

  it('leads nowhere where the phase is not in the step', async () => {
    await loop.show('stale');
    assert.equal(await node('zeroGrad').getAttribute('aria-disabled'), 'true');
    await node('zeroGrad').press('Enter');
    assert.deepEqual(await loop.intents(), []);
  });

  it('has the squares that the loss adds up, and their sum', async () => {
    await loop.show('loss');
    const stop = run.stops[run.find(7, 'loss')];
    const squares = run.info.targets.map((target, k) => (target - (stop.predictions?.[k] ?? 0)) ** 2);
    const values = await loop.element.locator('dd').allInnerTexts();
    assert.deepEqual(values, [...squares, stop.loss ?? Number.NaN].map(formatLoss));
  });

  it('offers the finished loop where nothing has trained', async () => {
    await loop.show('empty');
    await loop.element.getByText(lessonStrings['numbers.empty']).waitFor();
    await loop.element.getByRole('button', { name: lessonStrings['numbers.watch'] }).press('Enter');
    assert.deepEqual(await loop.intents(), [{ type: 'run', command: commands.openReference }]);
  });

  it('says that it has not begun', async () => {
    await loop.show('beginning');
    await loop.element.getByText(lessonStrings['numbers.none']).waitFor();
  });

  describe('as every exhibit, out of sight', () => {
    /** Shows the loop in step 7, far below the window. */
    async function showOutOfSight(): Promise<void> {
      await loop.show('backward');
      await loop.element.evaluate(async (element) => {
        (element as HTMLElement).style.marginTop = '5000px';
        await new Promise<void>((done) => {
          const sight = new IntersectionObserver(
            ([{ isIntersecting }]) => {
              if (!isIntersecting) {
                sight.disconnect();
                done();
              }
            },
            { root: document, rootMargin: '200px' },
          );
          sight.observe(element);
        });
      });
    }

    it('is drawn when the run has come to rest, and not while it moves on', async () => {
      await showOutOfSight();
      const positions = [8, 9, 10, 11, 12].map((k) => run.find(k, 'backward'));
      const drawn = await loop.element.evaluate(async (element, positions) => {
        const exhibit = element as RunElement;
        // A slow machine rests between two steps: here, time passes when it is told to.
        const { setTimeout, clearTimeout } = window;
        const waiting = new Map<number, () => void>();
        let timers = 0;
        window.setTimeout = ((act: () => void) => {
          waiting.set(++timers, act);
          return timers;
        }) as typeof setTimeout;
        window.clearTimeout = ((timer: number) => waiting.delete(timer)) as typeof clearTimeout;
        const drawn: (string | null | undefined)[] = [];
        for (const position of positions) {
          // As a template does, which sets every object at each rendering.
          Object.assign(exhibit, { strings: exhibit.strings, recording: exhibit.recording });
          exhibit.view = { ...exhibit.view, position };
          await new Promise(requestAnimationFrame);
          drawn.push(exhibit.shadowRoot?.querySelector('.k')?.textContent);
        }
        Object.assign(window, { setTimeout, clearTimeout });
        for (const act of waiting.values()) {
          act();
        }
        return drawn;
      }, positions);
      assert.deepEqual(drawn, Array(positions.length).fill('7'));
      await loop.element.locator('.k').filter({ hasText: /^12$/ }).waitFor();
    });

    it('is drawn at once where something is done in it', async () => {
      await showOutOfSight();
      const drawn = await loop.element.evaluate(
        async (element, position) => {
          const exhibit = element as RunElement;
          const { setTimeout } = window;
          window.setTimeout = (() => 0) as unknown as typeof setTimeout;
          exhibit.view = { ...exhibit.view, position };
          exhibit.strings = { ...exhibit.strings, stepWord: 'another word' };
          await exhibit.updateComplete;
          window.setTimeout = setTimeout;
          return exhibit.shadowRoot?.querySelector('.k')?.textContent;
        },
        run.find(9, 'backward'),
      );
      assert.equal(drawn, '9');
    });
  });
});
