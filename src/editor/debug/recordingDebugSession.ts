import {
  BreakpointEvent,
  ContinuedEvent,
  DebugSession,
  Event,
  InitializedEvent,
  OutputEvent,
  TerminatedEvent,
  Thread,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { stepBack, stepInto, stepOut, stepOver } from '../../core/tracing/stepping.ts';
import type { LessonStrings } from '../../protocol/strings.ts';
import { type Clock, realClock } from '../../session/clock.ts';
import { Debugger, type Standing } from './debugger.ts';
import { exceptionInfo, filtersToOffer } from './exceptions.ts';
import { scopesOf } from './scopes.ts';
import type { DebugTarget } from './target.ts';
import { VariableStore } from './variableStore.ts';
import { type Translate, whyNot } from './words.ts';

/** What a debug session leaves to its surroundings. */
export interface SessionOptions {
  readonly t: Translate;
  readonly strings: LessonStrings;
  /** The path by which the client knows a file, of its URI. */
  readonly pathOf: (uri: string) => string;
  /** Whether it may be told what is wrong with the script of a URI. Without it, it may of each. */
  readonly tells?: (uri: string) => boolean;
  /** Tells of a stop that the learner did not ask the debugger for, and sees to it that the focus stays where it is. */
  readonly announce?: (tell: () => void) => void;
  /** The script has been run again as it stands in the editor, saved or not, and is debugged. */
  readonly taken?: (uri: string, text: string) => void;
  /** A file has been saved. */
  readonly onDidSave?: (listener: (uri: string) => void) => { dispose(): void };
  /** Says why nothing can be debugged. Without it the client does, and offers a `launch.json`. */
  readonly say?: (refusal: string) => void;
  readonly clock?: Clock;
}

const threadId = 1;

/** Speaks the debug adapter protocol for a {@link Debugger}. */
export class RecordingDebugSession extends DebugSession {
  private readonly options: SessionOptions;
  private readonly debugger: Debugger;
  private variables: VariableStore | null = null;
  private readonly saves: { dispose(): void } | undefined;
  /** Whether the client knows of a stop and has asked for no move since. */
  private clientStands = false;

  constructor(target: DebugTarget, options: SessionOptions) {
    super();
    this.options = options;
    const { announce = (tell) => tell(), tells = () => true, clock = realClock } = options;
    this.debugger = new Debugger(
      target,
      { ...options, tells, clock },
      {
        stopped: (standing, asked) =>
          asked ? this.stopped(standing) : announce(() => this.stopped(standing)),
        replaced: () => this.replaced(),
        remarked: (failed) => this.remarked(failed),
        closed: () => this.sendEvent(new TerminatedEvent()),
      },
    );
    this.saves = options.onDidSave?.((uri) => {
      // VS Code draws those of an unsaved file as if they did not work, and does not look again when it has been saved.
      if (uri === this.debugger.run?.execution.source.uri) {
        this.verifyAnew();
      }
    });
  }

  override dispose(): void {
    this.saves?.dispose();
    this.debugger.end();
    super.dispose();
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsConditionalBreakpoints: true,
      supportsEvaluateForHovers: true,
      supportsStepBack: true,
      supportsRestartRequest: true,
      supportsTerminateRequest: true,
      supportsExceptionInfoRequest: true,
      exceptionBreakpointFilters: filtersToOffer(this.options.t),
    };
    this.sendResponse(response);
  }

  protected override async launchRequest(response: DebugProtocol.LaunchResponse): Promise<void> {
    const refusal = await this.debugger.launch();
    if (refusal !== null) {
      const { say } = this.options;
      this.refuse(response, refusal, say === undefined);
      say?.(refusal);
      return;
    }
    this.sendResponse(response);
    // Breakpoints are set from here on, when it is known which lines were executed.
    this.sendEvent(new InitializedEvent());
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.sendResponse(response);
    this.debugger.begin();
  }

  protected override restartRequest(response: DebugProtocol.RestartResponse): void {
    this.sendResponse(response);
    this.debugger.restart();
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.sendResponse(response);
    this.debugger.end();
    this.sendEvent(new TerminatedEvent());
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.debugger.end();
    this.sendResponse(response);
  }

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    const { debugger: debugging } = this;
    const path = source.path ?? '';
    debugging.breakpoints.set(path, breakpoints);
    debugging.breakpointsChanged();
    response.body = { breakpoints: debugging.verified(path) };
    this.sendResponse(response);
  }

  protected override setExceptionBreakPointsRequest(
    response: DebugProtocol.SetExceptionBreakpointsResponse,
    { filters }: DebugProtocol.SetExceptionBreakpointsArguments,
  ): void {
    response.body = { breakpoints: this.debugger.setFilters(filters) };
    this.sendResponse(response);
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    const { cause, run } = this.debugger;
    const exception = cause?.reason === 'exception' ? cause : null;
    response.body = exceptionInfo(exception, run, this.options.t);
    this.sendResponse(response);
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [new Thread(threadId, this.debugger.run?.execution.source.file ?? 'Python')] };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    { startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments,
  ): void {
    const frames = this.frames();
    response.body = {
      stackFrames: frames.slice(startFrame, levels > 0 ? startFrame + levels : undefined),
      totalFrames: frames.length,
    };
    this.sendResponse(response);
  }

  protected override scopesRequest(
    response: DebugProtocol.ScopesResponse,
    { frameId }: DebugProtocol.ScopesArguments,
  ): void {
    const { variables, options } = this;
    const { run, place } = this.debugger;
    const call = this.callOf(frameId);
    response.body = { scopes: run && variables ? scopesOf(run, place, call, variables, options) : [] };
    this.sendResponse(response);
  }

  protected override variablesRequest(
    response: DebugProtocol.VariablesResponse,
    { variablesReference, start, count }: DebugProtocol.VariablesArguments,
  ): void {
    response.body = { variables: this.variables?.open(variablesReference, start, count) ?? [] };
    this.sendResponse(response);
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    { expression, frameId }: DebugProtocol.EvaluateArguments,
  ): void {
    try {
      const value = this.debugger.evaluate(expression, this.callOf(frameId));
      if (value && this.variables) {
        response.body = this.variables.answer(expression, value);
      }
      this.sendResponse(response);
    } catch (error) {
      this.refuse(response, whyNot(error, this.options.t), false);
    }
  }

  protected override nextRequest(response: DebugProtocol.NextResponse): void {
    this.go(response, () => this.debugger.step(stepOver));
  }

  protected override stepInRequest(response: DebugProtocol.StepInResponse): void {
    this.go(response, () => this.debugger.step(stepInto));
  }

  protected override stepOutRequest(response: DebugProtocol.StepOutResponse): void {
    this.go(response, () => this.debugger.step(stepOut));
  }

  protected override stepBackRequest(response: DebugProtocol.StepBackResponse): void {
    this.go(response, () => this.debugger.step(stepBack));
  }

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    response.body = { allThreadsContinued: true };
    this.go(response, () => this.debugger.continue());
  }

  protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
    this.go(response, () => this.debugger.reverse());
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
    // A recording stands still already.
    this.sendResponse(response);
  }

  /** Answers a request to move on, which makes the client forget where it has stopped, and moves. */
  private go(response: DebugProtocol.Response, move: () => void): void {
    this.sendResponse(response);
    this.clientStands = false;
    move();
  }

  private stopped(standing: Standing): void {
    const { run, place } = this.debugger;
    if (this.clientStands) {
      // Else it would go on showing why it has stopped where it stood before.
      this.sendEvent(new ContinuedEvent(threadId, true));
    }
    this.clientStands = true;
    this.variables = run && new VariableStore(run.at(place), this.options.t);
    this.sendEvent(new Event('stopped', { ...standing, threadId, allThreadsStopped: true }));
  }

  private replaced(): void {
    this.verifyAnew();
    const { run } = this.debugger;
    if (run) {
      this.options.taken?.(run.execution.source.uri, run.execution.source.text);
    }
  }

  private verifyAnew(): void {
    for (const breakpoint of this.debugger.verified(this.debugger.path)) {
      this.sendEvent(new BreakpointEvent('changed', breakpoint));
    }
  }

  /** The call stack says it when it is asked for: to have it asked now would take the caret from whoever is typing. */
  private remarked(failed: boolean): void {
    if (failed) {
      this.sendEvent(new OutputEvent(`${this.debugger.remark}\n`, 'console'));
    }
  }

  /** The frames of the call stack, the innermost first; above them what there is to say about it. */
  private frames(): DebugProtocol.StackFrame[] {
    const { run, path, remark, stack } = this.debugger;
    const source = { name: run?.execution.source.file ?? '', path };
    return [
      ...(remark
        ? [{ id: remarkId, name: remark, line: 0, column: 0, presentationHint: 'label' as const }]
        : []),
      ...stack.map(({ call, name, line }) => ({ id: call + 1, name, line, column: 1, source })),
    ];
  }

  /** The call of a frame: its id is the call's index, from 1. */
  private callOf(frameId: number | undefined): number {
    const [innermost] = this.debugger.stack;
    return frameId && frameId !== remarkId ? frameId - 1 : (innermost?.call ?? 0);
  }

  private refuse(response: DebugProtocol.Response, reason: string, showUser: boolean): void {
    this.sendErrorResponse(response, {
      id: 1,
      format: '{_reason}',
      variables: { _reason: reason },
      showUser,
    });
  }
}

/** The id of the frame that is none, but a remark about the stack; no call has it. */
const remarkId = 0x7fff_ffff;
