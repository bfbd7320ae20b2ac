import type { LessonText } from '../src/protocol/lessonText.ts';

/** What the lesson tells, as the host put it into the document, in the language of the window. */
export function readText(): LessonText {
  return JSON.parse(document.getElementById('text')?.textContent ?? '{}');
}
