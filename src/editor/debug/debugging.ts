import * as vscode from 'vscode';
import { commands, debugType } from '../../protocol/ids.ts';
import type { LessonStrings } from '../../protocol/strings.ts';
import type { LessonFiles } from '../lessonFiles.ts';
import { sayRestricted } from '../lessonScripts.ts';
import { keepFocus, type LessonFocus } from './keepFocus.ts';
import { RecordingDebugSession } from './recordingDebugSession.ts';
import { saveTaken } from './saveTaken.ts';
import type { DebugTarget } from './target.ts';

/** Starts the debugger on the lesson file that is looked at, or the one that is followed. */
export async function startDebugging(): Promise<void> {
  await vscode.debug.startDebugging(undefined, { type: debugType, request: 'launch', name: '' });
}

/** Makes the recorded script something that VS Code can debug, without a `launch.json`. */
export class Debugging
  implements vscode.DebugConfigurationProvider, vscode.DebugAdapterDescriptorFactory, vscode.Disposable
{
  private readonly target: DebugTarget;
  private readonly files: LessonFiles;
  private readonly strings: LessonStrings;
  private readonly lesson: LessonFocus;
  private readonly follow: () => void;
  private readonly tells: (uri: string) => boolean;
  private readonly subscriptions: readonly vscode.Disposable[];
  private watching: vscode.Disposable | undefined;

  /**
   * `follow` lets the session follow the lesson file that is looked at; `tells`: whether it may be told what is wrong with a
   * file.
   */
  constructor(
    target: DebugTarget,
    files: LessonFiles,
    strings: LessonStrings,
    lesson: LessonFocus,
    follow: () => void,
    tells: (uri: string) => boolean,
  ) {
    this.target = target;
    this.files = files;
    this.strings = strings;
    this.lesson = lesson;
    this.follow = follow;
    this.tells = tells;
    this.subscriptions = [
      vscode.debug.registerDebugConfigurationProvider(debugType, this),
      vscode.debug.registerDebugAdapterDescriptorFactory(debugType, this),
    ];
  }

  /** Completes a configuration, be it an empty one; undefined, with a sentence said, where there is nothing to debug. */
  async resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    if (!vscode.workspace.isTrusted) {
      await sayRestricted();
      return undefined;
    }
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === 'python' && !this.files.has(document.uri)) {
      await offerUse(document.uri);
      return undefined;
    }
    if (!this.target.isOpen) {
      await vscode.commands.executeCommand(commands.start);
    }
    this.follow();
    return {
      ...configuration,
      type: debugType,
      request: 'launch',
      name: configuration.name || vscode.l10n.t('Day 5'),
      internalConsoleOptions: 'neverOpen',
    };
  }

  createDebugAdapterDescriptor(): vscode.DebugAdapterDescriptor {
    const session = new RecordingDebugSession(this.target, {
      t: (message, ...values) => vscode.l10n.t(message, ...values),
      strings: this.strings,
      pathOf,
      tells: this.tells,
      announce: (tell) => {
        this.watching?.dispose();
        this.watching = keepFocus(this.lesson, tell);
      },
      taken: (uri, text) => {
        saveTaken(this.files, vscode.Uri.parse(uri), text).catch(console.error);
      },
      onDidSave: (listener) => vscode.workspace.onDidSaveTextDocument(({ uri }) => listener(uri.toString())),
      say: (refusal) => void vscode.window.showErrorMessage(refusal),
    });
    return new vscode.DebugAdapterInlineImplementation(session);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
    this.watching?.dispose();
  }
}

/** The path by which VS Code's debugger knows a file. */
function pathOf(uri: string): string {
  const parsed = vscode.Uri.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : parsed.toString();
}

async function offerUse(uri: vscode.Uri): Promise<void> {
  const use = vscode.l10n.t('Use This File in the Lesson');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'This debugger steps through the files of the Day 5 lesson, and this file is not one of them.',
    ),
    use,
  );
  if (choice === use) {
    await vscode.commands.executeCommand(commands.useFile, uri);
  }
}
