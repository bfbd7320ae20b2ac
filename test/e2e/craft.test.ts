import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { canvases } from './canvases.ts';
import { startWorkbench, type Workbench } from './harness.ts';
import { motions, watchMotions } from './motions.ts';
import { shifts, watchShifts } from './shifts.ts';
import { widen } from './widen.ts';

/** What one does not read, and would miss: nothing jumps, nothing moves that should not, and colours follow the window’s. */
describe('The craft of the lesson', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const button = (name: string) => lesson.getByRole('button', { name, exact: true });
  const readout = (text: string) => lesson.locator('day5-readout').getByText(text).first().waitFor();
  const bring = (selector: string) =>
    lesson.locator(selector).evaluate((element) => element.scrollIntoView({ block: 'center' }));

  /** Two frames: what waits for one has been drawn, and what then waits for the next. */
  const frames = () =>
    lesson.evaluate(
      () =>
        new Promise<void>((done) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
        }),
    );

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 1000 });
    lesson = await workbench.watchFinishedLoop();
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  for (const width of [340, 600, 1900]) {
    it(`has the head of the page where it was painted first, before there was a script, in ${width} px`, async () => {
      const { page } = workbench;
      const size = page.viewportSize()!;
      await widen(workbench, lesson, width, size.height);
      // What was painted is still in the document, inside the lesson’s element, and is shown once more outside of it.
      const [first, then] = await lesson.evaluate(() => {
        const places = (root: ParentNode, top: number) =>
          ['.strip span', '.strip li.today', 'h1', 'small', '.promise'].map((what) => {
            const { left, top: at } = root.querySelector(what)!.getBoundingClientRect();
            return `${what}: ${Math.round(left)}, ${Math.round(at - top)}`;
          });
        scrollTo(0, 0);
        const shown = document.querySelector('day5-lesson');
        const painted = shown?.querySelector('.first')?.cloneNode(true) as HTMLElement;
        document.body.append(painted);
        const head = shown?.shadowRoot?.querySelector('day5-header')?.shadowRoot;
        const top = shown?.getBoundingClientRect().top ?? Number.NaN;
        const both = [places(painted, painted.getBoundingClientRect().top), places(head!, top)];
        painted.remove();
        return both;
      });
      await page.setViewportSize(size);
      assert.deepEqual(first, then);
    });
  }

  it('stays where it is while the focus goes through the dashboard, and shows what has it in the text', async () => {
    const { keyboard } = workbench.page;
    /** Where the page is, and where the focus: in the dashboard, or how far below its lower edge. */
    const places = () =>
      lesson.evaluate(() => {
        const root = document.querySelector('day5-lesson')?.shadowRoot;
        const dashboard = root?.querySelector('.dashboard');
        let focused = root?.activeElement ?? null;
        const isInside = dashboard?.contains(focused) ?? false;
        while (focused?.shadowRoot?.activeElement) {
          focused = focused.shadowRoot.activeElement;
        }
        const below =
          (focused?.getBoundingClientRect().top ?? Number.NaN) -
          (dashboard?.getBoundingClientRect().bottom ?? Number.NaN);
        return { y: scrollY, isInside, below };
      });
    await button('Run to end').click();
    await readout('end of run');
    await bring('day5-loupe');
    await frames();
    await button('Reset').evaluate((reset) => reset.focus({ preventScroll: true }));
    const { y } = await places();
    assert.ok(y > 1000);
    let stops = 0;
    for (let place = await places(); place.isInside; place = await places()) {
      assert.equal(place.y, y);
      stops += 1;
      await keyboard.press('Shift+Tab');
    }
    assert.ok(stops > 4, `${stops} stops`);
    await lesson.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await frames();
    await lesson.locator('day5-loupe select').evaluate((select) => select.focus());
    const { isInside, below } = await places();
    assert.ok(!isInside && below >= 0, `${below} px below the dashboard`);
    await button('Reset').click();
  });

  it('moves nothing else on the page while a run plays', async () => {
    await button('Run to end').click();
    await readout('end of run');
    for (const shown of [
      'day5-header',
      'day5-order',
      'day5-loop .numbers',
      'day5-network svg.network',
      'day5-network day5-deposit-stack',
      'day5-loupe',
    ]) {
      await button('Reset').click();
      await readout('before the first step');
      await bring(shown);
      await lesson.getByText('16/s', { exact: true }).click();
      await frames();
      await lesson.evaluate(watchShifts);
      await button('Play').click();
      await readout('end of run');
      await frames();
      assert.deepEqual(await lesson.evaluate(shifts), [], `with ${shown} in sight`);
    }
  });

  it('moves what has changed, briefly, and nothing where less motion is wished for', async () => {
    const network = lesson.locator('day5-network svg.network');
    /** What moves when the run goes on by an iteration, with the network in sight. */
    const moved = async () => {
      const before = await network.getAttribute('aria-label');
      await lesson.evaluate(watchMotions);
      await button('Step iteration').click();
      while ((await network.getAttribute('aria-label')) === before) {
        await frames();
      }
      await frames();
      return lesson.evaluate(motions);
    };
    await button('Reset').click();
    await readout('before the first step');
    await bring('day5-network svg.network');
    const usual = await moved();
    assert.ok(
      usual.some((each) => each.startsWith('day5-network line')),
      usual.join(),
    );
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.deepEqual(await moved(), []);
    await workbench.page.emulateMedia({ reducedMotion: null });
  });

  it('draws everything anew in the colours of another theme, while it is open', async () => {
    await button('Run to end').click();
    await readout('end of run');
    await bring('day5-network day5-deposit-stack');
    await frames();
    const dark = await lesson.evaluate(canvases);
    const names = Object.keys(dark);
    assert.ok(names.includes('day5-curve u-wrap') && names.includes('day5-deposit-stack one'), names.join());
    await workbench.chooseTheme('Light Modern');
    await lesson.locator('body.vscode-light').waitFor();
    await frames();
    await frames();
    const light = await lesson.evaluate(canvases);
    assert.deepEqual(Object.keys(light), names);
    for (const name of names) {
      assert.notEqual(light[name].picture, dark[name].picture, name);
      assert.ok(dark[name].brightest > 150, `${name} is bright on a dark page`);
      assert.ok(light[name].darkest < 110, `${name} is dark on a bright page`);
    }
    await workbench.screenshot('craft-theme-changed');
  });

  it('is drawn in the colours that the system forces on it', async () => {
    await workbench.page.emulateMedia({ forcedColors: 'active' });
    // VS Code follows with its theme of high contrast.
    await lesson.locator('body.vscode-high-contrast').waitFor();
    for (const [name, shown] of Object.entries({
      head: 'day5-header',
      loop: 'day5-loop',
      network: 'day5-network',
      rates: 'day5-rate-lab',
      deliverables: 'day5-deliverables',
    })) {
      await bring(shown);
      await frames();
      await workbench.screenshot(`craft-forced-colours-${name}`);
    }
    await workbench.page.emulateMedia({ forcedColors: null });
  });
});
