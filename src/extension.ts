import * as vscode from 'vscode';
import { type CommandHandlers, registerCommands, stepHandlers } from './editor/commands.ts';
import { syncContextKeys } from './editor/contextKeys.ts';
import { Debugging, startDebugging } from './editor/debug/debugging.ts';
import { goToProblem, ScriptDiagnostics } from './editor/diagnostics.ts';
import { fileCommandHandlers } from './editor/fileCommands.ts';
import { Hovers } from './editor/hovers.ts';
import { InlineValues } from './editor/inlineValues.ts';
import { LessonEdits } from './editor/lessonEdits.ts';
import { LessonFiles } from './editor/lessonFiles.ts';
import { LessonScripts } from './editor/lessonScripts.ts';
import { lineHandlers } from './editor/lineCommands.ts';
import { LineHighlight } from './editor/lineHighlight.ts';

import { Numbers } from './editor/numbers.ts';

import { RunLines } from './editor/runLines.ts';

import { ScriptOutput } from './editor/scriptOutput.ts';
import { StatusItem } from './editor/statusItem.ts';
import { StepLens } from './editor/stepLens.ts';
import { localizedStrings } from './localized.ts';
import { LessonPanel } from './panel/lessonPanel.ts';
import { commands } from './protocol/ids.ts';
import { PythonRuntime } from './python/runtime.ts';
import { LearnerProgress } from './session/learnerProgress.ts';
import { liveSettings, timeLimit } from './session/liveSettings.ts';
import { RunHistory } from './session/runHistory.ts';
import { Session } from './session/session.ts';
import { RateSweep } from './session/sweep/rateSweep.ts';

/** What other extensions, and the tests, may read. */
export interface Api {
  readonly session: Session;
  readonly learner: LearnerProgress;
  readonly panel: LessonPanel;
  readonly files: LessonFiles;
  readonly inlineValues: InlineValues;
  readonly lineHighlight: LineHighlight;
}

/** Composes the extension: builds the services and registers the features. */
export function activate(context: vscode.ExtensionContext): Api {
  const strings = localizedStrings();
  const runtime = createRuntime(context);
  const session = new Session(runtime, {
    memory: context.workspaceState,
    settings: liveSettings,
    trust: {
      isTrusted: () => vscode.workspace.isTrusted,
      onDidGrant: vscode.workspace.onDidGrantWorkspaceTrust,
    },
  });
  const files = new LessonFiles(context);
  const learner = new LearnerProgress(session, (uri) => files.roleOf(uri));
  const history = new RunHistory(
    session,
    (uri) => files.roleOf(uri) !== 'hunt' || learner.progress.hunt.caught,
  );
  const rates = new RateSweep(vscode.Uri.joinPath(context.extensionUri, 'out', 'sweep.mjs').fsPath);
  const lines = new RunLines(session, files);
  const scripts = new LessonScripts(session, files);
  const numbers = new Numbers(files, scripts);
  const edits = new LessonEdits(files, scripts, () => session.followed);
  const output = new ScriptOutput(session);

  /** Opens the session, and lets it follow a script as soon as that has been read. */
  const open = () => {
    session.open();
    void scripts.begin();
  };

  /** Whether the lesson is about to open: its tabs come one after the other. */
  let starting = false;

  /** Opens the lesson: the editor first, then the panel beside it; the other way round both land in one group. */
  const start = async (show: () => Promise<vscode.ViewColumn | undefined>) => {
    starting = true;
    try {
      session.open();
      const column = await show().catch(sayUnopened);
      await scripts.begin();
      panel.show(column);
    } finally {
      starting = false;
    }
  };

  /** Opens the lesson beside the file that is looked at, if it is one of the lesson's, and lets it follow that. */
  const showFollowed = async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor && files.has(editor.document.uri)) {
      await start(async () => editor.viewColumn);
      scripts.follow();
    }
  };

  const fileHandlers = fileCommandHandlers(files);
  const handlers: CommandHandlers = {
    ...stepHandlers(session),
    ...lineHandlers(session, lines),
    ...fileHandlers,
    [commands.useFile]: (file) => fileHandlers[commands.useFile](file).then(showFollowed),
    [commands.saveFiles]: (answers) => fileHandlers[commands.saveFiles](answers).then(() => scripts.follow()),
    [commands.start]: () => start(() => files.show()),
    [commands.openDay5]: () => start(() => files.showDay5()).then(() => scripts.follow()),
    [commands.openReference]: () => start(() => files.showReference()).then(() => scripts.follow()),
    [commands.run]: () => scripts.run(),
    [commands.debug]: () => startDebugging(),
    [commands.stop]: () => session.stopScript(),
    [commands.increaseNumber]: () => numbers.step(1),
    [commands.decreaseNumber]: () => numbers.step(-1),
    [commands.showOutput]: () => output.show(),
  };
  const panel = new LessonPanel(session, learner, history, rates, context.extensionUri, strings, {
    open,
    run: (command) => {
      Promise.resolve(handlers[command]()).catch(console.error);
    },
    goToProblem: () => {
      goToProblem(session).catch(console.error);
    },
    tryRate: (rate) => {
      edits.tryRate(rate).catch(console.error);
    },
    writePhase: (phase) => {
      edits.writePhase(phase).catch(console.error);
    },
    note: (event) => learner.note(event),
  });

  /** The lesson is open as long as its panel, or one of its files, is. */
  const follow = () => {
    if (starting) {
      return;
    }
    if (!files.group && !panel.isOpen) {
      session.close();
    } else if (!session.isOpen) {
      open();
    }
  };

  const inlineValues = new InlineValues(session, lines, strings);
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  const lineHighlight = new LineHighlight(session, files, lines, media);

  context.subscriptions.push(
    session,
    learner,
    history,
    rates,
    runtime,
    files,
    panel,
    scripts,
    output,
    new ScriptDiagnostics(session),
    new StepLens(session, files),
    lines,
    inlineValues,
    lineHighlight,
    new Hovers(session, lines, strings),
    new StatusItem(session, strings),
    new Debugging(session, files, strings, panel, () => scripts.follow()),
    syncContextKeys(session),
    registerCommands(session, handlers),
    vscode.window.tabGroups.onDidChangeTabs(follow),
    panel.onDidClose(follow),
    files.onDidChangeFiles(follow),
  );
  follow();
  return { session, learner, panel, files, inlineValues, lineHighlight };
}

/** The lesson goes on without its file. */
function sayUnopened(error: unknown): undefined {
  const reason = error instanceof Error ? error.message : String(error);
  const message = vscode.l10n.t(
    'The file of the lesson cannot be opened, so it goes on without it: {0}',
    reason,
  );
  void vscode.window.showErrorMessage(message);
}

/** Python, with the files that the build has put beside the bundle. */
function createRuntime({ extensionUri, globalStorageUri }: vscode.ExtensionContext): PythonRuntime {
  const path = (...parts: string[]) => vscode.Uri.joinPath(extensionUri, 'out', ...parts).fsPath;
  const snapshots = vscode.Uri.joinPath(globalStorageUri, 'python');
  return new PythonRuntime({
    worker: path('python', 'worker.mjs'),
    pyodide: path('python', 'pyodide'),
    library: path('python', 'library'),
    snapshots: snapshots.scheme === 'file' ? snapshots.fsPath : null,
    timeLimit,
  });
}
