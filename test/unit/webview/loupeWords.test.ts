import assert from 'node:assert/strict';
import { type Specimen, specimenAt } from '../../../src/core/lesson/loupe.ts';
import { referenceRun } from '../../../src/core/lesson/reference.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { factorName, formatFactor, formatProduct, nameOf, pathNames } from '../../../webview/loupeWords.ts';

const trainer = new Trainer(referenceRun);
while (trainer.advance());
const { recording } = trainer;
const naming = { layers: 3, sample: 'x2' };

function specimenOf(step: number): Specimen {
  const specimen = specimenAt(recording, recording.find(step, 'forward'));
  assert.ok(typeof specimen !== 'string', String(specimen));
  return specimen;
}

const read = (text: string) => Number(text.replaceAll('−', '-'));

/** What the last digit of a number that is shown stands for. */
function unit(text: string): number {
  const [mantissa, exponent = '0'] = text.replaceAll('−', '-').split('e');
  return 10 ** (Number(exponent) - (mantissa.split('.')[1]?.length ?? 0));
}

describe('The numbers along a path', () => {
  for (const step of [0, 7, 19]) {
    it(`multiply out as they are shown, for every parameter and sample of step ${step}`, () => {
      for (const sample of specimenOf(step).samples) {
        for (const parameter of recording.initial.data.keys()) {
          const { paths, edges } = sample.between(parameter, 'neurons');
          for (const path of paths) {
            const factors = path.edges.flatMap((edge) => edges[edge].factors);
            const shown = factors.map(({ value }) => read(formatFactor(value)));
            const product = formatProduct(path.product);
            const difference = Math.abs(shown.reduce((all, factor) => all * factor, 1) - read(product));
            assert.ok(difference <= 1.001 * unit(product), `${shown.join(' × ')} is not ${product}`);
          }
        }
      }
    });
  }

  it('have the names of the script', () => {
    const graph = specimenOf(0).samples[2].between(6, 'operations');
    const { edges } = graph.paths[3];
    const factors = edges.flatMap((edge) => graph.edges[edge].factors);
    assert.deepEqual(
      factors.map((factor) => factorName(factor, naming)),
      ['2(ypred − y)', '1 − ypred²', 'w2[0][3]', '1 − h1[3]²', 'w1[3][1]', '1 − h0[1]²', 'x2[2]'],
    );
    assert.equal(nameOf(graph.nodes.at(-1)!.role, naming), 'w0[1][2]');
    assert.deepEqual(pathNames(graph, naming), ['h1[0]', 'h1[1]', 'h1[2]', 'h1[3]']);
  });
});
