import assert from 'node:assert/strict';
import { ExpressionGraph } from '../../../src/core/nn/expressionGraph.ts';
import { MersenneTwister } from '../../../src/core/random/mersenneTwister.ts';
import { layoutOf } from '../../../webview/loupeLayout.ts';

const { uniform } = new MersenneTwister(1);
const data = Array.from({ length: 41 }, () => uniform(-1, 1));
const sample = new ExpressionGraph([3, 4, 4, 1], data, [2, 3, -1], 1);

describe('layoutOf', () => {
  for (const detail of ['neurons', 'operations'] as const) {
    const graph = sample.between(0, detail);
    for (const room of [240, 320, 600]) {
      it(`${detail}, ${room} px: fits, from the loss down, and no box is on another`, () => {
        const { boxes, width, height } = layoutOf(graph, room, 1);
        assert.equal(width, room);
        assert.equal(boxes.length, graph.nodes.length);
        for (const [k, box] of boxes.entries()) {
          assert.ok(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height);
          for (const [other, { x, y }] of boxes.entries()) {
            const below = graph.nodes[other].rank > graph.nodes[k].rank;
            assert.ok(!below || y > box.y + box.height);
            assert.ok(other <= k || below || x >= box.x + box.width);
          }
        }
      });
    }

    it(`${detail}: closer there are more digits, up to all of them`, () => {
      const seen = [1, 1.5, 2, 4].map((zoom) => layoutOf(graph, 320, zoom));
      assert.deepEqual(
        seen.map(({ digits }) => digits),
        [5, 8, 10, 17],
      );
      const widths = seen.map(({ boxes }) => boxes[2].width);
      assert.deepEqual(
        widths,
        [...widths].sort((a, b) => a - b),
      );
    });
  }
});
