import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The contenders from npm, installed where they are missing; none, with a sentence why, where that fails. */
export async function npmPeers(): Promise<Contender[]> {
  if (!existsSync(`${folder}node_modules`)) {
    console.log('Installing the npm peers (some 400 MB, once) …');
    // Without their install scripts: those build bindings to graphics cards, which nobody uses here.
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (npm.status !== 0) {
      console.log(
        'npm could not install them; the bench goes on without @tensorflow/tfjs, js-pytorch, adnn and synaptic.\n',
      );
      return [];
    }
  }
  const [{ tfjs }, { jsPytorch }, { adnn }, { synaptic }] = await Promise.all([
    import('./contenders/tfjs.ts'),
    import('./contenders/jsPytorch.ts'),
    import('./contenders/adnn.ts'),
    import('./contenders/synaptic.ts'),
  ]);
  return [tfjs, jsPytorch, adnn, synaptic];
}
