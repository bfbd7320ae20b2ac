import { setImmediate } from 'node:timers/promises';
import type { ScriptError } from '../../../src/protocol/python.ts';
import { LiveScript, type LiveSettings } from '../../../src/session/liveScript.ts';
import type { ScriptSource } from '../../../src/session/scriptSource.ts';
import { growth, ManualClock, ScriptedRunner, trained } from './scriptedRunner.ts';

/** How a script fails. */
export const mistake: ScriptError = {
  name: 'NameError',
  message: "name 'los' is not defined",
  file: 'day5.py',
  line: 3,
  column: 1,
  endLine: 3,
  endColumn: 4,
  traceback: 'Traceback (most recent call last):\n…',
};

/** The text of a script, with a file beside it. */
export function source(text: string, uri = 'file:///day5.py'): ScriptSource {
  return { uri, file: 'day5.py', text, siblings: async () => ({ 'helper.py': 'x = 1' }) };
}

/** A live script whose Python and whose time are in the hands of the test. */
export function make(settings: Partial<LiveSettings> = {}) {
  const runner = new ScriptedRunner();
  const clock = new ManualClock();
  const printed: (string | null)[] = [];
  const trust = { given: true };
  let seed = 0;
  const script = new LiveScript(runner, {
    settings: () => ({ enabled: true, delay: 300, ...settings }),
    allowed: () => trust.given,
    onChange: () => undefined,
    onPrint: (text) => printed.push(text),
    clock,
    drawSeed: () => ++seed,
  });
  const texts = () => runner.requests.map(({ text }) => text);
  /** Lets what has been promised happen. */
  const settle = () => setImmediate();
  /** Runs a text to its end. */
  const runToEnd = async (text: string, recording = trained()) => {
    const ended = script.run(source(text), 'asked');
    await settle();
    runner.grow([growth(recording)]);
    runner.end({ kind: 'finished' });
    await ended;
  };
  return { script, runner, clock, printed, trust, texts, settle, runToEnd };
}
