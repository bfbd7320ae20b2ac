import { type CommandId, commands } from './ids.ts';

/** The keys of the commands, in lesson files and mostly in the lesson panel; the same as in package.json. */
export const keys: Readonly<Partial<Record<CommandId, { readonly key: string; readonly mac: string }>>> = {
  [commands.run]: { key: 'alt+enter', mac: 'ctrl+enter' },
  [commands.debug]: { key: 'f5', mac: 'f5' },
  [commands.stepPhase]: { key: 'alt+.', mac: 'ctrl+.' },
  [commands.stepIteration]: { key: 'alt+shift+.', mac: 'ctrl+shift+.' },
  [commands.stepBack]: { key: 'alt+,', mac: 'ctrl+,' },
  [commands.play]: { key: 'alt+shift+enter', mac: 'ctrl+shift+enter' },
  [commands.pause]: { key: 'alt+shift+enter', mac: 'ctrl+shift+enter' },
  [commands.runToEnd]: { key: 'alt+end', mac: 'ctrl+end' },
  [commands.reset]: { key: 'alt+home', mac: 'ctrl+home' },
  [commands.increaseNumber]: { key: 'alt+pageup', mac: 'ctrl+pageup' },
  [commands.decreaseNumber]: { key: 'alt+pagedown', mac: 'ctrl+pagedown' },
  [commands.runToLine]: { key: 'ctrl+f10', mac: 'ctrl+f10' },
  [commands.markReset]: { key: 'alt+m', mac: 'ctrl+m' },
  [commands.setSpeed]: { key: 'alt+shift+,', mac: 'ctrl+shift+,' },
};

const names: Readonly<Record<string, string>> = { pageup: 'PageUp', pagedown: 'PageDown' };

const macSymbols: Readonly<Record<string, string>> = {
  ctrl: '⌃',
  shift: '⇧',
  enter: '↩',
  end: '↘',
  home: '↖',
  pageup: '⇞',
  pagedown: '⇟',
};

/** The keys of a command as a person reads them: "Alt+Shift+." or, on a Mac, "⌃⇧."; empty for a command without. */
export function keysInWords(command: CommandId, mac: boolean): string {
  const binding = keys[command];
  if (!binding) {
    return '';
  }
  return mac
    ? binding.mac
        .split('+')
        .map((key) => macSymbols[key] ?? key)
        .join('')
    : binding.key
        .split('+')
        .map((key) => names[key] ?? key[0].toUpperCase() + key.slice(1))
        .join('+');
}
