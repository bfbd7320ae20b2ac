import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, contextKeys, debugType, lessonViewType } from '../../../src/protocol/ids.ts';
import { keys, keysInWords } from '../../../src/protocol/keys.ts';

const { contributes, activationEvents } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('keys', () => {
  it('are those that package.json binds', () => {
    const bound = contributes.keybindings.map(({ command, key, mac }: Record<string, string>) => [
      command,
      { key, mac },
    ]);
    assert.deepEqual(keys, Object.fromEntries(bound));
  });

  it('are active only where the lesson is', () => {
    for (const { command, when } of contributes.keybindings) {
      assert.ok(when.includes(contextKeys.open), when);
      assert.ok(when.includes(`resourcePath in ${contextKeys.lessonFiles}`), when);
      // The line is that of the caret, and a caret is in an editor.
      const needsCaret = command === commands.runToLine;
      assert.equal(when.includes(`activeWebviewPanelId == '${lessonViewType}'`), !needsCaret, when);
    }
  });

  it('are written as a person reads them', () => {
    assert.equal(keysInWords(commands.stepIteration, false), 'Alt+Shift+.');
    assert.equal(keysInWords(commands.stepIteration, true), '⌃⇧.');
    assert.equal(keysInWords(commands.start, false), '');
  });
});

describe('package.json', () => {
  it('has ids that begin with day5.', () => {
    const { commands: contributed, colors, walkthroughs } = contributes;
    const ids = [
      ...contributed.map(({ command }: { command: string }) => command),
      ...colors.map(({ id }: { id: string }) => id),
      ...walkthroughs.map(({ id }: { id: string }) => id),
    ];
    for (const id of ids) {
      assert.match(id, /^day5\./);
    }
  });

  it('wakes the extension for its panel, for Python, and for its debugger', () => {
    assert.deepEqual(activationEvents, [
      'onLanguage:python',
      `onWebviewPanel:${lessonViewType}`,
      `onDebugResolve:${debugType}`,
    ]);
  });

  it('says everything through package.nls.json, and nothing is left over there', () => {
    const used = new Set(
      [...readFileSync('package.json', 'utf8').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key),
    );
    const said = Object.keys(JSON.parse(readFileSync('package.nls.json', 'utf8')));
    assert.deepEqual([...used].sort(), said.sort());
  });
});
