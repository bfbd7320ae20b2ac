import assert from 'node:assert/strict';
import type { RunGrowth } from '../../../src/protocol/python.ts';
import { LiveRuns } from '../../../src/python/liveRuns.ts';
import { mostCharacters, mostStops } from '../../../src/python/worker/script.ts';
import { newRuntime } from './runtime.ts';

/** A model and its data. */
const given = `import random
from micrograd import MLP
random.seed(5571)
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]] * 20
ys = [1.0, -1.0, -1.0, 1.0] * 20
`;

/** A loop whose steps have 240 stops, more than are kept of any. */
const crowded = `${given}
model = MLP(3, [1])
for k in range(120):
    loss = 0.0
    for x, y in zip(xs, ys):
        yout = model(x)
        error = (yout - y) ** 2
        loss = loss + error
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.001 * p.grad
`;

/** Many models, each trained in a few steps. */
const sweep = `${given}
for k in range(150):
    model = MLP(3, [1])
    for step in range(10):
        loss = sum((model(x) - y) ** 2 for x, y in zip(xs[:4], ys))
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= 0.001 * k * p.grad
`;

describe('what the host is told of a script', () => {
  const runtime = newRuntime(() => 60_000);
  after(() => runtime.dispose());

  /** Runs a script; what came in each message, and in how many turns of the event loop they came. */
  async function follow(text: string) {
    const messages: { runs: readonly RunGrowth[]; printed: string; turn: number }[] = [];
    let turn = 0;
    let over = false;
    const count = () => {
      turn += 1;
      if (!over) {
        setImmediate(count);
      }
    };
    setImmediate(count);
    const end = await runtime.run(
      { file: 'day5.py', text, siblings: {}, trace: false, seed: 1 },
      (runs, printed) => {
        messages.push({ runs, printed, turn });
      },
    );
    over = true;
    assert.deepEqual(end, { kind: 'finished' });
    const live = new LiveRuns();
    for (const { runs } of messages) {
      live.grow(runs);
    }
    return { messages, recordings: live.recordings };
  }

  const stopsIn = (runs: readonly RunGrowth[]) =>
    runs.reduce((sum, { stops }) => sum + stops.length, 0) + runs.length;

  it('comes in portions of a bounded number of stops, none before the host had a turn', async () => {
    const { messages, recordings } = await follow(crowded);
    assert.ok(messages.every(({ runs }) => stopsIn(runs) <= mostStops + 1));
    assert.ok(messages.some(({ runs }) => stopsIn(runs) >= mostStops));
    assert.equal(new Set(messages.map((message) => message.turn)).size, messages.length);
    const [recording] = recordings;
    assert.equal(recording.steps, 120);
    assert.ok(recording.outcome);
    assert.ok(recording.losses().every((loss) => loss !== null));
    // Of steps as large as these only some keep their stops, the first and the last among them.
    const detailed = [...new Set(recording.stops.map(({ step }) => step))];
    assert.ok(detailed.length < 100, `${detailed.length} steps`);
    assert.deepEqual([detailed[0], detailed[1], detailed.at(-2), detailed.at(-1)], [0, 1, 118, 119]);
  });

  it('comes in portions also where there are many runs', async () => {
    const { messages, recordings } = await follow(sweep);
    assert.equal(recordings.length, 150);
    assert.ok(recordings.every(({ steps, outcome }) => steps === 10 && outcome));
    assert.ok(messages.every(({ runs }) => stopsIn(runs) <= mostStops + 1));
  });

  it('comes in portions of a bounded number of characters, in the order in which they were printed', async () => {
    const { messages } = await follow('print("ab" * 150_000)\nprint("c")\n');
    assert.ok(messages.every(({ printed }) => printed.length <= mostCharacters));
    assert.equal(messages.map(({ printed }) => printed).join(''), `${'ab'.repeat(150_000)}\nc\n`);
  });
});
