import type * as vscode from 'vscode';
import type { Recording } from '../core/training/recording.ts';
import type { ScriptState, ScriptView, ToWebview } from '../protocol/messages.ts';
import { encodeStart, encodeStops } from '../protocol/wire.ts';
import { lossesOf } from '../session/runView.ts';
import type { Session } from '../session/session.ts';
import type { Feed, Post } from './feed.ts';

/** The shortest time between two messages about a run that grows, in milliseconds. */
const growthInterval = 50;

/** How many stops are sent at once; the rest follows after whatever else the extension host has to do. */
const portion = 1000;

const none = new Float64Array();

/** How much of what has been sent. */
interface Sent {
  readonly recording: Recording | null;
  readonly ghost: Float64Array | null;
  readonly stops: number;
  readonly steps: number;
  readonly ended: boolean;
  readonly state: ScriptState;
  /** View and script, to see whether they have changed. */
  readonly look: string;
}

/** What a snapshot and a delta have in common. */
type Growth = Omit<ToWebview & { readonly type: 'delta' }, 'type' | 'revision'>;

/** The run that is looked at, on its way to the webview: a snapshot when another is shown, and what has changed since. */
export class RunFeed implements Feed {
  private readonly session: Session;
  private readonly post: Post;
  private readonly subscription: vscode.Disposable;
  private revision = 0;
  /** What the webview holds; null where it holds nothing. */
  private sent: Sent | null = null;
  private sentAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private rest: NodeJS.Immediate | undefined;

  constructor(session: Session, post: Post) {
    this.session = session;
    this.post = post;
    this.subscription = session.onDidChange(() => this.update());
  }

  begin(): void {
    this.snapshot();
  }

  end(): void {
    this.sent = null;
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearImmediate(this.rest);
    this.subscription.dispose();
  }

  /** A run that grows is passed on some twenty times a second; everything else at once. */
  private update(): void {
    if (!this.sent || this.timer) {
      return;
    }
    const wait = this.session.isBusy ? this.sentAt + growthInterval - performance.now() : 0;
    if (wait > 0) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.delta();
      }, wait);
    } else {
      this.delta();
    }
  }

  private delta(): void {
    const { recording, ghost, script } = this.session;
    if (!this.sent) {
      return;
    }
    if (this.sent.recording !== recording || this.sent.ghost !== ghost) {
      this.snapshot();
      return;
    }
    // The loss of the last step may have been sent before it was computed; a run that has ended has no more of them.
    const { steps, ended, look } = this.sent;
    const grown = recording && !ended;
    if (!grown && look === JSON.stringify([this.session.view, this.asSent(script)])) {
      return;
    }
    const first = ended ? steps : Math.max(0, steps - 1);
    const growth = this.growth(first, this.sent.stops);
    this.post({ type: 'delta', revision: ++this.revision, ...growth });
  }

  private snapshot(): void {
    const { recording, ghost } = this.session;
    const growth = this.growth(0, 0);
    const start = recording && encodeStart(recording);
    this.post({ type: 'snapshot', revision: ++this.revision, start, ...growth, ghost });
  }

  /**
   * What there is to send from the loss of the step `first` and from the stop `from` on, noted as sent. Of many stops a portion is
   * sent, with a place and an end that lie within what has been sent; the rest is sent next.
   */
  private growth(first: number, from: number): Growth {
    const { recording, ghost, view } = this.session;
    const script = this.asSent(this.session.script);
    const all = recording?.stops.length ?? 0;
    const stops = Math.min(all, from + portion);
    const outcome = stops === all ? (recording?.outcome ?? null) : null;
    this.sent = {
      recording,
      ghost,
      stops,
      steps: recording?.steps ?? 0,
      ended: outcome !== null,
      state: script.state,
      look: JSON.stringify([view, script]),
    };
    this.sentAt = performance.now();
    if (stops < all) {
      clearImmediate(this.rest);
      this.rest = setImmediate(() => this.delta());
    }
    return {
      losses: { first, values: recording ? lossesOf(recording, first) : none },
      stops: recording ? encodeStops(recording, from, stops) : [],
      outcome,
      view: {
        ...view,
        position: Math.min(view.position, stops - 1),
        revealed: Math.min(view.revealed, stops - 1),
      },
      script,
    };
  }

  /**
   * What the webview needs of the script: of its problem the words and the place. That it runs is said when it takes its time:
   * most runs are over before that could be drawn, and the drawing would take from them the time it takes.
   */
  private asSent(script: ScriptView): ScriptView {
    const brief = script.state === 'running' && !this.session.isBusy;
    const state = brief ? (this.sent?.state ?? script.state) : script.state;
    if (!script.problem) {
      return { ...script, state };
    }
    const { title, explanation, file, line } = script.problem;
    return { ...script, state, problem: { title, explanation, file, line } };
  }
}
