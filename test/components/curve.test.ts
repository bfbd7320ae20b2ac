import assert from 'node:assert/strict';
import { formatSignificant } from '../../src/protocol/digits.ts';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import type { Curve } from '../../webview/curve.ts';
import { component } from './component.ts';
import { longRun } from './longRun.ts';
import { historyOf } from './pastRuns.ts';
import { runs } from './runs.ts';

describe('day5-curve', () => {
  const curve = component('curve');

  const inWords = () => curve.element.locator('.plot').getAttribute('aria-label');
  /** Puts the pointer over a step of a run with so many. */
  const pointAt = async (step: number, steps: number) => {
    const box = await curve.element.locator('.u-over').boundingBox();
    assert.ok(box);
    await curve.page.mouse.move(box.x + 1 + (step / (steps - 1)) * (box.width - 2), box.y + box.height / 2);
  };

  it('says the first, the last and the lowest loss of what is revealed', async () => {
    const losses = runs
      .stale()
      .losses()
      .map((loss) => loss ?? Number.NaN);
    const lowest = losses.indexOf(Math.min(...losses));
    await curve.show('stale');
    const said = await inWords();
    const numbers = [losses[0], losses[19], losses[lowest]].map(formatLoss);
    const [first, last, least] = numbers;
    assert.ok(
      said?.startsWith(format(lessonStrings.curveSummary, 20, first, 0, last, 19, least, lowest)),
      said ?? '',
    );
    await curve.show('unrevealed');
    assert.equal(await inWords(), lessonStrings.curveHint);
  });

  it('tells the recorded loss of the step under the pointer, and none that is not revealed', async () => {
    await curve.show('finished');
    const losses = runs.sound().losses();
    for (const step of [0, 5, 13, 19]) {
      await pointAt(step, 20);
      const told = format(lessonStrings.curvePoint, step, formatSignificant(losses[step] ?? Number.NaN, 8));
      await curve.element.getByText(told, { exact: true }).waitFor();
    }
    await curve.show('unrevealed');
    await pointAt(5, 20);
    await curve.frames();
    assert.equal(await curve.element.locator('.eyebrow .number').count(), 0);
  });

  it('tells of the runs beside it, each by its letter', async () => {
    await curve.show('compared');
    await pointAt(4, 20);
    const told = curve.element.locator('.eyebrow .number');
    const [plateau, stale] = [runs.plateau(), runs.stale()].map((run) =>
      formatLoss(run.losses()[4] ?? Number.NaN),
    );
    await told.getByText(`B ${plateau}`).waitFor();
    await told.getByText(`C ${stale}`).waitFor();
    for (const letter of 'ABCD') {
      assert.match((await inWords()) ?? '', new RegExp(`\\b${letter}\\b`));
    }
  });

  it('asks for the step that is pressed, and for those it is dragged over', async () => {
    const run = runs.sound();
    await curve.show('finished');
    await pointAt(7, 20);
    await curve.page.mouse.down();
    await pointAt(9, 20);
    await curve.page.mouse.up();
    await pointAt(12, 20);
    assert.deepEqual(await curve.intents(), [
      { type: 'moveTo', position: run.find(7, 'loss') },
      { type: 'moveTo', position: run.find(9, 'loss') },
    ]);
    assert.equal((await curve.happened('day5-grab')).length, 1);
  });

  it('says of a past run whose losses are not all kept how many are drawn', async () => {
    await curve.show('comparedWithLong');
    const [{ losses, steps }] = historyOf([longRun(20_000)]);
    const counts = [losses.length, steps].map((count) => count.toLocaleString('en'));
    assert.ok(losses.length < steps);
    await curve.element.getByText(format(lessonStrings['history.fewer'], 'A', ...counts)).waitFor();
    assert.ok((await inWords())?.includes(format(lessonStrings['history.fewerHint'], 'A', ...counts)));
    await curve.show('compared');
    assert.equal(await curve.element.getByText('losses').count(), 0);
  });

  it('has no run before in its legend that is a past run beside it anyway', async () => {
    await curve.show('stale');
    assert.equal(await curve.element.getByText(lessonStrings.ghost).count(), 1);
    await curve.show('comparedWithItself');
    assert.equal(await curve.element.getByText(lessonStrings.ghost).count(), 0);
  });

  it('makes nothing anew of 100,000 losses as the cursor is moved and the pointer is', async () => {
    await curve.show('hundredThousand');
    const work = await curve.page.evaluate(async () => {
      const element = document.querySelector('day5-curve') as Curve;
      const { recording, view } = element;
      const work = { read: 0, built: 0, painted: 0 };
      // Whoever reads a loss is counted, and so is each piece of a path that is built, and each picture.
      const losses = new Proxy(recording.losses(), {
        get: (target, property, proxy) => {
          work.read += 1;
          return Reflect.get(target, property, proxy);
        },
      });
      recording.losses = () => losses;
      const { lineTo } = Path2D.prototype;
      Path2D.prototype.lineTo = function (...place) {
        work.built += 1;
        lineTo.apply(this, place);
      };
      const { clearRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        work.painted += 1;
        clearRect.apply(this, box);
      };
      const drawn = async () => {
        await element.updateComplete;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      };
      const show = async (position: number) => {
        element.view = { ...view, position };
        await drawn();
      };
      // The counted losses are others: of these everything is made once.
      await show(0);
      const first = { ...work };
      Object.assign(work, { read: 0, built: 0, painted: 0 });
      const moves = 40;
      const { left, top, width } = element.renderRoot.querySelector('.u-over')!.getBoundingClientRect();
      for (let move = 1; move <= moves; move++) {
        await show(Math.round((move / moves) * (recording.stops.length - 1)));
        const clientX = left + (move / moves) * width;
        const over = element.renderRoot.querySelector('.u-over')!;
        over.dispatchEvent(
          new MouseEvent('mousemove', { bubbles: true, composed: true, clientX, clientY: top + 20 }),
        );
        await drawn();
      }
      return { first, work, moves };
    });
    const { first, moves } = work;
    assert.ok(first.read >= 100_000 && first.built > 100, 'what is counted does happen');
    assert.ok(work.work.painted >= moves, `${work.work.painted} pictures`);
    assert.equal(work.work.built, 0, 'no path is built');
    assert.ok(work.work.read / moves < 100, `${work.work.read / moves} reads for each move`);
  });

  it('says that its axis is another, once it is', async () => {
    await curve.show('finished');
    await curve.element.getByRole('radio', { name: lessonStrings.log }).check();
    const switched = await curve.happened('day5-scale');
    assert.deepEqual(
      switched.map(({ logarithmic }) => logarithmic),
      [true],
    );
    assert.equal(await curve.element.getByRole('radio', { name: lessonStrings.log }).isChecked(), true);
  });

  it('says that it belongs to an older text', async () => {
    await curve.show('older');
    await curve.element.getByText(lessonStrings.olderText).waitFor();
    assert.ok((await inWords())?.startsWith(lessonStrings.curveOlder.replace(/\{0\}.*/, '')));
  });
});
