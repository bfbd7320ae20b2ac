import { html } from 'lit';
import { huntSteps } from '../src/core/lesson/huntLoop.ts';
import type { LabState } from '../src/core/lesson/zeroLabSaved.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';

/** How often the bug has won with random seeds, and how more of them are drawn: one to be looked at, or many to be counted. */
export function renderTally({
  strings,
  tally,
  many,
  isDrawing,
  draw,
  drawMany,
  stop,
}: {
  readonly strings: LessonStrings;
  readonly tally: LabState['tally'];
  readonly many: number;
  readonly isDrawing: boolean;
  readonly draw: () => void;
  readonly drawMany: () => void;
  readonly stop: () => void;
}) {
  const { seeds, early, late } = tally;
  return html`
    <div class="tally">
      <button class="button" ?disabled=${isDrawing} @click=${draw}>${strings['zero.another']}</button>
      <button class="button" @click=${isDrawing ? stop : drawMany}>${
        isDrawing ? strings['zero.stop'] : format(strings['zero.many'], many)
      }</button>
      <span role="status" aria-busy=${isDrawing}>${
        seeds < 2
          ? strings['zero.tallyOne']
          : format(strings['zero.tally'], seeds, huntSteps.early + 1, early, huntSteps.late + 1, late)
      }</span>
    </div>
  `;
}
