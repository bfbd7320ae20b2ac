import * as vscode from 'vscode';
import type { Recording } from '../core/training/recording.ts';
import { assertNever } from '../protocol/assertNever.ts';
import { type CommandId, lessonViewType } from '../protocol/ids.ts';
import { parseFromWebview, type ToWebview } from '../protocol/messages.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import { encodeStart, encodeStops } from '../protocol/wire.ts';
import type { Session } from '../session/session.ts';
import { lessonHtml } from './html.ts';

/**
 * The lesson beside the editor. There is at most one.
 *
 * It shows the session and keeps nothing itself: hidden, its document goes away; shown again, it asks for a snapshot.
 */
export class LessonPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly session: Session;
  private readonly extension: vscode.Uri;
  private readonly strings: LessonStrings;
  private readonly run: (command: CommandId) => void;
  private readonly closed = new vscode.EventEmitter<void>();
  /** The learner has closed the lesson. */
  readonly onDidClose = this.closed.event;
  private readonly subscriptions: readonly vscode.Disposable[];
  private panel: vscode.WebviewPanel | null = null;
  private revision = 0;
  /** What the webview holds: so many stops of this recording. Null until it asks for a snapshot. */
  private sent: { readonly recording: Recording; stops: number } | null = null;

  /** `run`: carries out a command that the learner gives in the lesson. */
  constructor(
    session: Session,
    extension: vscode.Uri,
    strings: LessonStrings,
    run: (command: CommandId) => void,
  ) {
    this.session = session;
    this.extension = extension;
    this.strings = strings;
    this.run = run;
    this.subscriptions = [
      this.closed,
      session.onDidChange(() => this.update()),
      vscode.window.registerWebviewPanelSerializer(lessonViewType, this),
    ];
  }

  /** Whether there is a lesson, on the screen or behind another tab. */
  get isOpen(): boolean {
    return this.panel !== null;
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
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel) {
      panel.dispose();
      return;
    }
    this.session.open();
    panel.webview.options = this.options();
    this.adopt(panel);
  }

  /** The panel itself stays: when the extension comes back, its serializer brings the lesson back into it. */
  dispose(): void {
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
      if (!panel.visible) {
        this.sent = null;
      }
    });
    panel.webview.onDidReceiveMessage((message) => this.receive(message));
    panel.webview.html = lessonHtml(panel.webview, this.extension, this.strings);
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
        break;
      case 'run':
        this.run(intent.command);
        break;
      case 'moveTo':
        this.session.moveTo(intent.position);
        break;
      case 'setSpeed':
        this.session.setSpeed(intent.speed);
        break;
      default:
        assertNever(intent);
    }
  }

  private update(): void {
    const { recording, view } = this.session;
    if (!recording || !this.sent) {
      return;
    }
    if (this.sent.recording !== recording) {
      this.snapshot();
      return;
    }
    const stops = encodeStops(recording, this.sent.stops);
    this.sent.stops = recording.stops.length;
    this.post({ type: 'delta', revision: ++this.revision, stops, outcome: recording.outcome, view });
  }

  private snapshot(): void {
    const { recording, view } = this.session;
    if (!recording) {
      return;
    }
    this.sent = { recording, stops: recording.stops.length };
    this.post({
      type: 'snapshot',
      revision: ++this.revision,
      start: encodeStart(recording),
      stops: encodeStops(recording, 0),
      outcome: recording.outcome,
      view,
    });
  }

  private post(message: ToWebview): void {
    void this.panel?.webview.postMessage(message);
  }
}
