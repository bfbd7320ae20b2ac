import * as vscode from 'vscode';
import type { Receipt } from '../core/lesson/receipt.ts';
import type { LearnerProgress } from '../session/learnerProgress.ts';
import { isReceipt, type ReceiptId, receiptIn, receiptScheme, receiptUri } from '../session/receiptUri.ts';
import type { Session } from '../session/session.ts';
import type { LessonFiles } from './lessonFiles.ts';
import type { LessonScripts } from './lessonScripts.ts';

/**
 * Shows what receipts keep: the script as a read-only document among the lesson's files, its run in the lesson, at the place that
 * counts. The learner's files are not touched.
 */
export class Receipts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly session: Session;
  private readonly learner: LearnerProgress;
  private readonly files: LessonFiles;
  private readonly scripts: LessonScripts;
  private readonly subscription: vscode.Disposable;
  /** The learner's script that was followed before. */
  private before: string | null = null;

  constructor(session: Session, learner: LearnerProgress, files: LessonFiles, scripts: LessonScripts) {
    this.session = session;
    this.learner = learner;
    this.files = files;
    this.scripts = scripts;
    this.subscription = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(receiptScheme, this),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.closed(closed)),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    await this.learner.ready;
    const id = receiptIn(uri.toString());
    return (id && this.find(id)?.text) ?? `# ${vscode.l10n.t('This receipt is gone: progress was reset.')}\n`;
  }

  /** Shows a receipt's script and repeats its run, at the place that shows what it is a receipt for. */
  async replay(id: ReceiptId): Promise<void> {
    const receipt = this.find(id);
    if (!receipt) {
      return;
    }
    const { at, file, text, line, siblings = {} } = receipt;
    const name = file.replace(/(\.py)?$/, ` (${vscode.l10n.t('receipt')})$1`);
    const uri = vscode.Uri.parse(receiptUri(id, at, name));
    await vscode.window.showTextDocument(uri, {
      viewColumn: this.files.group?.viewColumn ?? vscode.ViewColumn.One,
      preserveFocus: true,
      preview: true,
      ...(line === null ? {} : { selection: new vscode.Range(line - 1, 0, line - 1, 0) }),
    });
    if (siblings === null) {
      say(
        vscode.l10n.t(
          'This receipt cannot be repeated: the files that its script imports were too large to be kept.',
        ),
      );
      return;
    }
    if (!vscode.workspace.isTrusted) {
      say(vscode.l10n.t('In Restricted Mode no Python file runs, so the receipt is shown and not repeated.'));
      return;
    }
    const { followed } = this.session;
    if (followed && !isReceipt(followed)) {
      this.before = followed;
    }
    await this.session.replay({ uri: uri.toString(), file, text, siblings: async () => siblings }, receipt);
  }

  /** Goes back to the learner's own script. */
  async back(): Promise<void> {
    const file = this.before ? vscode.Uri.parse(this.before) : this.files.day5;
    const tabs = receiptTabs();
    await this.files.reveal(file);
    await this.scripts.runFile(file);
    await vscode.window.tabGroups.close(tabs);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private find({ deliverable, rate }: ReceiptId): Receipt | undefined {
    const { receipts, rates } = this.learner.progress;
    return rate === null ? receipts[deliverable] : rates.find((each) => each.rate === rate);
  }

  /** Whoever closes the receipt is done with it. */
  private closed(tabs: readonly vscode.Tab[]): void {
    const { followed } = this.session;
    if (followed && isReceipt(followed) && receiptTabs(tabs).length > 0 && receiptTabs().length === 0) {
      this.back().catch(console.error);
    }
  }
}

/** Of some tabs, or of all, those that show a receipt. */
function receiptTabs(
  tabs: readonly vscode.Tab[] = vscode.window.tabGroups.all.flatMap((group) => group.tabs),
): vscode.Tab[] {
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === receiptScheme,
  );
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
