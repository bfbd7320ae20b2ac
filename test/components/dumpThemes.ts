/**
 * Writes `themes.json`: the variables of VS Code that the webview uses, in each of its four default themes, as a real window
 * has them. To be run, after `npm run package`, when VS Code or what the webview uses has changed.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { startWorkbench, type Theme } from '../e2e/harness.ts';
import { type ThemeName, type ThemeVariables, themeNames } from './themes.ts';

const titles: Readonly<Record<ThemeName, Theme>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hc: 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

const used = new Set(
  globSync('webview/*.ts').flatMap((path) => readFileSync(path, 'utf8').match(/--vscode-[\w-]+/g) ?? []),
);

async function variablesOf(theme: ThemeName): Promise<ThemeVariables> {
  const workbench = await startWorkbench({ width: 1400, height: 900, theme: titles[theme] });
  try {
    await workbench.runCommand('Start Day 5');
    const lesson = await workbench.lessonFrame();
    await lesson.locator('day5-controls').waitFor();
    const { body, all } = await lesson.evaluate(() => {
      const { style } = document.documentElement;
      const names = [...style].filter((name) => name.startsWith('--vscode-'));
      return {
        body: [...document.body.classList].find((name) => name.startsWith('vscode-')) ?? '',
        all: names.map((name) => [name, style.getPropertyValue(name)] as const),
      };
    });
    const known = all.filter(([name]) => used.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
    return { body, variables: Object.fromEntries(known) };
  } finally {
    await workbench.dispose();
  }
}

const themes: Partial<Record<ThemeName, ThemeVariables>> = {};
for (const theme of themeNames) {
  themes[theme] = await variablesOf(theme);
}
writeFileSync(new URL('themes.json', import.meta.url), `${JSON.stringify(themes, null, 2)}\n`);
