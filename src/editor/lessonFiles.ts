import * as vscode from 'vscode';
import type { ScriptRole } from '../core/lesson/attempt.ts';
import { type LessonFileName, lessonFileNames } from '../core/lesson/fileNames.ts';
import { loopLine } from '../core/lesson/loopLine.ts';
import { gapFor } from '../core/lesson/oneWay.ts';
import { isSameCode, isSameText } from '../core/lesson/sameText.ts';
import { contextKeys } from '../protocol/ids.ts';
import { isReceipt } from '../session/receiptUri.ts';
import {
  nothingRemembered,
  parseRememberedFiles,
  type RememberedFiles,
  withAdded,
} from './rememberedFiles.ts';
import { siblingsOf } from './siblings.ts';
import { exists, folderOf, isSame, isTaken, nameOf, readText, tabsOf, writeText } from './textFiles.ts';

/**
 * The lesson's Python files: where they are, and that they are there.
 *
 * `day5.py`, `reference.py`, `bug_hunt.py` and the `micrograd.py` that they import are in the extension's storage, or where the learner
 * has saved them to; any other Python file can be added. What was chosen is remembered in a file of that storage and not
 * in a memento: mementos stay in the browser's profile in some hosts, where the files themselves are not.
 */
export class LessonFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Other files belong to the lesson now. */
  readonly onDidChangeFiles = this.changed.event;
  /** Resolves when what was remembered is known; until then, the lesson's files are those in the storage. */
  readonly ready: Promise<void>;
  private readonly storage: vscode.Uri;
  /** Where the lesson's own files are until the learner saves them elsewhere. */
  private readonly home: vscode.Uri;
  private readonly media: vscode.Uri;
  private readonly originals = new Map<string, string>();
  private saved: RememberedFiles['saved'] = {};
  private scripts: ReadonlySet<string> = new Set();

  constructor(context: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'extensionUri'>) {
    this.storage = context.globalStorageUri;
    this.home = vscode.Uri.joinPath(this.storage, 'lesson');
    this.media = vscode.Uri.joinPath(context.extensionUri, 'media', 'lesson');
    this.apply(nothingRemembered);
    this.ready = this.recall().then((remembered) => {
      this.apply(remembered);
      this.changed.fire();
    });
  }

  /** The learner's own loop. */
  get day5(): vscode.Uri {
    return this.locate('day5.py');
  }

  /** The full training loop, for whoever wants to watch first. */
  get reference(): vscode.Uri {
    return this.locate('reference.py');
  }

  /** The loop with a bug in it. */
  get bugHunt(): vscode.Uri {
    return this.locate('bug_hunt.py');
  }

  /** What a script is to the lesson. */
  roleOf(uri: string): ScriptRole {
    return uri === this.bugHunt.toString() ? 'hunt' : uri === this.reference.toString() ? 'reference' : 'own';
  }

  /** Where one of the lesson's own files is. */
  locate(name: LessonFileName): vscode.Uri {
    const saved = this.saved[name];
    return saved ? vscode.Uri.parse(saved) : vscode.Uri.joinPath(this.home, name);
  }

  /** Whether a document is a script of the lesson. `micrograd.py` is none: it is there to be imported. */
  has(uri: vscode.Uri): boolean {
    return this.scripts.has(uri.toString());
  }

  /** Whether a document can show a run: a script of the lesson, or one that a receipt keeps. */
  shows(uri: vscode.Uri): boolean {
    return this.has(uri) || isReceipt(uri.toString());
  }

  /** Whether a text is that of the reference loop as it was created. */
  async isReferenceText(text: string): Promise<boolean> {
    return isSameCode(text, await this.original('reference.py'));
  }

  /** The group in which a lesson file is open; undefined where none is. */
  get group(): vscode.TabGroup | undefined {
    return vscode.window.tabGroups.all.find((group) =>
      group.tabs.some(({ input }) => input instanceof vscode.TabInputText && this.has(input.uri)),
    );
  }

  /** The lesson's file that has a tab, first the one that is on top. */
  private get inTabs(): vscode.Uri | undefined {
    const { group } = this;
    const tabs = group ? [...(group.activeTab ? [group.activeTab] : []), ...group.tabs] : [];
    return tabs
      .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []))
      .find((uri) => this.has(uri));
  }

  /** A script as it is to be run: its text, saved or not, and the modules beside it. */
  sourceOf(document: vscode.TextDocument): {
    readonly uri: string;
    readonly file: string;
    readonly role: ScriptRole;
    readonly text: string;
    siblings(): Promise<Readonly<Record<string, string>>>;
  } {
    const text = document.getText();
    let siblings: Promise<Readonly<Record<string, string>>> | undefined;
    return {
      uri: document.uri.toString(),
      file: nameOf(document.uri),
      role: this.roleOf(document.uri.toString()),
      text,
      siblings: () => {
        siblings ??= this.siblings(document.uri, text);
        return siblings;
      },
    };
  }

  /**
   * Shows the lesson's file that is open; where none is, the learner's own. Creates the files that are missing. Returns the
   * group it is in.
   */
  async show(): Promise<vscode.ViewColumn | undefined> {
    await this.create();
    return this.reveal(this.inTabs ?? this.day5);
  }

  /** Shows the reference loop; creates the files that are missing. Returns the group it is in. */
  async showReference(): Promise<vscode.ViewColumn | undefined> {
    await this.create();
    return this.reveal(this.reference);
  }

  /** Shows the learner's own loop; creates the files that are missing. Returns the group it is in. */
  async showDay5(): Promise<vscode.ViewColumn | undefined> {
    await this.create();
    return this.reveal(this.day5);
  }

  /** Shows the loop with a bug in it; creates the files that are missing. Returns the group it is in. */
  async showBugHunt(): Promise<vscode.ViewColumn | undefined> {
    await this.create();
    return this.reveal(this.bugHunt);
  }

  /**
   * Shows a file where it is open, else beside the other lesson files, else in the first group. In a loop that is still to be
   * written the caret stands where it begins.
   */
  async reveal(file: vscode.Uri): Promise<vscode.ViewColumn | undefined> {
    const group = tabsOf(file)[0]?.group;
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: (group ?? this.group)?.viewColumn ?? vscode.ViewColumn.One,
      preview: false,
    });
    const text = document.getText();
    if (!group && isSameCode(text, await this.original('day5.py'))) {
      const line = gapFor('forward', text.split(/\r?\n/))?.before ?? 0;
      const { end } = document.lineAt(line).range;
      editor.selection = new vscode.Selection(end, end);
    }
    const loop = loopLine(text);
    if (!group && loop) {
      // A fresh editor: the loop is what the lesson is about, and the controls stand above it.
      const range = new vscode.Range(Math.max(0, loop - 4), 0, loop - 1, 0);
      editor.revealRange(range, vscode.TextEditorRevealType.AtTop);
    }
    return editor.viewColumn;
  }

  /** Creates the files that are missing. One that is there, or open with edits to be saved, is never written to. */
  async create(): Promise<void> {
    await this.ready;
    await this.returnFromLostFolder();
    for (const name of lessonFileNames) {
      const file = this.locate(name);
      if (!(await isTaken(file))) {
        await vscode.workspace.fs.createDirectory(folderOf(file));
        await writeText(file, await this.original(name));
      }
    }
  }

  /** Adds a script. Rejects when that cannot be remembered; in this window it holds all the same. */
  async add(script: vscode.Uri): Promise<void> {
    await this.change((remembered) => withAdded(remembered, script.toString()));
  }

  /** Goes on with the lesson's own files elsewhere. Rejects when that cannot be remembered, as {@link add} does. */
  async goTo(places: ReadonlyMap<LessonFileName, vscode.Uri>): Promise<void> {
    const saved = Object.fromEntries([...places].map(([name, file]) => [name, file.toString()]));
    await this.change((remembered) => ({ ...remembered, saved }));
  }

  /** Whether the learner has changed a lesson file since it was created. */
  async isEdited(document: vscode.TextDocument): Promise<boolean> {
    const original = await this.originalOf(document.uri);
    return original !== undefined && !isSameText(document.getText(), original);
  }

  /** The text that one of the lesson's own files had when it was created; undefined for any other file. */
  async originalOf(file: vscode.Uri): Promise<string | undefined> {
    const name = lessonFileNames.find((each) => isSame(this.locate(each), file));
    return name && this.original(name);
  }

  /** The text of one of the lesson's own files, saved or not; where it is missing, the one it would be created with. */
  async textOf(name: LessonFileName): Promise<string> {
    const file = this.locate(name);
    return (await isTaken(file)) ? readText(file) : this.original(name);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async siblings(script: vscode.Uri, text: string): Promise<Readonly<Record<string, string>>> {
    return siblingsOf(script, text, await this.original('micrograd.py'));
  }

  private async original(name: LessonFileName): Promise<string> {
    const text = this.originals.get(name) ?? (await readText(vscode.Uri.joinPath(this.media, name)));
    this.originals.set(name, text);
    return text;
  }

  /**
   * Back to the files in the storage when the folder that the learner has chosen is gone. It stays remembered: it may be
   * on a disk that will be there the next time.
   */
  private async returnFromLostFolder(): Promise<void> {
    const folder = folderOf(this.day5);
    // What cannot be looked at is as good as gone.
    if (!isSame(folder, this.home) && !(await exists(folder).catch(() => false))) {
      const { added } = await this.recall();
      this.apply({ ...nothingRemembered, added });
      this.changed.fire();
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The folder {0} is not there, so the lesson opens files of its own.', folder.fsPath),
      );
    }
  }

  private async change(change: (remembered: RememberedFiles) => RememberedFiles): Promise<void> {
    await this.ready;
    // Another window may have changed it since.
    const remembered = change(await this.recall());
    this.apply(remembered);
    this.changed.fire();
    await vscode.workspace.fs.createDirectory(this.storage);
    await writeText(this.memory, JSON.stringify(remembered, null, 2));
  }

  private async recall(): Promise<RememberedFiles> {
    try {
      return parseRememberedFiles(await readText(this.memory));
    } catch {
      // Nothing has been remembered yet, or it cannot be read: the lesson goes on with its own files.
      return nothingRemembered;
    }
  }

  private get memory(): vscode.Uri {
    return vscode.Uri.joinPath(this.storage, 'files.json');
  }

  private apply({ saved, added }: RememberedFiles): void {
    this.saved = saved;
    const scripts = [this.day5, this.reference, this.bugHunt, ...added.map((uri) => vscode.Uri.parse(uri))];
    this.scripts = new Set(scripts.map(String));
    // `resourcePath` in a `when` clause is the path as the file system writes it, or the URI's for other schemes.
    const paths = (uris: readonly vscode.Uri[]) => [
      ...new Set(uris.flatMap((uri) => [uri.fsPath, uri.path])),
    ];
    void vscode.commands.executeCommand('setContext', contextKeys.lessonFiles, paths(scripts));
    void vscode.commands.executeCommand('setContext', contextKeys.huntFile, paths([this.bugHunt]));
  }
}
