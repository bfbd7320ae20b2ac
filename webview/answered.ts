import { readLab } from '../src/core/lesson/zeroLabSaved.ts';
import type { Answer } from '../src/protocol/lessonText.ts';

/** Whether the learner has given an answer, going by how the exhibits were left: what it asks for may be told. */
export function isAnswered(answer: Answer, kept: Readonly<Record<string, string>>): boolean {
  const { predictions } = readLab(kept.zeroLab ?? '');
  return answer === 'late'
    ? Object.values(predictions).some((guesses) => guesses?.late)
    : predictions['5571']?.early !== undefined;
}
