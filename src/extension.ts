import * as vscode from 'vscode';
import { hasPredicted } from './core/lesson/hunt.ts';
import { type Section, sectionOf, sections } from './core/lesson/sections.ts';
import { type CommandHandlers, registerCommands, stepHandlers } from './editor/commands.ts';
import { syncContextKeys } from './editor/contextKeys.ts';
import { Debugging, startDebugging } from './editor/debug/debugging.ts';
import { goToProblem, ScriptDiagnostics } from './editor/diagnostics.ts';
import { fileCommandHandlers } from './editor/fileCommands.ts';
import { FindingDiagnostics, showFinding } from './editor/findings.ts';
import { Hovers } from './editor/hovers.ts';
import { HuntGate } from './editor/huntGate.ts';
import { HuntMark } from './editor/huntMark.ts';
import { InlineValues } from './editor/inlineValues.ts';
import { LessonEdits } from './editor/lessonEdits.ts';
import { LessonFiles } from './editor/lessonFiles.ts';
import { followLessonLinks } from './editor/lessonLinks.ts';
import { LessonScripts } from './editor/lessonScripts.ts';
import { lineHandlers } from './editor/lineCommands.ts';
import { LineHighlight } from './editor/lineHighlight.ts';
import { Numbers } from './editor/numbers.ts';
import { progressHandlers, syncBegun } from './editor/progressCommands.ts';
import { QuickFixes } from './editor/quickFixes.ts';
import { Receipts } from './editor/receipts.ts';
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
import { isReceipt } from './session/receiptUri.ts';
import { RunHistory } from './session/runHistory.ts';
import { Session } from './session/session.ts';
import { ShownFindings } from './session/shownFindings.ts';
import { RateSweep } from './session/sweep/rateSweep.ts';

/** What other extensions, and the tests, may read. */
export interface Api {
  readonly session: Session;
  readonly learner: LearnerProgress;
  readonly findings: ShownFindings;
  readonly receipts: Receipts;
  readonly panel: LessonPanel;
  readonly files: LessonFiles;
  readonly inlineValues: InlineValues;
  readonly lineHighlight: LineHighlight;
  readonly huntMark: HuntMark;
  readonly statusItem: StatusItem;
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
  const learner = new LearnerProgress(session, files, context);
  const rates = new RateSweep(vscode.Uri.joinPath(context.extensionUri, 'out', 'sweep.mjs').fsPath);
  const tells = (uri: string) => learner.tells(uri);
  const findings = new ShownFindings(session, tells, learner.onDidChange);
  const history = new RunHistory(session, (uri) => !isReceipt(uri) && tells(uri));
  const lines = new RunLines(session, files);
  const gate = new HuntGate(learner, files, () => void openHunt().catch(console.error));
  const scripts = new LessonScripts(session, files, gate);
  const numbers = new Numbers(files, scripts);
  const receipts = new Receipts(session, learner, files, scripts);
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

  /** Opens the hunt's script, which runs once the learner has predicted what it does, and the lesson where it asks. */
  const openHunt = async () => {
    const inLesson = panel.isActive;
    const isFollowed = session.isOpen && session.followed === files.bugHunt.toString();
    await start(() => files.showBugHunt());
    const { hunt } = learner.progress;
    if (isFollowed && hasPredicted(hunt) && !hunt.run) {
      // It is looked at already, as after progress was reset; what the hunt begins with has yet to run.
      await scripts.run();
    } else {
      scripts.follow();
    }
    if (!inLesson) {
      panel.showSection('hunt');
    }
  };

  const fileHandlers = fileCommandHandlers(files);
  const handlers: CommandHandlers = {
    ...stepHandlers(session),
    ...lineHandlers(session, lines),
    ...fileHandlers,
    ...progressHandlers(learner, files, strings),
    [commands.useFile]: (file) => fileHandlers[commands.useFile](file).then(showFollowed),
    [commands.saveFiles]: (answers) => fileHandlers[commands.saveFiles](answers).then(() => scripts.follow()),
    [commands.start]: () => start(() => files.show()),
    [commands.openDay5]: () => start(() => files.showDay5()).then(() => scripts.follow()),
    [commands.openReference]: () => start(() => files.showReference()).then(() => scripts.watch()),
    [commands.openHunt]: openHunt,
    [commands.markReset]: () => huntMark.mark(),
    [commands.run]: () => scripts.run(),
    [commands.debug]: async () => {
      const active = vscode.window.activeTextEditor?.document.uri;
      if (active && gate.isClosedFor(active)) {
        gate.say();
      } else {
        await startDebugging();
      }
    },
    [commands.stop]: () => session.stopScript(),
    [commands.increaseNumber]: () => numbers.step(1),
    [commands.decreaseNumber]: () => numbers.step(-1),
    [commands.showFinding]: () => showFinding(findings),
    [commands.readFinding]: (section) => {
      const [error] = findings.errors;
      const known = sections.find((each) => each === section) ?? (error && sectionOf[error.code]);
      return known && showSection(known);
    },
    [commands.showOutput]: () => output.show(),
  };
  const panel = new LessonPanel(
    { session, learner, findings, history, rates },
    context.extensionUri,
    strings,
    {
      open,
      run: (command) => {
        Promise.resolve(handlers[command]()).catch(console.error);
      },
      goToProblem: () => {
        goToProblem(session).catch(console.error);
      },
      replay: (receipt) => {
        receipts.replay(receipt).catch(console.error);
      },
      backToScript: () => {
        receipts.back().catch(console.error);
      },
      tryRate: (rate) => {
        edits.tryRate(rate).catch(console.error);
      },
      writePhase: (phase) => {
        edits.writePhase(phase).catch(console.error);
      },
      showFinding: (index) => {
        showFinding(findings, index).catch(console.error);
      },
      note: (event) => void learner.note(event),
    },
  );

  /** Opens a section of the lesson; the lesson first, where it is closed. */
  const showSection = async (section: Section) => {
    if (!panel.isOpen) {
      await start(() => files.show());
    }
    panel.showSection(section);
  };

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
  const statusItem = new StatusItem(session, findings, strings);
  const huntMark = new HuntMark({ learner, files, scripts, lines, gate, strings, media });

  context.subscriptions.push(
    session,
    learner,
    history,
    rates,
    runtime,
    files,
    panel,
    scripts,
    gate,
    receipts,
    output,
    findings,
    new ScriptDiagnostics(session),
    new FindingDiagnostics(session, findings, lines),
    new QuickFixes(session, findings, files),
    followLessonLinks((section) => {
      showSection(section).catch(console.error);
    }),
    new StepLens(session, files, lines),
    lines,
    inlineValues,
    lineHighlight,
    huntMark,
    new Hovers(session, lines, strings),
    statusItem,
    new Debugging(session, files, strings, panel, () => scripts.follow(), tells),
    syncContextKeys(session, findings),
    syncBegun(learner),
    registerCommands(session, handlers),
    vscode.window.tabGroups.onDidChangeTabs(follow),
    panel.onDidClose(follow),
    files.onDidChangeFiles(follow),
  );
  follow();
  return {
    session,
    learner,
    receipts,
    findings,
    panel,
    files,
    inlineValues,
    lineHighlight,
    huntMark,
    statusItem,
  };
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
