import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

const folders = {
  core: 'src/core/training',
  protocol: 'src/protocol',
  python: 'src/python',
  check: 'src/check',
  session: 'src/session',
  editor: 'src/editor',
  panel: 'src/panel',
  webview: 'webview',
} as const;

type Folder = keyof typeof folders;
const names = Object.keys(folders) as Folder[];

/** Who may know whom. */
const knows: Readonly<Record<Folder, readonly Folder[]>> = {
  core: [],
  protocol: ['core'],
  python: ['core', 'protocol'],
  check: ['core', 'protocol', 'python'],
  session: ['core', 'protocol', 'python'],
  editor: ['core', 'protocol', 'session'],
  panel: ['core', 'protocol', 'session'],
  webview: ['core', 'protocol'],
};

/** Who may use what of the runtimes. */
const uses: Readonly<Record<string, readonly Folder[]>> = {
  vscode: ['python', 'session', 'editor', 'panel'],
  'node:fs': ['python', 'check', 'session', 'editor', 'panel'],
  lit: ['webview'],
  uplot: ['webview'],
};

/** Lints a file for every import there could be, with the project's own rules, and returns those that are refused. */
function refusedImports(): Set<string> {
  const root = mkdtempSync(join(tmpdir(), 'day5-architecture-'));
  try {
    const config = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(join(root, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
    const write = (from: Folder, name: string, specifier: string) => {
      const file = join(root, folders[from], `${name}.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { x } from '${specifier}';\n\nx();\n`);
    };
    for (const from of names) {
      for (const to of names.filter((name) => name !== from)) {
        write(from, `to-${to}`, `${relative(folders[from], folders[to])}/example.ts`);
      }
      for (const module of Object.keys(uses)) {
        write(from, `to-${module.replace(':', '-')}`, module);
      }
    }
    const biome = resolve('node_modules/@biomejs/biome/bin/biome');
    const args = [
      biome,
      'lint',
      '--colors=off',
      '--max-diagnostics=none',
      '--only=style/noRestrictedImports',
      '.',
    ];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    return new Set(
      [...`${stdout}${stderr}`.matchAll(/^(\S+)\.ts:\d+:\d+ lint\/style\/noRestrictedImports/gm)].map(
        ([, file]) => file,
      ),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('The dependency directions', () => {
  let refused: Set<string>;
  before(() => {
    refused = refusedImports();
  });

  for (const from of names) {
    it(`${from} knows ${knows[from].join(', ') || 'nobody'} and no other folder`, () => {
      for (const to of names.filter((name) => name !== from)) {
        const isRefused = refused.has(`${folders[from]}/to-${to}`);
        assert.equal(isRefused, !knows[from].includes(to), `${from} → ${to}`);
      }
    });

    it(`${from} sees only the runtime it runs in`, () => {
      for (const [module, allowed] of Object.entries(uses)) {
        const isRefused = refused.has(`${folders[from]}/to-${module.replace(':', '-')}`);
        assert.equal(isRefused, !allowed.includes(from), `${from} → ${module}`);
      }
    });
  }
});
