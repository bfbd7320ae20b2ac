import type { Phase } from '../../src/core/training/phase.ts';
import type { Recording } from '../../src/core/training/recording.ts';
import type { View } from '../../src/protocol/messages.ts';
import { emptyRecording } from '../../webview/emptyRecording.ts';
import type { State, Words } from './fixture.ts';
import { atEnd, atPhase, atStart, runs } from './runs.ts';
import { execute } from './scripts.ts';

/** A component that shows a run, at a place in it. */
type ShowRun = (words: Words, recording: Recording, view: View) => ReturnType<State>;

/** The states of a component that shows a run: places, and runs of every kind. */
export function runStates(show: ShowRun): Record<string, State> {
  return {
    empty: (words) => show(words, emptyRecording(), atStart),
    beginning: (words) => show(words, runs.sound(), atStart),
    forward: atPhaseOf('forward'),
    loss: atPhaseOf('loss'),
    zeroGrad: atPhaseOf('zeroGrad'),
    backward: atPhaseOf('backward'),
    update: atPhaseOf('update'),
    finished: (words) => finished(words, runs.sound()),
    playing: (words) => {
      const run = runs.growing();
      return show(words, run, { ...atEnd(run), playing: true });
    },
    stale: (words) => {
      const run = runs.stale();
      return show(words, run, atPhase(run, 14, 'backward'));
    },
    plateau: (words) => finished(words, runs.plateau()),
    notFinite: (words) => finished(words, runs.notFinite()),
    oneStep: (words) => finished(words, runs.short()),
    /** A script that does forward and loss in one expression. */
    oneLine: fromScript('oneLine', 'loss'),
    /** One with parameters but without a model. */
    loose: fromScript('loose'),
    diverging: fromScript('diverging'),
  };

  function finished(words: Words, recording: Recording) {
    return show(words, recording, atEnd(recording));
  }

  function atPhaseOf(phase: Phase): State {
    return (words) => {
      const run = runs.sound();
      return show(words, run, atPhase(run, 7, phase));
    };
  }

  function fromScript(name: 'oneLine' | 'loose' | 'diverging', phase: Phase = 'backward'): State {
    return async (words) => {
      const [run] = (await execute(name)).execution.recordings;
      return show(words, run, atPhase(run, 3, phase));
    };
  }
}
