import * as vscode from 'vscode';
import { backupName, type LessonFileName, lessonFileNames, numberedName } from '../core/lesson/fileNames.ts';
import { isSameText } from '../core/lesson/sameText.ts';
import { commands } from '../protocol/ids.ts';
import type { LessonFiles } from './lessonFiles.ts';
import {
  firstFree,
  folderOf,
  isSame,
  isTaken,
  nameOf,
  openDocument,
  readText,
  tabsOf,
  writeText,
} from './textFiles.ts';

/**
 * The commands on the lesson's files. Menus pass the URI of a file. A keybinding, or a test, may answer a question in
 * advance: **Save My Day 5 Files To…** takes `{ "folder": "file:///…" }` and keeps both where names meet, **Reset This
 * File** takes `{ "confirmed": true }`.
 */
export function fileCommandHandlers(files: LessonFiles) {
  return {
    [commands.saveFiles]: async (argument?: unknown) => {
      const { folder } = answers(argument);
      await saveFilesTo(files, typeof folder === 'string' ? vscode.Uri.parse(folder) : undefined);
    },
    [commands.useFile]: async (argument?: unknown) => {
      await useFile(files, argument instanceof vscode.Uri ? argument : undefined);
    },
    [commands.resetFile]: async (argument?: unknown) => {
      const { confirmed } = answers(argument);
      await resetFile(files, argument instanceof vscode.Uri ? argument : undefined, confirmed === true);
    },
  };
}

function answers(argument: unknown): Readonly<Record<string, unknown>> {
  return typeof argument === 'object' && !(argument instanceof vscode.Uri) ? { ...argument } : {};
}

/** One of the lesson's own files on its way to another folder. */
interface Copy {
  readonly name: LessonFileName;
  readonly text: string;
  /** The same text is there already. */
  readonly isThere: boolean;
  /** Another text has its name there. */
  readonly needsNumber: boolean;
}

/**
 * Copies the lesson's own files, with what is not saved yet, to a folder, and goes on there. What is there is never
 * overwritten: where a name is taken, the copy gets a number. `folder` answers both questions; without it they are asked.
 */
export async function saveFilesTo(files: LessonFiles, folder?: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const target = folder ?? (await askForFolder());
  if (!target) {
    return;
  }
  await files.ready;
  if (isSame(target, folderOf(files.day5))) {
    await isShown(files, files.day5);
    return;
  }
  const places = await orSay(
    () => copyTo(files, target, folder !== undefined),
    t('The files cannot be saved to {0}, and yours stay where they are', target.fsPath),
  );
  if (places) {
    await goOnIn(files, places);
  }
}

/** Returns where the copies are; undefined when the learner would rather not. */
async function copyTo(
  files: LessonFiles,
  folder: vscode.Uri,
  keepBoth: boolean,
): Promise<ReadonlyMap<LessonFileName, vscode.Uri> | undefined> {
  const copies = await Promise.all(lessonFileNames.map((name) => planCopy(files, name, folder)));
  const taken = copies.filter(({ needsNumber }) => needsNumber).map(({ name }) => name);
  if (taken.length > 0 && !keepBoth && !(await askToKeepBoth(taken))) {
    return undefined;
  }
  const places = new Map<LessonFileName, vscode.Uri>();
  for (const { name, text, isThere, needsNumber } of copies) {
    const file = needsNumber
      ? await firstFree(folder, 2, (k) => numberedName(name, k))
      : vscode.Uri.joinPath(folder, name);
    if (!isThere) {
      await writeText(file, text);
    }
    places.set(name, file);
  }
  return places;
}

async function planCopy(files: LessonFiles, name: LessonFileName, folder: vscode.Uri): Promise<Copy> {
  const text = await files.textOf(name);
  const target = vscode.Uri.joinPath(folder, name);
  if (!(await isTaken(target))) {
    return { name, text, isThere: false, needsNumber: false };
  }
  const isThere = isSameText(await readText(target), text);
  return { name, text, isThere, needsNumber: !isThere };
}

/** Shows the copy of the learner's loop in place of the file it was made from. */
async function goOnIn(files: LessonFiles, places: ReadonlyMap<LessonFileName, vscode.Uri>): Promise<void> {
  const { t } = vscode.l10n;
  const stay = new Set([...places.values()].map(String));
  const left = lessonFileNames.map((name) => files.locate(name)).filter((file) => !stay.has(file.toString()));
  const day5 = places.get('day5.py') ?? files.day5;
  // The new before the old: the lesson stays open as long as one of its files is.
  if (!(await isShown(files, day5))) {
    return;
  }
  await orSay(
    () => files.goTo(places),
    t('The lesson goes on with {0}, but cannot remember it beyond this window', day5.fsPath),
  );
  for (const file of left) {
    // Two files of one name, only one of which is the lesson's, would be a trap. What was not saved has travelled; it is
    // saved here too, so that closing loses nothing.
    const document = openDocument(file);
    if (!document?.isDirty || (await saved(document))) {
      await vscode.window.tabGroups.close(tabsOf(file));
    }
  }
}

/**
 * Adds a Python file to the lesson and shows it; without `uri`, the one that is looked at. Returns the file, or undefined
 * where there is none to add.
 */
export async function useFile(files: LessonFiles, uri?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const file = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!file || !isPython(file)) {
    say(t('Open the Python file that the lesson is to use, then run this command again.'));
    return undefined;
  }
  if (file.scheme === 'untitled') {
    say(t('Save this file first: the lesson finds it again by its place.'));
    return undefined;
  }
  if (!(await isShown(files, file))) {
    return undefined;
  }
  await files.ready;
  if (!files.has(file)) {
    await orSay(
      () => files.add(file),
      t('The lesson uses {0}, but cannot remember it beyond this window', nameOf(file)),
    );
  }
  return file;
}

/** Shows a file; tells the learner where that fails. */
async function isShown(files: LessonFiles, file: vscode.Uri): Promise<boolean> {
  const cannot = vscode.l10n.t('{0} cannot be opened', nameOf(file));
  return (await orSay(() => files.reveal(file).then(() => true), cannot)) ?? false;
}

function isPython(file: vscode.Uri): boolean {
  return openDocument(file)?.languageId === 'python' || nameOf(file).endsWith('.py');
}

/**
 * Gives one of the lesson's own files the text it had when it was created, as an edit that can be undone, and saves it;
 * without `uri`, the file that is looked at. What was there is kept beside it first. `confirmed` skips the question.
 */
export async function resetFile(files: LessonFiles, uri?: vscode.Uri, confirmed = false): Promise<void> {
  const { t } = vscode.l10n;
  const file = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!file) {
    say(t('Open the file that is to be reset, then run this command again.'));
    return;
  }
  const name = nameOf(file);
  await files.ready;
  const original = await files.originalOf(file);
  if (original === undefined) {
    say(t('{0} is your own: there is no original to go back to.', name));
    return;
  }
  const cannot = t('{0} cannot be reset, and stays as it is', name);
  const document = await orSay(() => openToReset(files, file), cannot);
  if (!document) {
    return;
  }
  if (isSameText(document.getText(), original)) {
    say(t('{0} is as it was when it was created.', name));
    return;
  }
  if (!confirmed && !(await askToReset(name))) {
    return;
  }
  const done = await orSay(async () => {
    // Before anything is replaced: where there is no room for a backup, nothing may go.
    const backup = await firstFree(folderOf(file), 1, (k) => backupName(name, k));
    await writeText(backup, document.getText());
    const edit = new vscode.WorkspaceEdit();
    const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
    edit.replace(file, whole, original);
    return vscode.workspace.applyEdit(edit);
  }, cannot);
  if (done && !(await saved(document))) {
    void vscode.window.showErrorMessage(t('{0} has been reset in the editor, but cannot be saved.', name));
  }
}

/** The document of a lesson file, in sight; a file that is missing is created first. */
async function openToReset(files: LessonFiles, file: vscode.Uri): Promise<vscode.TextDocument> {
  await files.create();
  await files.reveal(file);
  return vscode.workspace.openTextDocument(file);
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const folders = await vscode.window.showOpenDialog({
    ...(workspace ? { defaultUri: workspace } : {}),
    canSelectFiles: false,
    canSelectFolders: true,
    title: t('Where should your Day 5 files go?'),
    openLabel: t('Save Here'),
  });
  return folders?.[0];
}

async function askToKeepBoth(names: readonly LessonFileName[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const keepBoth = t('Keep Both');
  const detail = [
    t('What is there stays as it is, and your copy gets a number: {0}.', numberedName(names[0], 2)),
  ];
  if (names.includes('micrograd.py')) {
    detail.push(t('Your scripts will import the micrograd.py that is there.'));
  }
  const choice = await vscode.window.showWarningMessage(
    t('This folder has other files of these names: {0}.', names.join(', ')),
    { modal: true, detail: detail.join(' ') },
    keepBoth,
  );
  return choice === keepBoth;
}

async function askToReset(name: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const reset = t('Reset');
  const choice = await vscode.window.showWarningMessage(
    t('Reset {0} to what it was when it was created?', name),
    {
      modal: true,
      detail: t(
        'What you have written is kept beside it, as {0} or the next free number.',
        backupName(name, 1),
      ),
    },
    reset,
  );
  return choice === reset;
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}

/** Does something; when it fails, tells the learner what that means and why, and returns undefined. */
async function orSay<T>(action: () => Promise<T>, meaning: string): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`${meaning}: ${reason}`);
    return undefined;
  }
}

async function saved(document: vscode.TextDocument): Promise<boolean> {
  try {
    return await document.save();
  } catch {
    return false;
  }
}
