import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { RecordingDebugSession } from '../../../../src/editor/debug/recordingDebugSession.ts';
import { lessonStrings } from '../../../../src/protocol/strings.ts';
import { script } from '../../core/tracing/tracedTrainer.ts';
import { ManualClock } from '../../session/scriptedRunner.ts';
import { executed, RecordedTarget } from './recordedTarget.ts';

const path = '/lesson/day5.py';
const source = { path };

/** Fills in a sentence, as `vscode.l10n.t` does. */
const t = (message: string, ...values: string[]) =>
  message.replace(/\{(\d)\}/g, (_, k: string) => values[Number(k)]);

describe('RecordingDebugSession', () => {
  let server: Server;
  let client: DebugClient;
  let target: RecordedTarget;
  let clock: ManualClock;
  let stops: DebugProtocol.StoppedEvent['body'][];
  /** Stops that the learner did not ask the debugger for. */
  let announced: number;

  /** Starts a client on the target, up to where breakpoints are set. */
  const connect = async (of = new RecordedTarget()) => {
    target = of;
    clock = new ManualClock();
    stops = [];
    announced = 0;
    server = createServer((socket) => {
      const session = new RecordingDebugSession(target, {
        t,
        strings: lessonStrings,
        pathOf: (uri) => uri.replace('file://', ''),
        announce: (tell) => {
          announced += 1;
          tell();
        },
        clock,
      });
      session.setRunAsServer(true);
      session.start(socket, socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    client = new DebugClient('', '', 'day5');
    await client.start(address.port);
    client.on('stopped', ({ body }: DebugProtocol.StoppedEvent) => stops.push(body));
  };

  /** Launches; resolves when it has stopped for the first time. */
  const launch = async (
    breakpoints: readonly DebugProtocol.SourceBreakpoint[] = [],
    filters: readonly string[] = [],
  ) => {
    const initialized = client.waitForEvent('initialized');
    await client.initializeRequest({ adapterID: 'day5', pathFormat: 'path' });
    await client.launchRequest({});
    await initialized;
    const answer = await client.setBreakpointsRequest({ source, breakpoints: [...breakpoints] });
    await client.setExceptionBreakpointsRequest({ filters: [...filters] });
    await stopping(() => client.configurationDoneRequest());
    return answer.body.breakpoints;
  };

  /** Does something that makes the debugger stop, and waits for that. */
  const stopping = async (act: () => unknown) => {
    const stopped = client.waitForEvent('stopped');
    await act();
    const { body }: DebugProtocol.StoppedEvent = (await stopped) as DebugProtocol.StoppedEvent;
    return body;
  };

  const threadId = 1;
  const next = () => stopping(() => client.nextRequest({ threadId }));
  const back = () => stopping(() => client.stepBackRequest({ threadId }));
  const resume = () => stopping(() => client.continueRequest({ threadId }));
  const reverse = () => stopping(() => client.reverseContinueRequest({ threadId }));

  const stack = async () => (await client.stackTraceRequest({ threadId })).body.stackFrames;
  const line = async () => (await stack())[0].line;
  const scopes = async (frame = 0) =>
    (await client.scopesRequest({ frameId: (await stack())[frame].id })).body.scopes;
  const open = async (reference: number, start?: number, count?: number) =>
    (
      await client.variablesRequest({
        variablesReference: reference,
        ...(start === undefined ? {} : { start }),
        ...(count === undefined ? {} : { count }),
      })
    ).body.variables;
  const scope = async (name: string, frame = 0) => {
    const found = (await scopes(frame)).find((each) => each.name === name);
    assert.ok(found, `no scope ${name}`);
    return open(found.variablesReference);
  };
  const named = (variables: readonly DebugProtocol.Variable[], name: string) => {
    const found = variables.find((each) => each.name === name);
    assert.ok(found, `no ${name} among ${variables.map((each) => each.name)}`);
    return found;
  };
  /** Opens one variable after the other. */
  const openPath = async (first: readonly DebugProtocol.Variable[], ...names: readonly string[]) => {
    let variables = first;
    for (const name of names) {
      variables = await open(named(variables, name).variablesReference);
    }
    return variables;
  };
  const evaluate = async (expression: string) => {
    const frameId = (await stack())[0].id;
    return (await client.evaluateRequest({ expression, frameId, context: 'watch' })).body;
  };
  const stopAt = (position: number) => {
    const stop = target.execution?.recordings[0].stops[position];
    assert.ok(stop);
    return stop;
  };

  afterEach(async () => {
    await client.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  describe('launched', () => {
    beforeEach(() => connect());

    it('says what it can do, and no more', async () => {
      const { body } = await client.initializeRequest();
      assert.equal(body?.supportsStepBack, true);
      assert.equal(body?.supportsSetVariable, undefined);
      assert.equal(body?.supportsSetExpression, undefined);
      assert.deepEqual(
        body?.exceptionBreakpointFilters?.map(({ filter, label }) => [filter, label]),
        [
          ['pythonError', 'Python error'],
          ['lossRises', 'The loss rises'],
        ],
      );
    });

    it('stops at the first line of the first step, and has the script traced', async () => {
      await launch();
      assert.equal(target.isTracing, true);
      assert.equal(stops[0].reason, 'entry');
      assert.equal(await line(), 9);
      assert.deepEqual((await stack())[0].source, { name: 'day5.py', path });
      assert.deepEqual((await client.threadsRequest()).body.threads, [{ id: 1, name: 'day5.py' }]);
    });

    it('stops where the lesson’s cursor stands, inside the run', async () => {
      // The backward pass of step 1 is over.
      target.move(8);
      await launch([{ line: 9 }]);
      assert.equal(await line(), 15);
      assert.equal(target.view.position, 8);
    });

    it('goes on to the first breakpoint from the end of the run', async () => {
      target.move(14);
      await launch([{ line: 14 }]);
      assert.equal(stops[0].reason, 'breakpoint');
      assert.equal(await line(), 14);
      assert.equal(target.view.position, 2);
    });

    it('moves the lesson’s cursor with every step, forwards and backwards', async () => {
      await launch();
      const positions = [];
      for (let k = 0; k < 4; k++) {
        await next();
        positions.push([await line(), target.view.position]);
      }
      assert.deepEqual(positions, [
        [10, 0],
        [11, 1],
        [12, 1],
        [11, 1],
      ]);
      await back();
      await back();
      await back();
      assert.deepEqual([await line(), target.view.position], [10, 0]);
      assert.equal(announced, 0);
    });

    it('goes into the learner’s functions and out of them', async () => {
      await launch();
      await next();
      await stopping(() => client.stepInRequest({ threadId }));
      assert.deepEqual(
        (await stack()).map(({ name, line: at }) => [name, at]),
        [
          ['squared', 6],
          ['<module>', 10],
        ],
      );
      assert.deepEqual(
        (await scope('Locals')).map(({ name }) => name),
        ['a', 'b'],
      );
      assert.equal(named(await scope('Globals'), 'k').value, '0');
      assert.equal(named(await scope('Locals', 1), 'k').value, '0');
      await stopping(() => client.stepOutRequest({ threadId }));
      assert.equal(await line(), 11);
    });

    it('ends at the end of the recording, says so, and goes back from there', async () => {
      await launch();
      const end = await resume();
      assert.equal(end.description, 'End of the recording');
      assert.equal(target.view.position, 14);
      await back();
      assert.equal(await line(), 8);
      const beginning = await reverse();
      assert.equal(beginning.description, 'Beginning of the recording');
      assert.equal(await line(), 1);
      assert.equal(target.view.position, -1);
    });

    it('restarts from the start', async () => {
      await launch();
      await resume();
      const { reason } = await stopping(() => client.restartRequest({ arguments: {} }));
      assert.equal(reason, 'entry');
      assert.equal(await line(), 9);
    });

    it('leaves the cursor where it is when it ends, and lets go of the script', async () => {
      await launch();
      await next();
      await next();
      await client.disconnectRequest();
      assert.equal(target.isTracing, false);
      assert.equal(target.view.position, 1);
    });

    it('ends with the lesson', async () => {
      await launch();
      const terminated = client.waitForEvent('terminated');
      target.close();
      await terminated;
      assert.equal(target.isTracing, false);
    });
  });

  describe('with breakpoints', () => {
    beforeEach(() => connect());

    it('stops at a line, in each step, in both directions', async () => {
      const [breakpoint] = await launch([{ line: 14 }]);
      assert.equal(breakpoint.verified, true);
      const steps = [(await evaluate('k')).result];
      for (const go of [resume, resume, reverse, reverse]) {
        const { reason, hitBreakpointIds } = await go();
        assert.equal(reason, 'breakpoint');
        assert.deepEqual(hitBreakpointIds, [breakpoint.id]);
        steps.push((await evaluate('k')).result);
      }
      assert.deepEqual(steps, ['0', '1', '2', '1', '0']);
    });

    it('moves one from a comment to the next line that was executed', async () => {
      const [breakpoint] = await launch([{ line: 13 }]);
      assert.equal(breakpoint.verified, true);
      assert.equal(breakpoint.line, 14);
    });

    it('says of a line that was not executed that it was not', async () => {
      const [breakpoint] = await launch([{ line: 18 }]);
      assert.equal(breakpoint.verified, false);
      assert.equal(breakpoint.message, 'This line was not executed in this run.');
      assert.equal(stops[0].reason, 'entry');
    });

    it('says so of a file that is not debugged', async () => {
      await launch();
      const { body } = await client.setBreakpointsRequest({
        source: { path: '/lesson/other.py' },
        breakpoints: [{ line: 1 }],
      });
      assert.equal(body.breakpoints[0].verified, false);
      assert.match(body.breakpoints[0].message ?? '', /not the script/);
    });

    it('stops under a condition on recorded names', async () => {
      const { recordings } = executed();
      const losses = recordings[0].losses();
      const limit = ((losses[0] ?? 0) + (losses[1] ?? 0)) / 2;
      await launch([{ line: 11, condition: `loss.data < ${limit} and k >= 1` }]);
      assert.equal(stops[0].reason, 'breakpoint');
      assert.equal((await evaluate('k')).result, '1');
      assert.equal(Number((await evaluate('loss.data')).result), losses[1]);
    });

    it('does not take a condition that cannot be evaluated', async () => {
      const [breakpoint] = await launch([{ line: 11, condition: 'loss.data >' }]);
      assert.equal(breakpoint.verified, false);
      assert.equal(breakpoint.message, 'The expression is not complete.');
    });

    it('goes on without those that have been taken away', async () => {
      await launch([{ line: 14 }]);
      await client.setBreakpointsRequest({ source, breakpoints: [] });
      assert.equal((await resume()).description, 'End of the recording');
    });
  });

  it('stops where the loss rises, with the numbers', async () => {
    // A learning rate that is far too large.
    await connect(new RecordedTarget(executed({ steps: 4, learningRate: 1.5 })));
    const losses = target.execution?.recordings[0].losses() ?? [];
    const step = losses.findIndex((loss, k) => k > 0 && (loss ?? 0) > (losses[k - 1] ?? 0));
    assert.ok(step > 0, `the loss does not rise: ${losses}`);
    await launch([], ['lossRises']);
    const [{ reason, text }] = stops;
    assert.equal(reason, 'exception');
    assert.equal(
      text,
      `The loss rises in step ${step}: from ${losses[step - 1]?.toPrecision(5)} to ${losses[step]?.toPrecision(5)}.`,
    );
    assert.equal((await evaluate('k')).result, String(step));
    assert.equal(Number((await evaluate('loss.data')).result), losses[step]);
    const { body } = await client.exceptionInfoRequest({ threadId });
    assert.deepEqual([body.exceptionId, body.description], ['The loss rises', text]);
  });

  it('stops at the line that raised an error', async () => {
    const error = {
      name: 'ZeroDivisionError',
      message: 'division by zero',
      file: 'day5.py',
      line: 8,
      column: 1,
      endLine: 8,
      endColumn: 2,
      traceback: 'Traceback …',
    };
    await connect(new RecordedTarget({ ...executed(), end: { kind: 'error', error } }));
    await launch([], ['pythonError']);
    assert.equal(stops[0].reason, 'exception');
    assert.equal(stops[0].text, 'ZeroDivisionError: division by zero');
    assert.equal(await line(), 8);
    assert.equal((await evaluate('k')).result, '2');
    const { body } = await client.exceptionInfoRequest({ threadId });
    assert.deepEqual([body.exceptionId, body.description], ['ZeroDivisionError', 'division by zero']);
    assert.equal(body.details?.stackTrace, 'Traceback …');
  });

  describe('shows', () => {
    beforeEach(async () => {
      await connect();
      // Before the update of step 1: its backward pass is over.
      target.move(8);
      await launch();
    });

    it('the model exactly as it was recorded: layers, neurons, weights', async () => {
      const { data, grad } = stopAt(8);
      const model = await scope('Model');
      assert.deepEqual(
        model.map(({ name, value }) => [name, value]),
        [
          ['layers[0]', 'Layer(3, 4)'],
          ['layers[1]', 'Layer(4, 4)'],
          ['layers[2]', 'Layer(4, 1)'],
        ],
      );
      const neuron = await openPath(model, 'layers[1]', 'neurons[2]');
      assert.deepEqual(
        neuron.map(({ name }) => name),
        ['w[0]', 'w[1]', 'w[2]', 'w[3]', 'b'],
      );
      // 16 parameters before the second layer, 5 in each of its neurons.
      for (const [k, { name, variablesReference }] of neuron.entries()) {
        const parts = await open(variablesReference);
        assert.equal(Number(named(parts, 'data').value), data[16 + 10 + k], name);
        assert.equal(Number(named(parts, 'grad').value), grad[16 + 10 + k], name);
      }
      assert.equal(neuron[0].evaluateName, 'model.layers[1].neurons[2].w[0]');
      assert.deepEqual(neuron[0].presentationHint?.attributes, ['readOnly']);
    });

    it('a parameter in the middle of the loop that updates it', async () => {
      const before = stopAt(8).data;
      const after = stopAt(9).data;
      // Two lines for each parameter: the fourth is about to be updated.
      for (let k = 0; k < 2 * 3 + 1; k++) {
        await next();
      }
      assert.equal(await line(), 16);
      const neuron = await openPath(await scope('Model'), 'layers[0]', 'neurons[0]');
      const weights = await Promise.all(
        neuron.map(async ({ variablesReference }) =>
          Number(named(await open(variablesReference), 'data').value),
        ),
      );
      assert.deepEqual(weights, [after[0], after[1], after[2], before[3]]);
      assert.equal(Number((await evaluate('p.data')).result), before[3]);
      assert.equal(target.view.position, 8);
      await next();
      assert.equal(Number((await evaluate('p.data')).result), after[3]);
    });

    it('the run: its step, loss, predictions beside their targets, learning rate', async () => {
      const run = await scope('Run');
      const losses = target.execution?.recordings[0].losses() ?? [];
      assert.equal(named(run, 'step').value, 'step 1 of 3 · backward');
      assert.equal(Number(named(run, 'loss').value), losses[1]);
      assert.equal(Number(named(run, 'loss, step before').value), losses[0]);
      assert.equal(named(run, 'learning rate').value, '0.05');
      const predictions = await open(named(run, 'predictions').variablesReference);
      const said = stopAt(8).predictions ?? [];
      assert.deepEqual(
        predictions.map(({ value }) => /target (.*)\)/.exec(value)?.[1]),
        ['1.0', '-1.0', '-1.0', '1.0'],
      );
      assert.equal(Number.parseFloat(predictions[0].value), Number(said[0].toPrecision(4)));
    });

    it('names with their values, and opens a list in parts', async () => {
      const locals = await scope('Locals');
      assert.equal(named(locals, 'k').type, 'int');
      assert.equal(named(locals, 'lr').value, '0.05');
      const ypred = named(locals, 'ypred');
      assert.equal((await open(ypred.variablesReference)).length, 4);
      const [second] = await open(ypred.variablesReference, 1, 1);
      assert.equal(second.name, '1');
      assert.equal(second.evaluateName, 'ypred[1]');
    });

    it('the value of an expression over what is recorded', async () => {
      const { data, grad } = stopAt(8);
      assert.equal(Number((await evaluate('model.layers[0].neurons[1].w[2].data')).result), data[6]);
      assert.equal(Number((await evaluate('model.layers[-1].neurons[0].b.grad')).result), grad[40]);
      assert.equal((await evaluate('len(ypred) * 2 - 1')).result, '7');
      assert.equal((await evaluate('loss.grad == 1')).result, 'True');
      const loss = await evaluate('loss');
      assert.ok(loss.variablesReference > 0);
      assert.match(loss.result, /^Value\(data=\d/);
    });

    it('a clear sentence where an expression has no value', async () => {
      const refused = async (expression: string) =>
        evaluate(expression).then(
          () => assert.fail(`${expression} has a value`),
          ({ message }: Error) => message,
        );
      assert.equal(await refused('velocity'), 'Not recorded: velocity');
      assert.equal(await refused('loss._prev'), 'Not recorded: loss._prev');
      assert.equal(await refused('model(x)'), 'Cannot be evaluated on a recording: model()');
      assert.match(
        await refused('[p for p in xs]'),
        /^Cannot be evaluated on a recording, from here on: for p/,
      );
      assert.match(await refused('loss > 4'), /ask for its \.data/);
      assert.equal(await refused('ypred[9]'), 'There is no such item in ypred.');
    });
  });

  describe('while the lesson moves', () => {
    beforeEach(async () => {
      await connect();
      await launch();
      stops.length = 0;
    });

    it('stops once, where the cursor has come to rest', async () => {
      target.move(3);
      clock.pass(100);
      target.move(7);
      clock.pass(149);
      assert.equal(announced, 0);
      const { reason } = await stopping(() => clock.pass(1));
      assert.equal(reason, 'goto');
      assert.equal(await line(), 11);
      assert.equal((await evaluate('k')).result, '1');
      clock.pass(1000);
      await client.threadsRequest();
      assert.deepEqual([stops.length, announced], [1, 1]);
      assert.equal(target.view.position, 7);
    });

    it('waits for the end of playing', async () => {
      for (let position = 1; position < 9; position++) {
        target.move(position, true);
        clock.pass(200);
      }
      assert.equal(announced, 0);
      target.move(9);
      await stopping(() => clock.pass(150));
      assert.equal(announced, 1);
    });

    it('does not answer its own moves', async () => {
      await next();
      clock.pass(1000);
      await client.threadsRequest();
      assert.deepEqual([stops.length, announced], [1, 0]);
    });

    it('stays where it is when the cursor comes back before it has rested', async () => {
      await next();
      target.move(8);
      target.move(0);
      clock.pass(1000);
      await client.threadsRequest();
      assert.equal(announced, 0);
    });
  });

  describe('after an edit', () => {
    const longer = script.replace('lr = 0.05\n', 'lr = 0.05\n# slower\n');
    /** The same script, a line longer from line 4 on, with another learning rate. */
    const rerun = () => {
      const { trace, recordings, ...rest } = executed({ learningRate: 0.01 }, longer);
      const lines = trace?.data.lines.map((at) => (at > 3 ? at + 1 : at));
      for (const [k, at] of (lines ?? []).entries()) {
        trace?.data.lines.set([at], k);
      }
      return { trace, recordings: recordings.map(movedDown), ...rest };
    };

    beforeEach(async () => {
      await connect();
      target.move(8);
      await launch([{ line: 14 }, { line: 2 }]);
      stops.length = 0;
    });

    it('says that the stack is of the text before', async () => {
      target.edit();
      const [remark, frame] = await stack();
      assert.equal(remark.name, 'The script has been changed; this is the run before.');
      assert.equal(remark.presentationHint, 'label');
      assert.equal(frame.line, 15);
    });

    it('stops at the same step and place of the new run, with its breakpoints where the text has gone', async () => {
      const changed: DebugProtocol.Breakpoint[] = [];
      client.on('breakpoint', ({ body }: DebugProtocol.BreakpointEvent) => changed.push(body.breakpoint));
      // In the middle of the update.
      for (let k = 0; k < 7; k++) {
        await next();
      }
      target.edit();
      const { reason } = await stopping(() => target.rerun(rerun()));
      assert.equal(reason, 'restart');
      assert.equal(await line(), 17);
      assert.equal((await evaluate('k')).result, '1');
      assert.equal((await evaluate('lr')).result, '0.01');
      assert.equal(Number((await evaluate('p.data')).result), stopAt(8).data[3]);
      assert.deepEqual(
        changed.map(({ line: at, verified }) => [at, verified]),
        [
          [15, true],
          [2, true],
        ],
      );
      assert.equal(announced, 1);
      assert.equal((await resume()).reason, 'breakpoint');
      assert.equal(await line(), 15);
    });

    it('stays on the run before where the new text fails, and says why', async () => {
      const said = client.waitForEvent('output');
      const problem = {
        title: 'NameError: name ‘lrr’ is not defined',
        explanation: '',
        file: 'day5.py',
        line: 16,
      };
      target.edit();
      target.edit('failed', problem);
      const { body }: DebugProtocol.OutputEvent = (await said) as DebugProtocol.OutputEvent;
      assert.match(body.output, /fails, so this is the run before: NameError/);
      assert.match((await stack())[0].name, /NameError/);
      assert.equal((await evaluate('k')).result, '1');
      assert.equal(stops.length, 0);
    });
  });

  it('refuses to start where nothing has run, in one sentence', async () => {
    await connect(new RecordedTarget(null));
    await client.initializeRequest();
    await assert.rejects(client.launchRequest({}), /the script has not run/);
  });

  it('steps from stop to stop where the script was followed only to a part', async () => {
    await connect(new RecordedTarget(executed({ steps: 3, traced: 1 })));
    target.move(9);
    await launch([{ line: 10 }]);
    assert.equal(await line(), 9);
    assert.deepEqual(await scope('Locals'), []);
    const [weight] = await openPath(await scope('Model'), 'layers[0]', 'neurons[0]', 'w[0]');
    assert.equal(Number(weight.value), stopAt(9).data[0]);
    assert.equal((await resume()).reason, 'breakpoint');
    assert.equal(target.view.position, 10);
  });
});

/** A run whose lines have moved down by one from line 4 on. */
function movedDown(recording: ReturnType<typeof executed>['recordings'][number]) {
  for (const stop of recording.stops) {
    Object.assign(stop, { line: (stop.line ?? 0) + 1 });
  }
  return recording;
}
