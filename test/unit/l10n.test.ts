import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleFile, collect } from '../../l10n/collect.ts';

describe('The bundle for translators', () => {
  const sentences = collect();

  it('holds every sentence; `npm run l10n` writes it', () => {
    assert.deepEqual(JSON.parse(readFileSync(bundleFile, 'utf8')), sentences);
  });

  it('finds the sentences of the lesson and of the code', () => {
    assert.ok('Training the MLP' in sentences);
    assert.ok('How fast should the run play?' in sentences);
  });
});
