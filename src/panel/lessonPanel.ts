import * as vscode from 'vscode';
import type { LearnerEvent } from '../core/lesson/progress.ts';
import type { Section } from '../core/lesson/sections.ts';
import type { Phase } from '../core/training/phase.ts';
import { assertNever } from '../protocol/assertNever.ts';
import { type CommandId, lessonViewType } from '../protocol/ids.ts';
import type { LessonText } from '../protocol/lessonText.ts';
import { parseFromWebview, pictureStart, type ToWebview } from '../protocol/messages.ts';
import type { LessonStrings } from '../protocol/strings.ts';
import type { ReceiptId } from '../session/receiptUri.ts';
import { saveLosses, savePicture } from './exportCurve.ts';
import { type Feed, feeds, mapFeed } from './feed.ts';
import { lessonHtml } from './html.ts';
import { readLessonText } from './lessonText.ts';
import { inOneBuffer } from './oneBuffer.ts';
import type { Shown } from './shown.ts';

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

/**
 * The lesson beside the editor. There is at most one.
 *
 * It shows the session and keeps nothing itself: hidden, its document goes away; shown again, it asks for a snapshot.
 */
export class LessonPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly shown: Shown;
  private readonly feeds: readonly Feed[];
  private readonly map: Feed;
  private readonly extension: vscode.Uri;
  private readonly strings: LessonStrings;
  private readonly text: Promise<LessonText>;
  private readonly actions: PanelActions;
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
  /** Whether the webview has asked for what there is to show. */
  private isReady = false;

  constructor(shown: Shown, extension: vscode.Uri, strings: LessonStrings, actions: PanelActions) {
    const post = (message: ToWebview) => this.post(message);
    this.shown = shown;
    this.feeds = feeds(shown, post);
    this.map = mapFeed(shown, post);
    this.extension = extension;
    this.strings = strings;
    this.text = readLessonText(extension);
    this.actions = actions;
    this.subscriptions = [
      this.closed,
      this.activated,
      ...this.feeds,
      this.map,
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
    this.empty();
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'icon.png');
    panel.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = null;
        this.empty();
        this.closed.fire();
      }
    });
    panel.onDidChangeViewState(() => {
      this.touched = false;
      if (!panel.visible) {
        this.empty();
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

  /** The webview's document is gone, or another. */
  private empty(): void {
    this.isReady = false;
    for (const feed of [...this.feeds, this.map]) {
      feed.end();
    }
  }

  private receive(message: unknown): void {
    const { session, history, rates } = this.shown;
    const intent = parseFromWebview(message);
    if (!intent) {
      console.warn('Day 5: the lesson sent something unknown, ignored.', message);
      return;
    }
    switch (intent.type) {
      case 'ready':
        this.map.end();
        for (const feed of this.feeds) {
          feed.begin();
        }
        this.isReady = true;
        this.sendWanted();
        break;
      case 'run':
        this.actions.run(intent.command);
        break;
      case 'moveTo':
        this.touched = true;
        session.moveTo(intent.position);
        break;
      case 'drawn':
        session.drawn();
        break;
      case 'setSpeed':
        session.setSpeed(intent.speed);
        break;
      case 'showRun':
        session.showRun(intent.run);
        break;
      case 'tryRate':
        this.actions.tryRate(intent.rate);
        break;
      case 'writePhase':
        this.actions.writePhase(intent.phase);
        break;
      case 'trainMap':
        rates.start();
        this.map.begin();
        break;
      case 'clearHistory':
        history.clear();
        break;
      case 'saveLosses':
        if (session.recording) {
          void saveLosses(session.recording, session.script.file ?? 'day5.py');
        }
        break;
      case 'savePicture': {
        const bytes = Buffer.from(intent.picture.slice(pictureStart.length), 'base64');
        void savePicture(bytes, session.script.file ?? 'day5.py');
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

  private sendWanted(): void {
    if (this.isReady && this.wanted) {
      this.post({ type: 'show', section: this.wanted });
      this.wanted = null;
    }
  }

  private post(message: ToWebview): void {
    void this.panel?.webview.postMessage(inOneBuffer(message));
  }
}
