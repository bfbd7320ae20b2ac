import assert from 'node:assert/strict';
import { loopOfRun } from '../../src/core/lesson/loopOfRun.ts';
import { MersenneTwister } from '../../src/core/random/mersenneTwister.ts';
import { Trainer } from '../../src/core/training/trainer.ts';
import { Debugger } from '../../src/editor/debug/debugger.ts';
import type { DebuggedExecution } from '../../src/editor/debug/target.ts';
import { format } from '../../src/protocol/strings.ts';
import { createRuntime, type Ran, runLoop, runText } from './python/runScript.ts';
import {
  assertAnnotations,
  assertClick,
  assertCopied,
  assertCurve,
  assertDebugged,
  assertHovers,
  assertLines,
  assertMark,
  assertPlace,
} from './walk/asserts.ts';
import { Lesson } from './walk/lesson.ts';
import { Draw, type Moved, moveSomehow } from './walk/walk.ts';
import { webviewCopy } from './walk/webviewCopy.ts';

/** Of the walk. WALK_SEED=… repeats one that has failed, or goes another way. */
const seed = Number(process.env.WALK_SEED ?? 5571);
const moves = 10_000;

/** Loops that differ in what a line, a step, a run or a value is, with the modules beside them. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  reference: [],
  own_scalar: ['scalar.py'],
  own_modules: ['engine.py', 'nn.py'],
  accumulated_over_epochs: ['scalar.py'],
  gradient_accumulation: [],
  micro_batches: [],
  per_sample_updates: [],
  sweep: [],
  side_by_side: [],
  one_line: [],
  semicolons: [],
  update_and_zero: [],
  batch_function: [],
  recursion: [],
  trainer_class: [],
  clipping: [],
  momentum: [],
  validation: [],
  finite_differences: [],
  partial_lines: [],
  'unfinished/loss_only': [],
  'unfinished/raises': [],
};

/** Trains for so long that not every step keeps its stops. */
const longRun = `
import random
random.seed(5571)
from micrograd import MLP
model = MLP(2, [1])
for k in range(800):
    loss = (model([1.0, -0.5]) - 0.5) ** 2
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.01 * p.grad
print(loss.data)
`;

/** Where cursor and debugger are, and how far the run has been revealed. */
interface Standing {
  readonly run: number;
  readonly position: number;
  readonly revealed: number;
  readonly place: number;
}

/** Moves to and fro in what a script has left, and compares after each move all that is shown with what is recorded. */
class Walk {
  private readonly lesson: Lesson;
  private readonly debug: Debugger;
  private readonly draw: Draw;
  private readonly lines: readonly string[];
  private readonly way: string[] = [];

  constructor(execution: DebuggedExecution, draw: Draw) {
    this.draw = draw;
    this.lines = execution.source.text.split('\n');
    this.lesson = new Lesson(execution);
    this.debug = new Debugger(
      this.lesson,
      { t: format, pathOf: (uri) => uri, tells: () => true, clock: this.lesson.clock },
      { stopped: () => {}, replaced: () => {}, remarked: () => {}, closed: () => {} },
    );
  }

  /** The last moves, to be read when something is wrong after them. */
  get lastMoves(): string {
    return this.way.slice(-5).join(', ');
  }

  async go(count: number): Promise<void> {
    const { lesson, debug, draw, lines } = this;
    assert.equal(await debug.launch(), null);
    debug.begin();
    const text = lines.join('\n');
    const { recordings } = lesson;
    const copies = recordings.map((recording) => webviewCopy(recording, [7, 1, 40, 3]));
    const loops = recordings.map((recording) => loopOfRun(text, recording));
    const run = debug.run!;
    const places = recordings.map(({ stops }, k) =>
      stops.map((_, position) => run.timeline.placeOf({ run: k, position })),
    );
    for (const recording of recordings) {
      assertLines(recording, lines);
    }
    for (let k = 0; k < count; k++) {
      const before = this.standing;
      const moved = moveSomehow(lesson, debug, draw);
      this.way.push(moved.name);
      this.assertMoved(before, moved, places);
      const { recording, position, script } = lesson;
      const { revealed } = lesson.looking;
      const copy = copies[script.run];
      assertAnnotations(recording, position, { lines, loop: loops[script.run], tabSize: 4 });
      assertPlace(recording, position);
      assertMark(recording, position);
      assertPlace(copy, position);
      assertHovers(recording, position, draw.between(1, lines.length));
      assertCopied(recording, copy, position);
      assertCurve(recording, copy, position, revealed);
      assertClick(copy, draw.between(0, recording.steps - 1));
      assertDebugged(run, debug.place, places);
    }
  }

  private get standing(): Standing {
    const { script, position, looking } = this.lesson;
    return { run: script.run, position, revealed: looking.revealed, place: this.debug.place };
  }

  /** The cursor and the debugger are where the move leads, and one is where the other is. */
  private assertMoved(before: Standing, moved: Moved, places: readonly (readonly number[])[]): void {
    const { timeline } = this.debug.run!;
    this.lesson.rest();
    const { run, position, revealed, place } = this.standing;
    const found = timeline.cursorAt(place);
    if (moved.place !== undefined) {
      assert.equal(place, moved.place);
      assert.deepEqual(found, { run, position }, 'the cursor goes along');
    } else if (run === before.run && position === before.position) {
      assert.equal(place, before.place, 'the debugger stays as well');
    } else if (position >= 0) {
      assert.equal(place, places[run][position], 'the debugger goes along');
      assert.equal(places[found.run][found.position], place);
      const shared = places.flat().filter((each) => each === place).length > 1;
      assert.ok(shared || (found.run === run && found.position === position));
    }
    assert.ok(moved.position === undefined || position === moved.position);
    const isOther = run !== before.run;
    const seen = moved.name === 'reset' ? -1 : Math.max(before.revealed, position);
    assert.ok(isOther ? revealed >= position : revealed === seen, 'what is passed is revealed');
  }
}

describe('A cursor that goes anywhere', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const names = Object.keys(scripts);
  const share = Math.ceil(moves / (names.length + 2));
  const walkOver = async (execution: DebuggedExecution, number: number) => {
    const walk = new Walk(execution, new Draw(new MersenneTwister(seed + number)));
    try {
      await walk.go(share);
    } catch (error) {
      throw new Error(`WALK_SEED=${seed}, after ${walk.lastMoves}: ${error}`, { cause: error });
    }
  };

  const walkOverRun = async ({ recordings, trace, source, end }: Ran, number: number) => {
    assert.ok(end.kind === 'finished' || end.kind === 'error');
    const text = source.join('\n');
    await walkOver({ source: { uri: 'day5.py', file: 'day5.py', text }, recordings, trace, end }, number);
  };

  for (const [k, name] of names.entries()) {
    it(`shows what is recorded: ${name}, ${share} moves`, async () => {
      await walkOverRun(await runLoop(runtime, name, scripts[name], true), k);
    });
  }

  it(`shows what is recorded: a long run, of which steps are left out, ${share} moves`, async () => {
    const ran = await runText(runtime, longRun, {}, true);
    assert.ok(!ran.recordings[0].isWhole);
    await walkOverRun(ran, names.length);
  });

  it(`shows what is recorded: the Trainer’s own run, ${share} moves`, async () => {
    const trainer = new Trainer({ seed: 5571, learningRate: 0.05, steps: 20 });
    while (trainer.advance()) {
      // On to its end.
    }
    const source = { uri: 'day5.py', file: 'day5.py', text: '' };
    const end = { kind: 'finished' } as const;
    await walkOver({ source, recordings: [trainer.recording], trace: null, end }, names.length + 1);
  });
});
