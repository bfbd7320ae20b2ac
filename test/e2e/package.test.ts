import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../host/paths.ts';

const mebibyte = 1024 * 1024;

describe('The package', () => {
  it('is smaller than 12 MiB', async () => {
    const { size } = await stat(join(projectRoot, 'out/day5.vsix'));
    console.log(`    out/day5.vsix: ${(size / mebibyte).toFixed(2)} MiB`);
    assert.ok(size < 12 * mebibyte);
  });
});
