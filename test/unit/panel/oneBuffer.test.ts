import assert from 'node:assert/strict';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { inOneBuffer } from '../../../src/panel/oneBuffer.ts';
import { decodeStart, decodeStops, encodeStart, encodeStops } from '../../../src/protocol/wire.ts';

/** The distinct buffers of the typed arrays within a value. */
function buffersOf(value: unknown, found = new Set<ArrayBufferLike>()): Set<ArrayBufferLike> {
  if (ArrayBuffer.isView(value)) {
    found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) {
      buffersOf(part, found);
    }
  }
  return found;
}

describe('inOneBuffer', () => {
  it('carries a run of 200 steps in one buffer, where VS Code would drop all after 253, and changes nothing of it', () => {
    const trainer = new Trainer({ seed: 2327, learningRate: 0.05, steps: 200, zeroGrad: false });
    while (trainer.advance()) {
      // On to its end.
    }
    const { recording } = trainer;
    const message = { start: encodeStart(recording), stops: encodeStops(recording, 0) };
    assert.ok(buffersOf(message).size > 253);
    const carried = inOneBuffer(message);
    assert.equal(buffersOf(carried).size, 1);
    const copy = decodeStart(carried.start);
    decodeStops(copy, carried.stops);
    assert.deepEqual(copy.stops, recording.stops);
    assert.deepEqual(copy.initial, recording.initial);
  });

  it('carries an array once, however often it stands there, and keeps NaN and infinity', () => {
    const losses = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, -0);
    const carried = inOneBuffer({ losses, ghost: losses, rest: Float64Array.of(1) });
    assert.equal(carried.losses, carried.ghost);
    assert.deepEqual(carried.losses, losses);
    assert.equal(carried.losses.buffer.byteLength, 32);
  });

  it('lets arrays of four bytes and of eight stand side by side', () => {
    const rows = [Float32Array.of(1, 2, 3), Float32Array.of(4), Float64Array.of(5)];
    assert.deepEqual(inOneBuffer({ type: 'map', rows }), { type: 'map', rows });
  });

  it('leaves a message alone that has no two arrays', () => {
    for (const message of [{ type: 'focus' }, { view: null, losses: Float64Array.of(1) }, null]) {
      assert.equal(inOneBuffer(message), message);
    }
  });
});
