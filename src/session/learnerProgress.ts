import * as vscode from 'vscode';
import type { ScriptRole } from '../core/lesson/attempt.ts';
import { readTicks, ticksOf, withTicks } from '../core/lesson/mergedProgress.ts';
import { advance, noProgress, type Progress, type ProgressEvent } from '../core/lesson/progress.ts';
import type { Execution } from './execution.ts';
import { StoredProgressFile } from './progressFile.ts';
import { ProgressStore, type StoreTrouble } from './progressStore.ts';
import { isReceipt } from './receiptUri.ts';
import type { Session } from './session.ts';

/** What is done and when, without the evidence: it travels to the learner's other machines. */
const ticksKey = 'day5.ticks';

/** Scripts, as far as they are the lesson's. */
export interface KnownScripts {
  roleOf(uri: string): ScriptRole;
  /** Whether a text is that of the finished loop, unchanged. */
  isReferenceText(text: string): Promise<boolean>;
}

/**
 * The one owner of what the learner has done of the day. It hears of every execution, and of what is done in the lesson.
 *
 * It is saved in a file of the extension's storage. A memento keeps the ticks alone, to be synced: in some hosts it stays in the
 * browser's profile.
 */
export class LearnerProgress implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something has been done, or undone. */
  readonly onDidChange = this.changed.event;
  private readonly scripts: KnownScripts;
  private readonly memento: vscode.Memento;
  private readonly file: StoredProgressFile;
  private readonly store: ProgressStore;
  private readonly subscription: vscode.Disposable;
  private now: Progress = noProgress;
  /** Resolves when what was saved is known. */
  readonly ready: Promise<void>;

  constructor(
    session: Session,
    scripts: KnownScripts,
    {
      globalStorageUri,
      globalState,
    }: {
      readonly globalStorageUri: vscode.Uri;
      readonly globalState: vscode.Memento & { setKeysForSync(keys: readonly string[]): void };
    },
  ) {
    this.scripts = scripts;
    this.memento = globalState;
    globalState.setKeysForSync([ticksKey]);
    this.file = new StoredProgressFile(globalStorageUri);
    this.store = new ProgressStore(this.file, {
      get: () => this.now,
      take: (progress) => this.take(progress),
      tell: (trouble) => void tell(trouble),
    });
    this.subscription = vscode.Disposable.from(
      session.onDidEnd((execution) => void this.learnFrom(execution)),
      this.file.onDidChange(() => void this.store.sync()),
      // Not every file system tells of changes.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          void this.store.sync();
        }
      }),
    );
    this.ready = this.file
      .watch()
      .then(() => this.store.sync())
      .then(() => this.take(this.now));
  }

  get progress(): Progress {
    return this.now;
  }

  /** Whether the learner may be told what was found in the runs of a file: the bug of the hunt is theirs to find. */
  tells(uri: string): boolean {
    return this.scripts.roleOf(uri) !== 'hunt' || this.now.hunt.caught;
  }

  /** Takes up what has happened, at once. Resolves when it is saved, or cannot be. */
  note(event: ProgressEvent): Promise<void> {
    this.take(advance(this.now, event));
    return this.store.sync();
  }

  /** Begins anew, in every window, and on the learner's other machines. Resolves when that is saved. */
  async reset(): Promise<void> {
    this.take({ ...noProgress, since: Date.now() });
    await this.store.sync();
  }

  dispose(): void {
    this.subscription.dispose();
    this.store.dispose();
    this.file.dispose();
    this.changed.dispose();
  }

  private take(progress: Progress): void {
    const next = withTicks(progress, readTicks(this.memento.get(ticksKey)));
    if (next === this.now) {
      return;
    }
    this.now = next;
    const ticks = ticksOf(next);
    if (JSON.stringify(ticks) !== JSON.stringify(this.memento.get(ticksKey))) {
      void this.memento.update(ticksKey, ticks);
    }
    this.changed.fire();
  }

  private async learnFrom(execution: Execution): Promise<void> {
    const { source, seed, printed, recordings, findings, siblings, cause } = execution;
    const { file, text, uri } = source;
    if (!execution.isGood || cause === 'traced' || isReceipt(uri)) {
      return;
    }
    const at = Date.now();
    const role = this.scripts.roleOf(uri);
    const isCopy = role === 'own' && (await this.scripts.isReferenceText(text).catch(() => false));
    await this.ready;
    const attempt = { role, file, text, siblings, isCopy, seed, printed, recordings, findings };
    await this.note({ type: 'attempt', attempt, at });
  }
}

/** Says what became of what was saved. */
async function tell(trouble: StoreTrouble): Promise<void> {
  const { t } = vscode.l10n;
  switch (trouble.kind) {
    case 'damaged':
      await vscode.window.showWarningMessage(
        t('Your Day 5 progress could not be read, so it begins anew; the file is kept as {0}.', trouble.name),
      );
      return;
    case 'newer':
      await vscode.window.showWarningMessage(
        t(
          'Your Day 5 progress was saved by a later version of this extension. It is left as it is; what you do now is not saved.',
        ),
      );
      return;
    case 'unsaved':
      await vscode.window.showWarningMessage(
        t(
          'Your Day 5 progress cannot be saved at the moment ({0}). Nothing is lost while this window is open, and saving is tried again.',
          trouble.reason,
        ),
      );
  }
}
