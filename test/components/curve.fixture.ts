import { html } from 'lit';
import type { Recording } from '../../src/core/training/recording.ts';
import { format } from '../../src/protocol/strings.ts';
import { lossesOf } from '../../src/session/runView.ts';
import type { Curve } from '../../webview/curve.ts';
import { emptyRecording } from '../../webview/emptyRecording.ts';
import type { Fixture, Words } from './fixture.ts';
import { longRun } from './longRun.ts';
import { drawn, historyOf } from './pastRuns.ts';
import { atEnd, atPhase, atStart, runs } from './runs.ts';
import { execute } from './scripts.ts';
import '../../webview/curve.ts';

type Options = Partial<Pick<Curve, 'view' | 'ghost' | 'overlays' | 'stale' | 'logarithmic'>>;

function curve({ strings }: Words, recording: Recording, options: Options = {}) {
  const {
    view = atEnd(recording),
    ghost = null,
    overlays = [],
    stale = false,
    logarithmic = false,
  } = options;
  const hint = recording.steps === 0 ? format(strings.curveNothing, 'day5.py') : strings.curveHint;
  return html`<day5-curve
    .strings=${strings}
    .recording=${recording}
    .view=${view}
    .ghost=${ghost}
    .overlays=${overlays}
    .stale=${stale}
    .hint=${hint}
    .logarithmic=${logarithmic}
  ></day5-curve>`;
}

const compared = () => historyOf([runs.sound(), runs.stale(), runs.plateau(), runs.short()]);

export const fixture: Fixture = {
  tag: 'day5-curve',
  states: {
    empty: (words) => curve(words, emptyRecording()),
    unrevealed: (words) => curve(words, runs.sound(), { view: atStart }),
    middle: (words) => {
      const run = runs.sound();
      return curve(words, run, { view: atPhase(run, 7, 'backward') });
    },
    growing: (words) => curve(words, runs.growing()),
    finished: (words) => curve(words, runs.sound()),
    logarithmic: (words) => curve(words, runs.sound(), { logarithmic: true }),
    stale: (words) => curve(words, runs.stale(), { ghost: lossesOf(runs.sound()) }),
    plateau: (words) => curve(words, runs.plateau()),
    notFinite: (words) => curve(words, runs.notFinite()),
    diverging: async (words) => {
      const [run] = (await execute('diverging')).execution.recordings;
      return curve(words, run);
    },
    divergingLogarithmic: async (words) => {
      const [run] = (await execute('diverging')).execution.recordings;
      return curve(words, run, { logarithmic: true });
    },
    long: (words) => curve(words, runs.long(), { logarithmic: true }),
    short: (words) => curve(words, runs.short()),
    older: (words) => curve(words, runs.sound(), { stale: true, ghost: lossesOf(runs.plateau()) }),
    compared: (words) => curve(words, runs.sound(), { overlays: drawn(compared(), 4) }),
    /** Beside it the run itself, whose line ends where the cursor stands, and the run before, which is a past run as well. */
    comparedWithItself: (words) => {
      const [run, before] = [runs.sound(), runs.stale()];
      return curve(words, run, { ghost: lossesOf(before), overlays: drawn(historyOf([before, run]), 2) });
    },
    /** A past run of which not every loss is kept. */
    comparedWithLong: (words) =>
      curve(words, runs.long(), { overlays: drawn(historyOf([longRun(20_000)]), 1), logarithmic: true }),
    /** Losses that are lower than a logarithmic axis goes. */
    belowTheFloor: (words) => curve(words, runs.hunt(), { logarithmic: true }),
    hundredThousand: (words) => {
      const run = longRun(100_000);
      return curve(words, run, { view: atPhase(run, 50_176, 'update'), logarithmic: true });
    },
    ghostAlone: (words) => curve(words, runs.sound(), { view: atStart, ghost: lossesOf(runs.plateau()) }),
  },
};
