import assert from 'node:assert/strict';
import { numberAt, numbersIn, stepped } from '../../../../src/core/lesson/numberLiteral.ts';

/** Each text and the one after it, going up; going down they are passed in the opposite order. */
function assertLadder(...texts: string[]): void {
  for (const [k, text] of texts.slice(0, -1).entries()) {
    assert.equal(stepped(text, 1), texts[k + 1], `up from ${text}`);
    assert.equal(stepped(texts[k + 1], -1), text, `down from ${texts[k + 1]}`);
  }
}

describe('stepped', () => {
  it('goes by the place of the last digit', () => {
    assertLadder('0.04', '0.05', '0.06');
    assertLadder('0.049', '0.050', '0.051');
    assertLadder('1.5', '1.6');
    assertLadder('0.99', '1.00', '1.01');
    assertLadder('9.9', '10.0', '10.1');
  });

  it('is finer by a digit where it would reach zero, and coarser on the way back', () => {
    assertLadder('0.008', '0.009', '0.01', '0.02');
    assertLadder('0.08', '0.09', '0.1', '0.2');
    assertLadder('0.0009', '0.001', '0.002');
    assertLadder('0.8', '0.9', '1.0', '1.1');
    assert.equal(stepped('1.', -1), '0.9');
  });

  it('keeps two digits and more as fine as they are', () => {
    assertLadder('0.019', '0.020', '0.021');
    assertLadder('0.099', '0.100', '0.101');
    assert.equal(stepped('0.10', -1), '0.09');
  });

  it('never takes a float to zero or across it, however long it goes on', () => {
    for (const [text, direction] of [
      ['0.03', -1],
      ['-0.03', 1],
      ['2e-1', -1],
      ['.2', -1],
    ] as const) {
      let now = text as string;
      for (let k = 0; k < 200; k++) {
        const next = stepped(now, direction);
        assert.equal(Math.sign(Number(next)), Math.sign(Number(text)), next);
        assert.ok(direction * (Number(next) - Number(now)) > 0, `${now} to ${next}`);
        now = next;
      }
    }
  });

  it('takes negative numbers up towards zero, and down away from it', () => {
    assertLadder('-0.06', '-0.05', '-0.04');
    assertLadder('-0.02', '-0.01', '-0.009');
    assertLadder('-2', '-1', '0', '1');
    assertLadder('-1.0', '-0.9');
  });

  it('leaves zero in both directions', () => {
    assert.deepEqual([stepped('0.0', 1), stepped('0.0', -1)], ['0.1', '-0.1']);
    assert.deepEqual([stepped('0.', 1), stepped('0e0', 1)], ['1.', '1e0']);
  });

  it('goes by 1 for integers, by 10 for those from 100 on that end in 0', () => {
    assertLadder('19', '20', '21');
    assert.equal(stepped('99', 1), '100');
    assertLadder('100', '110', '120');
    assertLadder('5571', '5572');
    assert.equal(stepped('100', -1), '90');
    assert.equal(stepped('-100', -1), '-110');
  });

  it('keeps exponents in their form', () => {
    assertLadder('8e-4', '9e-4', '1e-3', '2e-3');
    assertLadder('1.4e-3', '1.5e-3');
    assertLadder('0.9e-3', '1.0e-3', '1.1e-3');
    assertLadder('9E+2', '1E+3');
    assertLadder('9e-04', '1e-03');
    assertLadder('9e-1', '1e0');
    assertLadder('11e5', '12e5');
  });

  it('keeps underscores, and a float without its zero', () => {
    assertLadder('1_000', '1_010');
    assert.equal(stepped('9_999', 1), '10_000');
    assertLadder('0.000_1', '0.000_2');
    assertLadder('.04', '.05', '.06');
    assertLadder('.009', '.01');
    assert.equal(stepped('.9', 1), '1.0');
  });

  it('is exact', () => {
    assertLadder('0.1', '0.2', '0.3', '0.4');
    assertLadder('0.1234567890123456789', '0.1234567890123456790');
    assertLadder('123456789012345678901', '123456789012345678902');
  });

  it('refuses what is no decimal number', () => {
    for (const text of ['', '-', '.', 'x', '0x1F', '1j', '_']) {
      assert.throws(() => stepped(text, 1), RangeError, text);
    }
  });
});

describe('numbersIn', () => {
  const texts = (line: string) => numbersIn(line).map(({ text }) => text);

  it('finds the numbers of a line of Python', () => {
    assert.deepEqual(texts('lr = 0.05'), ['0.05']);
    assert.deepEqual(texts('xs = [2.0, 3, -1.0, .5, 1., 1e-3, 1_000]'), [
      '2.0',
      '3',
      '-1.0',
      '.5',
      '1.',
      '1e-3',
      '1_000',
    ]);
  });

  it('tells a sign from a subtraction', () => {
    assert.deepEqual(texts('p.data += -0.05 * p.grad'), ['-0.05']);
    assert.deepEqual(texts('p.data -= 0.05 * p.grad'), ['0.05']);
    assert.deepEqual(texts('x -1, x - 2, f(3)-4, a[-5]-6, 7--8'), ['1', '2', '3', '4', '-5', '6', '7', '-8']);
    assert.deepEqual(texts('return -1 if x else -2'), ['-1', '-2']);
  });

  it('leaves names, other bases, imaginary numbers, strings and comments alone', () => {
    assert.deepEqual(texts('x1 = h_2 + w3.b4'), []);
    assert.deepEqual(texts('0x1F + 0b11 + 0o17 + 2j + 1.5j'), []);
    assert.deepEqual(texts(`print(f"step {k:.4f} 1", 'it\\'s 2', "", 3)  # 4`), ['3']);
    assert.deepEqual(texts('"""1'), []);
  });

  it('knows where they are', () => {
    const line = 'p.data += -0.05 * p.grad';
    const [{ start, end }] = numbersIn(line);
    assert.equal(line.slice(start, end), '-0.05');
  });
});

describe('numberAt', () => {
  const line = 'for k in range(20, 30):  # x';

  it('is the one that the column touches, on either side', () => {
    assert.equal(numberAt(line, 15)?.text, '20');
    assert.equal(numberAt(line, 17)?.text, '20');
    assert.equal(numberAt(line, 19)?.text, '30');
  });

  it('is else the next in the line, then the last', () => {
    assert.equal(numberAt(line, 0)?.text, '20');
    assert.equal(numberAt(line, 18)?.text, '30');
    assert.equal(numberAt(line, line.length)?.text, '30');
    assert.equal(numberAt('loss.backward()', 3), undefined);
  });
});
