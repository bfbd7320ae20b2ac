import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fixtureNames } from './serve.ts';
import themes from './themes.json' with { type: 'json' };
import { themeNames } from './themes.ts';

describe('The gallery', () => {
  const sources = globSync('webview/*.ts').map((path) => [basename(path, '.ts'), readFileSync(path, 'utf8')]);

  it('has every component, and a test for each', () => {
    const components = sources.flatMap(([name, text]) =>
      text.includes('@customElement(') && name !== 'lesson' ? [name] : [],
    );
    assert.deepEqual(fixtureNames(), components.sort());
    assert.deepEqual(
      components.filter((name) => !existsSync(`test/components/${name}.test.ts`)),
      [],
    );
  });

  it('has every colour that the components use and VS Code has in some theme', () => {
    const used = new Set(sources.flatMap(([, text]) => text.match(/--vscode-[\w-]+/g) ?? []));
    const known = new Set(themeNames.flatMap((theme) => Object.keys(themes[theme].variables)));
    assert.deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
    );
  });
});
