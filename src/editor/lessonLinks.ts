import * as vscode from 'vscode';
import { type Section, sections } from '../core/lesson/sections.ts';

const path = '/section/';

/**
 * A link that opens a section of the lesson. What a diagnostic's code leads to is opened without the right to run commands,
 * so it is a link to the extension and not a `command:`.
 */
export function sectionLink(section: Section): vscode.Uri {
  return vscode.Uri.from({
    scheme: vscode.env.uriScheme,
    authority: 'eighty-days.day5',
    path: `${path}${section}`,
  });
}

/** Follows links to sections of the lesson; others lead nowhere. */
export function followLessonLinks(show: (section: Section) => void): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: (uri) => {
      const section = sections.find((each) => uri.path === `${path}${each}`);
      if (section) {
        show(section);
      }
    },
  });
}
