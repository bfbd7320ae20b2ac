import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, contextKeys, debugType, lessonViewType } from '../../../src/protocol/ids.ts';
import { keys, keysInWords } from '../../../src/protocol/keys.ts';

const { contributes, activationEvents } = JSON.parse(readFileSync('package.json', 'utf8'));

const bindings: readonly Record<string, string>[] = contributes.keybindings;
const own = bindings.filter(({ command }) => command.startsWith('day5.'));

describe('keys', () => {
  it('are those that package.json binds', () => {
    const bound = own.map(({ command, key, mac }) => [command, { key, mac }]);
    assert.deepEqual(keys, Object.fromEntries(bound));
  });

  it('are active only where the lesson is', () => {
    const needCaret: readonly string[] = [
      commands.increaseNumber,
      commands.decreaseNumber,
      commands.runToLine,
      commands.markReset,
    ];
    for (const { command, when } of own) {
      assert.ok(when.includes(contextKeys.open), when);
      assert.ok(when.includes(`resourcePath in ${contextKeys.lessonFiles}`), when);
      // A caret is in an editor.
      const inThePanel = when.includes(`activeWebviewPanelId == '${lessonViewType}'`);
      assert.equal(inThePanel, !needCaret.some((each) => each === command), when);
    }
  });

  it('go backwards in the debugger of the lesson, and in no other', () => {
    const others = bindings.filter((binding) => !own.includes(binding));
    assert.deepEqual(
      others.map(({ command }) => command),
      ['workbench.action.debug.stepBack', 'workbench.action.debug.reverseContinue'],
    );
    for (const { when } of others) {
      assert.equal(when, `inDebugMode && debugType == '${debugType}'`);
    }
  });

  it('are written as a person reads them', () => {
    assert.equal(keysInWords(commands.stepIteration, false), 'Alt+Shift+.');
    assert.equal(keysInWords(commands.stepIteration, true), '⌃⇧.');
    assert.equal(keysInWords(commands.increaseNumber, false), 'Alt+PageUp');
    assert.equal(keysInWords(commands.decreaseNumber, true), '⌃⇟');
    assert.equal(keysInWords(commands.start, false), '');
  });
});

describe('The walkthrough', () => {
  const said = Object.entries<string>(JSON.parse(readFileSync('package.nls.json', 'utf8')))
    .filter(([key]) => key.startsWith('walkthrough.'))
    .map(([, text]) => text)
    .join('\n');
  const named = [...said.matchAll(/\bAlt\+\S*[^\s\])]/g)].map(([key]) => key.replace(/(?<=\w)[.,]$/, ''));

  it('names the keys for stepping, playing, running and numbers', () => {
    const { stepPhase, stepBack, stepIteration, play, run, increaseNumber, decreaseNumber } = commands;
    for (const command of [stepPhase, stepBack, stepIteration, play, run, increaseNumber, decreaseNumber]) {
      assert.ok(named.includes(keysInWords(command, false)), command);
    }
  });

  it('names no others', () => {
    const bound = Object.values(commands).map((command) => keysInWords(command, false));
    assert.deepEqual(
      named.filter((key) => !bound.includes(key)),
      [],
    );
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

  it('wakes the extension for its panel, for Python, for its debugger, and for links to its sections', () => {
    assert.deepEqual(activationEvents, [
      'onLanguage:python',
      `onWebviewPanel:${lessonViewType}`,
      `onDebugResolve:${debugType}`,
      'onUri',
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
