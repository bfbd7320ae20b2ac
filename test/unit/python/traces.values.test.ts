import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Recorded } from '../../../src/core/tracing/trace.ts';
import type { Recording } from '../../../src/core/training/recording.ts';
import { createRuntime, runLoop } from './runScript.ts';
import { besides, find, tracing } from './tracing.ts';

const names = readdirSync(new URL('../../fixtures/loops/sound/', import.meta.url))
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.replace('.py', ''));

describe('traces of scripts', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());
  const { followLoop, traceLoop } = tracing(runtime);

  describe('leave the recording as it is', () => {
    /** What can be compared: where objects are in memory is different in each run. */
    const shown = (recording: Recording, number: (x: number) => number) => {
      const numbers = (xs: Float64Array | null) => xs && Float64Array.from(xs, number);
      return {
        info: recording.info,
        initial: recording.initial,
        losses: recording.losses().map((loss) => (loss === null ? null : number(loss))),
        predictions: numbers(recording.outcome?.predictions ?? null),
        stops: recording.stops.map((stop) => ({
          ...stop,
          event: null,
          loss: stop.loss === null ? null : number(stop.loss),
          predictions: numbers(stop.predictions),
          data: numbers(stop.data),
          grad: numbers(stop.grad),
          deposit: numbers(stop.deposit),
          sent: stop.sent?.map((sent) => ({ ...sent, data: number(sent.data) })),
          printed: stop.printed.map(({ line }) => line),
          assigned: stop.assigned.map(({ value, ...where }) => ({
            ...where,
            value:
              typeof value === 'string'
                ? value.replace(/0x[0-9a-f]+|\d+\.\d+(e-?\d+)?/g, '…')
                : typeof value === 'number'
                  ? number(value)
                  : numbers(value),
          })),
        })),
      };
    };

    for (const name of names) {
      it(name, async () => {
        const plain = await runLoop(runtime, name, besides);
        const traced = await traceLoop(name);
        assert.equal(plain.trace, null);
        assert.deepEqual(traced.end, plain.end);
        // A set of values has them in the order in which they lie in memory: sums over it differ in their last digits.
        const hasSets = plain.source.some((line) =>
          /set\(|\{[a-z]+, [a-z]+\}|^from (engine|nn|scalar) /.test(line),
        );
        const number = hasSets ? (x: number) => Math.round(x * 1e9) : (x: number) => x;
        if (!hasSets) {
          assert.equal(traced.printed, plain.printed);
        }
        assert.deepEqual(
          traced.recordings.map((recording) => shown(recording, number)),
          plain.recordings.map((recording) => shown(recording, number)),
        );
        assert.ok(plain.recordings.every(({ stops }) => stops.every((stop) => !('event' in stop))));
        assert.ok(traced.trace && traced.trace.length > 0);
        const { data } = traced.trace;
        for (const happened of [data.given, data.writes, data.changes]) {
          assert.ok(happened.every(({ event }, k) => event >= (happened[k - 1]?.event ?? -1)));
        }
        if (data.isWhole) {
          for (const { stops } of traced.recordings) {
            assert.ok(
              stops.every(({ event }, k) => event !== undefined && event >= (stops[k - 1]?.event ?? 0)),
            );
          }
        }
      });
    }
  });

  describe('know every value', () => {
    it('every write to a parameter within a loop over them', async () => {
      for (const name of ['reference', 'own_classes', 'own_slots', 'momentum', 'optimiser']) {
        const { trace, ran } = await followLoop(name);
        const [{ stops, initial }] = ran.recordings;
        const { writes, lines } = trace.data;
        const updates = stops.filter(({ phases }) => phases.includes('update'));
        const [first, second] = updates;
        const burst = writes.filter(
          ({ event }) =>
            event >= (first.event ?? 0) && event < (second.event ?? 0) && lines[event] === first.line,
        );
        assert.deepEqual(
          burst.map(({ index }) => index),
          [...initial.data.keys()],
          name,
        );
        assert.deepEqual(
          burst.map(({ data }) => data),
          [...first.data],
        );
        assert.ok(burst.every(({ event, run }, k) => run === 0 && (k === 0 || event > burst[k - 1].event)));
      }
    });

    it('the state at any stop is that of the writes before it', async () => {
      for (const name of [
        'reference',
        'clipping',
        'mini_batches',
        'own_dataclass',
        'functions',
        'line_fit',
      ]) {
        const { ran, trace } = await followLoop(name);
        const [{ stops, initial }] = ran.recordings;
        const now = { data: [...initial.data], grad: [...initial.grad] };
        const { writes } = trace.data;
        let k = 0;
        for (const [at, stop] of stops.entries()) {
          const { event = -1 } = stop;
          for (; k < writes.length && writes[k].event < event; k++) {
            now.data[writes[k].index] = writes[k].data;
            now.grad[writes[k].index] = writes[k].grad;
          }
          const before = at > 0 ? stops[at - 1] : initial;
          assert.deepEqual(now, { data: [...before.data], grad: [...before.grad] }, `${name}, stop ${at}`);
        }
      }
    });

    it('the gradient of the loss after the backward pass', async () => {
      for (const name of ['reference', 'own_classes']) {
        const { ran, trace } = await followLoop(name);
        const backward = find(ran, trace, 'loss.backward()');
        const loss = trace.namesAt(backward, 0).get('loss');
        assert.ok(loss?.kind === 'value');
        assert.equal(loss.grad, 0);
        const changes = trace.data.changes.filter(({ id }) => id === loss.id);
        assert.deepEqual([changes[0].grad, changes[0].data], [1, loss.data]);
        assert.ok(changes[0].event >= backward);
        assert.ok(changes[0].event < find(ran, trace, 'p.data', backward));
      }
    });

    it('which parameter of which run it is, and whose model an object is', async () => {
      const { ran, trace } = await followLoop('side_by_side');
      const models = [...trace.namesAt(trace.length, 0).values()].filter((value) => value.kind === 'object');
      assert.deepEqual(new Set(models.map(({ run }) => run)), new Set([0, 1]));
      for (const { run, attributes } of models) {
        const places: unknown[] = [];
        const walk = (value: Recorded): void => {
          if (value.kind === 'value') {
            places.push(value.parameter);
          } else if (value.kind === 'list') {
            value.items.forEach(walk);
          } else if (value.kind === 'object') {
            for (const [, each] of value.attributes) {
              walk(each);
            }
          }
        };
        for (const [, each] of attributes) {
          walk(each);
        }
        const expected = [...ran.recordings[run ?? -1].initial.data.keys()].map((index) => ({ run, index }));
        assert.deepEqual(places, expected);
      }
    });

    it('and the run of models that turned out to be one', async () => {
      const { ran, trace } = await followLoop('ensemble');
      assert.equal(ran.recordings.length, 1);
      const indices = new Set(trace.data.writes.map(({ run, index }) => `${run} ${index}`));
      assert.equal(indices.size, 11 + 21);
    });

    it('the event during which a stop began is on its line', async () => {
      for (const name of [
        'reference',
        'own_classes',
        'recursion',
        'functions',
        'one_line',
        'shared_update',
      ]) {
        const { ran, trace } = await followLoop(name);
        for (const { stops } of ran.recordings) {
          const lines = stops.map(({ event = -1 }) => trace.data.lines[event]);
          assert.deepEqual(
            lines.filter((line, k) => stops[k].phases.length === 1 && line !== stops[k].line),
            [],
            name,
          );
        }
      }
    });
  });
});
