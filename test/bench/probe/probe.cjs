/**
 * A second extension in the extension host of the bench: notes, in the file that the setting `day5Probe.file` names, when the host
 * hears of an edit, when the session begins a run and when it has the new one to show. A line each: milliseconds, and what.
 */
const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

exports.activate = async (context) => {
  const file = vscode.workspace.getConfiguration().get('day5Probe.file');
  const note = (what) => appendFileSync(file, `${Date.now()} ${what}\n`);
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.languageId === 'python' && contentChanges.length > 0) {
        note('heard');
      }
    }),
  );
  const { session } = await vscode.extensions.getExtension('eighty-days.day5').activate();
  let { stale } = session.script;
  let { position } = session.view;
  context.subscriptions.push(
    session.onDidPrint((text) => text === null && note('begun')),
    session.onDidChange(() => {
      if (stale && !session.script.stale) {
        note('shown');
      }
      if (position !== session.view.position) {
        note('moved');
      }
      stale = session.script.stale;
      position = session.view.position;
    }),
  );
};
