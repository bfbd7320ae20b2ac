/**
 * Bundles the extension (`out/extension.cjs`), the Python worker with all it loads (`out/python/`), the lesson's webview
 * (`out/webview/`) and texts (`out/lesson/`), and the tests that run inside VS Code (`out/test/index.cjs`). `--production` minifies and leaves the tests out; `--watch` rebuilds on change.
 */
import { cpSync, existsSync, globSync, rmSync } from 'node:fs';
import { type BuildOptions, build, context } from 'esbuild';
import { compileAll } from './lesson/compile.ts';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared: BuildOptions = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
};

const host: BuildOptions = {
  ...shared,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'out',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'cjs',
  // The Node of the oldest VS Code that engines.vscode admits.
  target: 'node22',
  external: ['vscode'],
};

const python: BuildOptions = {
  ...shared,
  entryPoints: { worker: 'src/python/worker/main.ts' },
  outdir: 'out/python',
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  format: 'esm',
  target: 'node22',
};

/** CPython in WebAssembly with its standard library. */
const pyodide = [
  'pyodide.mjs',
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'pyodide-lock.json',
];

/** The worker that trains the map of learning rates. */
const sweep: BuildOptions = {
  ...python,
  entryPoints: { sweep: 'src/session/sweep/worker.ts' },
  outdir: 'out',
};

const webview: BuildOptions = {
  ...shared,
  entryPoints: { lesson: 'webview/lesson.ts' },
  outdir: 'out/webview',
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  tsconfig: 'webview/tsconfig.json',
  loader: { '.css': 'text' },
};

const tests: BuildOptions = {
  ...shared,
  // A bundle for each test; the index finds them, so there is no list that could forget one.
  entryPoints: ['test/vscode/index.ts', ...globSync('test/vscode/**/*.test.ts')],
  outbase: 'test/vscode',
  outdir: 'out/test',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode', 'mocha'],
};

const bundles = [host, python, sweep, webview];
if (!production) {
  bundles.push(tests);
}
if (!existsSync('src/extension.ts')) {
  throw new Error('Run the build from the project folder.');
}
// A bundle whose source is gone must not travel on in the package, nor a test that is gone run.
rmSync('out/python', { recursive: true, force: true });
rmSync('out/webview', { recursive: true, force: true });
rmSync('out/lesson', { recursive: true, force: true });
rmSync('out/test', { recursive: true, force: true });
for (const name of pyodide) {
  cpSync(`node_modules/pyodide/${name}`, `out/python/pyodide/${name}`);
}
cpSync('src/python/library', 'out/python/library', {
  recursive: true,
  filter: (path) => !path.includes('__pycache__'),
});
compileAll();
if (watch) {
  for (const options of bundles) {
    await (await context(options)).watch();
  }
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
