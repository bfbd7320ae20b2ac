import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { type ExplanationKey, explain } from '../../../../src/core/lesson/explain.ts';
import { explanations } from '../../../../src/protocol/explanations.ts';
import { format } from '../../../../src/protocol/strings.ts';
import { brokenScripts, unexplained } from './brokenScripts.ts';

const reference = readFileSync('media/lesson/reference.py', 'utf8');
/** What the lesson gives: data, model and learning rate; 24 lines. */
const given = reference.slice(0, reference.indexOf('for k in range('));

/** Runs a script and tells how it failed, as the traceback's last lines say it and as the exception itself does. */
const harness = `
import traceback

def failure(text):
    try:
        exec(compile(text, "day5.py", "exec"), {"__name__": "__main__"})
    except BaseException as error:
        told = traceback.TracebackException.from_exception(error)
        frames = [frame.lineno for frame in told.stack if frame.filename == "day5.py"]
        line = (error.lineno or 1) if isinstance(error, SyntaxError) else frames[-1]
        _, _, message = list(told.format_exception_only())[-1].strip().partition(": ")
        return type(error).__name__, message, getattr(error, "msg", str(error)), (text + "\\n").splitlines()[line - 1]
    return "", "", "", ""

failure
`;

interface Failure {
  readonly name: string;
  readonly message: string;
  /** The message without what Python guesses in a traceback. */
  readonly bare: string;
  readonly line: string;
}

describe('explain', () => {
  let failureOf: (script: string) => Failure;

  before(async () => {
    const python = await loadPyodide({ jsglobals: {}, stdout: () => {}, stderr: () => {} });
    python.FS.writeFile('micrograd.py', readFileSync('media/lesson/micrograd.py', 'utf8'));
    const failure = python.runPython(harness);
    failureOf = (script) => {
      const told = failure(given + script);
      const [name, message, bare, line] = told.toJs();
      told.destroy();
      return { name, message, bare, line };
    };
  });

  it('has nothing to say about the reference loop, which runs', () => {
    assert.equal(failureOf(reference.slice(given.length)).name, '');
  });

  for (const [key, scripts] of Object.entries(brokenScripts)) {
    for (const [script, ...values] of scripts) {
      it(`${key}: ${script.split('\n').at(-1)?.trim() || script.split('\n')[0]}`, () => {
        const { name, message, bare, line } = failureOf(script);
        assert.deepEqual(explain({ name, message }, line), { key, values }, `${name}: ${message} | ${line}`);
        if (!/Did you (?:mean|forget)/.test(message)) {
          assert.deepEqual(explain({ name, message: bare }, line), { key, values }, bare);
        }
      });
    }
  }

  it('has a sentence or two for each, whose placeholders are all filled in', () => {
    for (const [key, scripts] of Object.entries(brokenScripts)) {
      // SAFETY: the keys of brokenScripts are the keys of the explanations.
      const sentence = explanations[key as ExplanationKey];
      for (const [, ...values] of scripts) {
        assert.doesNotMatch(format(sentence, ...values), /\{\d+\}|!/, key);
      }
      assert.match(sentence, /\.$/, key);
    }
  });

  for (const [name, script] of Object.entries(unexplained)) {
    it(`leaves to Python what it has no better words for: ${script}`, () => {
      const failure = failureOf(script);
      assert.equal(failure.name, name);
      assert.equal(explain(failure, failure.line), null);
    });
  }

  it('knows no exception by the name of an object’s own property', () => {
    assert.equal(explain({ name: 'constructor', message: '' }, ''), null);
  });
});
