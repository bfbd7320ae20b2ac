import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { RecordingDebugSession } from '../../../../src/editor/debug/recordingDebugSession.ts';
import { lessonStrings } from '../../../../src/protocol/strings.ts';
import { ManualClock } from '../../session/scriptedRunner.ts';
import { RecordedTarget } from './recordedTarget.ts';

export const threadId = 1;
export const path = '/lesson/day5.py';
const source = { path };

/** Fills in a sentence, as `vscode.l10n.t` does. */
const t = (message: string, ...values: string[]) =>
  message.replace(/\{(\d)\}/g, (_, k: string) => values[Number(k)]);

/** A client of the debug adapter, which speaks the protocol with a {@link RecordingDebugSession} over a socket. */
export class ScriptedClient {
  target = new RecordedTarget();
  clock = new ManualClock();
  /** What the client has heard since it is connected: where it stopped, and in their order all events that say it stands or goes. */
  readonly stops: DebugProtocol.StoppedEvent['body'][] = [];
  readonly heard: string[] = [];
  /** Stops that the learner did not ask the debugger for. */
  announced = 0;
  /** The scripts that were taken up after an edit. */
  readonly taken: string[] = [];
  /** Whether it may be told what is wrong with the script. */
  tells = true;
  /** How the filters that the client has set were verified, in their order. */
  filters: readonly DebugProtocol.Breakpoint[] = [];
  /** Says that a file has been saved. */
  save: (uri: string) => void = () => {};
  private server: Server | null = null;
  private connection: DebugClient | null = null;

  get adapter(): DebugClient {
    assert.ok(this.connection, 'the client is not connected');
    return this.connection;
  }

  /** Connects with a session that debugs `target`, and with none other. */
  async connect(target = new RecordedTarget()): Promise<void> {
    await this.disconnect();
    this.target = target;
    this.clock = new ManualClock();
    this.stops.length = 0;
    this.heard.length = 0;
    this.taken.length = 0;
    this.tells = true;
    this.announced = 0;
    const server = createServer((socket) => {
      const session = new RecordingDebugSession(target, {
        t,
        strings: lessonStrings,
        pathOf: (uri) => uri.replace('file://', ''),
        announce: (tell) => {
          this.announced += 1;
          tell();
        },
        tells: () => this.tells,
        taken: (uri) => this.taken.push(uri),
        onDidSave: (listener) => {
          this.save = listener;
          return { dispose: () => {} };
        },
        clock: this.clock,
      });
      session.setRunAsServer(true);
      session.start(socket, socket);
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    const client = new DebugClient('', '', 'day5');
    this.connection = client;
    await client.start(address.port);
    client.on('stopped', ({ body }: DebugProtocol.StoppedEvent) => {
      this.stops.push(body);
      this.heard.push(body.reason);
    });
    client.on('continued', () => this.heard.push('continued'));
  }

  async disconnect(): Promise<void> {
    const { connection, server } = this;
    this.connection = null;
    this.server = null;
    await connection?.stop();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Launches; resolves with the breakpoints when it has stopped for the first time. */
  async launch(
    breakpoints: readonly DebugProtocol.SourceBreakpoint[] = [],
    filters: readonly string[] = [],
  ): Promise<DebugProtocol.Breakpoint[]> {
    const { adapter } = this;
    const initialized = adapter.waitForEvent('initialized');
    await adapter.initializeRequest({ adapterID: 'day5', pathFormat: 'path' });
    await adapter.launchRequest({});
    await initialized;
    const answer = await adapter.setBreakpointsRequest({ source, breakpoints: [...breakpoints] });
    const set = await adapter.setExceptionBreakpointsRequest({ filters: [...filters] });
    this.filters = set.body?.breakpoints ?? [];
    await this.stopping(() => adapter.configurationDoneRequest());
    return answer.body.breakpoints;
  }

  /** Does something that makes the debugger stop, and waits for that. */
  async stopping(act: () => unknown): Promise<DebugProtocol.StoppedEvent['body']> {
    const stopped = this.adapter.waitForEvent('stopped');
    await act();
    const { body }: DebugProtocol.StoppedEvent = (await stopped) as DebugProtocol.StoppedEvent;
    return body;
  }

  readonly next = () => this.stopping(() => this.adapter.nextRequest({ threadId }));
  readonly stepIn = () => this.stopping(() => this.adapter.stepInRequest({ threadId }));
  readonly stepOut = () => this.stopping(() => this.adapter.stepOutRequest({ threadId }));
  readonly back = () => this.stopping(() => this.adapter.stepBackRequest({ threadId }));
  readonly resume = () => this.stopping(() => this.adapter.continueRequest({ threadId }));
  readonly reverse = () => this.stopping(() => this.adapter.reverseContinueRequest({ threadId }));

  async stack(): Promise<DebugProtocol.StackFrame[]> {
    return (await this.adapter.stackTraceRequest({ threadId })).body.stackFrames;
  }

  async line(): Promise<number> {
    // What has no source is no frame, but a remark about them.
    return (await this.stack()).find(({ source }) => source)?.line ?? 0;
  }

  async scopes(frame = 0): Promise<DebugProtocol.Scope[]> {
    const frameId = (await this.stack())[frame].id;
    return (await this.adapter.scopesRequest({ frameId })).body.scopes;
  }

  /** The variables of a scope. */
  async scope(name: string, frame = 0): Promise<DebugProtocol.Variable[]> {
    const found = (await this.scopes(frame)).find((each) => each.name === name);
    assert.ok(found, `no scope ${name}`);
    return this.open(found.variablesReference);
  }

  async open(reference: number, start?: number, count?: number): Promise<DebugProtocol.Variable[]> {
    const { body } = await this.adapter.variablesRequest({
      variablesReference: reference,
      ...(start === undefined ? {} : { start }),
      ...(count === undefined ? {} : { count }),
    });
    return body.variables;
  }

  /** Opens one variable after the other. */
  async openPath(
    first: readonly DebugProtocol.Variable[],
    ...names: readonly string[]
  ): Promise<readonly DebugProtocol.Variable[]> {
    let variables = first;
    for (const name of names) {
      variables = await this.open(named(variables, name).variablesReference);
    }
    return variables;
  }

  async evaluate(expression: string): Promise<DebugProtocol.EvaluateResponse['body']> {
    const frameId = (await this.stack())[0].id;
    return (await this.adapter.evaluateRequest({ expression, frameId, context: 'watch' })).body;
  }

  /** What is recorded at a stop of the run. */
  stopAt(position: number) {
    const stop = this.target.execution?.recordings[0].stops[position];
    assert.ok(stop);
    return stop;
  }
}

export function named(variables: readonly DebugProtocol.Variable[], name: string): DebugProtocol.Variable {
  const found = variables.find((each) => each.name === name);
  assert.ok(found, `no ${name} among ${variables.map((each) => each.name)}`);
  return found;
}
