import assert from 'node:assert/strict';
import { submissionsAmong } from '../../../src/check/submissions.ts';

const among = (files: Record<string, string>) => submissionsAmong(new Map(Object.entries(files)));

describe('submissionsAmong', () => {
  it('leaves out what a script imports, and what that imports', () => {
    const files = {
      'data.py': 'xs = []',
      'day5.py': 'from model import MLP\nimport math, data as d',
      'engine.py': 'class Value: pass',
      'late.py': '',
      'model.py': 'from engine import Value',
      'other.py': 'def f():\n    import late',
    };
    assert.deepEqual(among(files), ['day5.py', 'other.py']);
  });

  it('is not misled by what only looks like an import', () => {
    const files = {
      'a.py': '# import b\nprint("from c import d")\nimportant = b\nfrom .d import x',
      'b.py': '',
      'c.py': '',
      'd.py': '',
    };
    assert.deepEqual(among(files), ['a.py', 'b.py', 'c.py', 'd.py']);
  });

  it('takes both of two that import one another', () => {
    assert.deepEqual(among({ 'a.py': 'import b', 'b.py': 'import a' }), ['a.py', 'b.py']);
  });

  it('never takes micrograd.py, nor the head of a package', () => {
    assert.deepEqual(among({ '__init__.py': '', 'day5.py': '', 'micrograd.py': '' }), ['day5.py']);
  });
});
