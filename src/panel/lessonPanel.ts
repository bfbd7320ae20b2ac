import * as vscode from 'vscode';
import { type LearnerEvent, type Progress, withoutTexts } from '../core/lesson/progress.ts';
import { type Section, sectionOf } from '../core/lesson/sections.ts';
import type { Phase } from '../core/training/phase.ts';
import type { Recording } from '../core/training/recording.ts';
import { assertNever } from '../protocol/assertNever.ts';
import { type CommandId, lessonViewType } from '../protocol/ids.ts';
import type { LessonText } from '../protocol/lessonText.ts';
import {
  type FindingView,
  parseFromWebview,
  pictureStart,
  type ScriptState,
  type ScriptView,
  type ToWebview,
} from '../protocol/messages.ts';
import type { PastRun } from '../protocol/pastRun.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import { encodeStart, encodeStops } from '../protocol/wire.ts';
import { sentencesFor, titleFor } from '../session/findingWords.ts';
import type { ReceiptId } from '../session/receiptUri.ts';
import { lossesOf } from '../session/runView.ts';
import type { Session } from '../session/session.ts';
import type { ShownFindings } from '../session/shownFindings.ts';
import type { RateSweep } from '../session/sweep/rateSweep.ts';
import { saveLosses, savePicture } from './exportCurve.ts';
import { HistoryFeed } from './historyFeed.ts';
import { lessonHtml } from './html.ts';
import { readLessonText } from './lessonText.ts';

/** The shortest time between two messages about a run that grows, in milliseconds. */
const growthInterval = 50;

/** How many stops are sent at once; the rest follows after whatever else the extension host has to do. */
const portion = 1000;

const none = new Float64Array();

/** What the lesson leaves to others. */
export interface PanelActions {
  /** Opens the session. */
  open(): void;
  /** Carries out a command that the learner gives in the lesson. */
  run(command: CommandId): void;
  /** Goes to the line of the problem in the editor. */
  goToProblem(): void;
  /** Repeats what a receipt keeps. */
  replay(receipt: ReceiptId): void;
  /** Goes back from a receipt to the learner's own script. */
  backToScript(): void;
  /** Writes a learning rate into the learner's file. */
  tryRate(rate: number): void;
  /** Writes one way to do a phase into the learner's file. */
  writePhase(phase: Phase): void;
  /** Goes to where a finding is seen, by its place among those that are shown. */
  showFinding(index: number): void;
  /** Takes up what the learner has done in the lesson. */
  note(event: LearnerEvent): void;
}

/** What the learner has done of the day, to be shown. */
export interface ShownProgress {
  readonly progress: Progress;
  readonly onDidChange: vscode.Event<void>;
}

/** The runs to compare with. */
export interface ShownHistory {
  readonly runs: readonly PastRun[];
  readonly onDidChange: vscode.Event<void>;
  clear(): void;
}

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

/**
 * The lesson beside the editor. There is at most one.
 *
 * It shows the session and keeps nothing itself: hidden, its document goes away; shown again, it asks for a snapshot.
 */
export class LessonPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly session: Session;
  private readonly extension: vscode.Uri;
  private readonly strings: LessonStrings;
  private readonly text: Promise<LessonText>;
  private readonly actions: PanelActions;
  private readonly learner: ShownProgress;
  private readonly findings: ShownFindings;
  private readonly history: ShownHistory;
  private readonly rates: RateSweep;
  /** How many rows of the map the webview holds; null until it asks for them. */
  private mapSent: number | null = null;
  private readonly historyFeed = new HistoryFeed();
  private readonly closed = new vscode.EventEmitter<void>();
  /** The learner has closed the lesson. */
  readonly onDidClose = this.closed.event;
  private readonly activated = new vscode.EventEmitter<void>();
  /** {@link isActive} has changed, or may have. */
  readonly onDidChangeActive = this.activated.event;
  private readonly subscriptions: readonly vscode.Disposable[];
  private panel: vscode.WebviewPanel | null = null;
  /** The section that is to be shown as soon as there is a document. */
  private wanted: Section | null = null;
  /** Whether the learner has moved the cursor here since VS Code last said what is active. */
  private touched = false;
  private revision = 0;
  /** What the webview holds. Null until it asks for a snapshot. */
  private sent: Sent | null = null;
  private sentAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private rest: NodeJS.Immediate | undefined;

  constructor(
    session: Session,
    learner: ShownProgress,
    findings: ShownFindings,
    history: ShownHistory,
    rates: RateSweep,
    extension: vscode.Uri,
    strings: LessonStrings,
    actions: PanelActions,
  ) {
    this.session = session;
    this.learner = learner;
    this.findings = findings;
    this.history = history;
    this.rates = rates;
    this.extension = extension;
    this.strings = strings;
    this.text = readLessonText(extension);
    this.actions = actions;
    this.subscriptions = [
      this.closed,
      this.activated,
      session.onDidChange(() => this.update()),
      learner.onDidChange(() => this.sendProgress()),
      findings.onDidChange(() => this.sendFindings()),
      history.onDidChange(() => this.sendHistory()),
      rates.onDidGrow(() => this.sendMap()),
      vscode.window.registerWebviewPanelSerializer(lessonViewType, this),
    ];
  }

  /** Whether there is a lesson, on the screen or behind another tab. */
  get isOpen(): boolean {
    return this.panel !== null;
  }

  /** Whether the lesson is what is worked in, and not an editor beside it. What is done in it may be known sooner. */
  get isActive(): boolean {
    return this.touched || (this.panel?.active ?? false);
  }

  /** Gives the focus back to the lesson, to the control that had it. */
  refocus(): void {
    this.panel?.reveal();
    this.post({ type: 'focus' });
  }

  /** Brings a section of the lesson into sight, with the focus on its heading. */
  showSection(section: Section): void {
    this.wanted = section;
    this.panel?.reveal();
    this.sendWanted();
  }

  /** Shows the lesson where it is, but never in the group of the file: beside it. The editor keeps the focus. */
  show(fileColumn: vscode.ViewColumn | undefined): void {
    const beside = fileColumn === undefined ? vscode.ViewColumn.Active : fileColumn + 1;
    if (this.panel) {
      this.panel.reveal(this.panel.viewColumn === fileColumn ? beside : undefined, true);
      return;
    }
    this.adopt(
      vscode.window.createWebviewPanel(
        lessonViewType,
        vscode.l10n.t('Day 5'),
        { viewColumn: beside, preserveFocus: true },
        this.options(),
      ),
    );
    if (fileColumn !== undefined && vscode.window.tabGroups.all.length === 1) {
      // Values stand after the file's lines: it gets a little more room than the lesson.
      const layout = { orientation: 0, groups: [{ size: 0.58 }, { size: 0.42 }] };
      void vscode.commands.executeCommand('vscode.setEditorLayout', layout);
    }
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel) {
      panel.dispose();
      return;
    }
    this.actions.open();
    panel.webview.options = this.options();
    this.adopt(panel);
  }

  /** The panel itself stays: when the extension comes back, its serializer brings the lesson back into it. */
  dispose(): void {
    clearTimeout(this.timer);
    clearImmediate(this.rest);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private options(): vscode.WebviewPanelOptions & vscode.WebviewOptions {
    return {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.extension, 'out', 'webview')],
    };
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.sent = null;
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'icon.png');
    panel.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = null;
        this.sent = null;
        this.closed.fire();
      }
    });
    panel.onDidChangeViewState(() => {
      this.touched = false;
      if (!panel.visible) {
        this.sent = null;
      }
      this.activated.fire();
    });
    panel.webview.onDidReceiveMessage((message) => this.receive(message));
    this.fill(panel).catch(console.error);
  }

  private async fill({ webview }: vscode.WebviewPanel): Promise<void> {
    const text = await this.text;
    // It may have been closed meanwhile.
    if (this.panel?.webview === webview) {
      webview.html = lessonHtml(webview, this.extension, this.strings, text);
    }
  }

  private receive(message: unknown): void {
    const intent = parseFromWebview(message);
    if (!intent) {
      console.warn('Day 5: the lesson sent something unknown, ignored.', message);
      return;
    }
    switch (intent.type) {
      case 'ready':
        this.snapshot();
        this.sendProgress();
        this.sendFindings();
        this.historyFeed.forget();
        this.mapSent = null;
        this.sendHistory();
        this.sendWanted();
        break;
      case 'run':
        this.actions.run(intent.command);
        break;
      case 'moveTo':
        this.touched = true;
        this.session.moveTo(intent.position);
        break;
      case 'drawn':
        this.session.drawn();
        break;
      case 'setSpeed':
        this.session.setSpeed(intent.speed);
        break;
      case 'showRun':
        this.session.showRun(intent.run);
        break;
      case 'tryRate':
        this.actions.tryRate(intent.rate);
        break;
      case 'writePhase':
        this.actions.writePhase(intent.phase);
        break;
      case 'trainMap':
        this.mapSent = 0;
        this.rates.start();
        this.sendMap();
        break;
      case 'clearHistory':
        this.history.clear();
        break;
      case 'saveLosses':
        if (this.session.recording) {
          void saveLosses(this.session.recording, this.session.script.file ?? 'day5.py');
        }
        break;
      case 'savePicture': {
        const bytes = Buffer.from(intent.picture.slice(pictureStart.length), 'base64');
        void savePicture(bytes, this.session.script.file ?? 'day5.py');
        break;
      }
      case 'showFinding':
        this.actions.showFinding(intent.finding);
        break;
      case 'learner':
        this.actions.note(intent.event);
        break;
      case 'replay':
        this.actions.replay(intent);
        break;
      case 'backToScript':
        this.actions.backToScript();
        break;
      case 'goToProblem':
        this.actions.goToProblem();
        break;
      default:
        assertNever(intent);
    }
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

  private sendMap(): void {
    if (this.mapSent !== null && this.rates.rows.length > this.mapSent) {
      this.post({ type: 'map', rows: this.rates.rows.slice(this.mapSent), from: this.mapSent });
      this.mapSent = this.rates.rows.length;
    }
  }

  private sendHistory(): void {
    if (this.sent) {
      this.post(this.historyFeed.next(this.history.runs));
    }
  }

  private sendProgress(): void {
    if (this.sent) {
      this.post({ type: 'progress', progress: withoutTexts(this.learner.progress) });
    }
  }

  private sendFindings(): void {
    if (this.sent) {
      const findings = this.findings.all.map((finding): FindingView => {
        const { code, severity, line, step } = finding;
        const words = { title: titleFor(finding), sentences: sentencesFor(finding) };
        return { code, severity, line, step, ...words, section: sectionOf[code] };
      });
      this.post({ type: 'findings', findings });
    }
  }

  private sendWanted(): void {
    if (this.sent && this.wanted) {
      this.post({ type: 'show', section: this.wanted });
      this.wanted = null;
    }
  }

  private post(message: ToWebview): void {
    void this.panel?.webview.postMessage(message);
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
