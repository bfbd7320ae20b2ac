import * as vscode from 'vscode';
import { type CommandId, commands } from '../protocol/ids.ts';
import { type Speed, speeds } from '../protocol/messages.ts';
import type { Session } from '../session/session.ts';

/** What each command does; some take an argument from a keybinding. */
export type CommandHandlers = Readonly<Record<CommandId, (argument?: unknown) => void | Promise<void>>>;

/** The commands that move through a run. */
export function stepHandlers(session: Session) {
  return {
    [commands.stepPhase]: () => session.move('stepPhase'),
    [commands.stepIteration]: () => session.move('stepIteration'),
    [commands.stepBack]: () => session.move('stepBack'),
    [commands.runToEnd]: () => session.move('runToEnd'),
    [commands.play]: () => session.play(),
    [commands.pause]: () => session.pause(),
    [commands.reset]: () => session.reset(),
    [commands.setSpeed]: (speed?: unknown) => setSpeed(session, speed),
  };
}

/** The commands that work before the lesson is open. */
const withoutLesson: readonly CommandId[] = [
  commands.start,
  commands.openDay5,
  commands.openReference,
  commands.openHunt,
  commands.saveFiles,
  commands.useFile,
  commands.resetFile,
  commands.showOutput,
  commands.exportReport,
  commands.resetProgress,
];

/** Registers the commands. One that needs the lesson offers to start it where it is not open. */
export function registerCommands(session: Session, handlers: CommandHandlers): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(commands).map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        if (withoutLesson.includes(id) || session.isOpen) {
          await handlers[id](argument);
        } else {
          await offerStart();
        }
      }),
    ),
  );
}

/** A command that needs the lesson, called before it is open. */
async function offerStart(): Promise<void> {
  const start = vscode.l10n.t('Start Day 5');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('The lesson is not open yet.'),
    start,
  );
  if (choice === start) {
    await vscode.commands.executeCommand(commands.start);
  }
}

/** Sets the speed that a keybinding gives as its argument; else asks for one. */
async function setSpeed(session: Session, argument: unknown): Promise<void> {
  const given = speeds.find((speed) => speed === argument);
  const items = speeds.map((speed) => ({
    label: labelOf(speed),
    ...(speed === session.view.speed ? { description: vscode.l10n.t('current') } : {}),
    speed,
  }));
  const title = vscode.l10n.t('How fast should the run play?');
  const speed = given ?? (await vscode.window.showQuickPick(items, { title }))?.speed;
  if (speed) {
    session.setSpeed(speed);
  }
}

function labelOf(speed: Speed): string {
  const { t } = vscode.l10n;
  if (speed === 'fastest') {
    return t('as fast as it draws');
  }
  return speed === 1 ? t('1 step a second') : t('{0} steps a second', speed);
}
