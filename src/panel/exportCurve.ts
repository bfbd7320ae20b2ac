import * as vscode from 'vscode';
import type { Recording } from '../core/training/recording.ts';
import { lossesAsCsv } from '../protocol/csv.ts';

/** Saves the losses of a run as a table, where the learner says. */
export async function saveLosses(recording: Recording, script: string): Promise<void> {
  const bytes = new TextEncoder().encode(lossesAsCsv(recording.losses()));
  await save(bytes, `${stem(script)}-loss.csv`, { CSV: ['csv'] });
}

/** Saves the picture of the curve, where the learner says. */
export async function savePicture(png: Uint8Array, script: string): Promise<void> {
  await save(png, `${stem(script)}-loss.png`, { PNG: ['png'] });
}

function stem(file: string): string {
  return file.replace(/\.py$/, '');
}

async function save(bytes: Uint8Array, name: string, filters: Record<string, string[]>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    filters,
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
  if (!target) {
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The file could not be saved: {0}', reason));
  }
}
