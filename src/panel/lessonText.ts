import * as vscode from 'vscode';
import type { LessonText } from '../protocol/lessonText.ts';

/** Reads what the lesson tells in the language of the window, or in English where it has not been translated. */
export async function readLessonText(extension: vscode.Uri): Promise<LessonText> {
  const read = async (language: string): Promise<LessonText> => {
    const file = vscode.Uri.joinPath(extension, 'out', 'lesson', `${language}.json`);
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  };
  try {
    return await read(vscode.env.language);
  } catch {
    return read('en');
  }
}
