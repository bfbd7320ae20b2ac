import { html } from 'lit';
import type { LessonStrings } from '../src/protocol/strings.ts';
import './lossTable.ts';

/** The steps of a sound run and one with the bug that are worth a row: the first, where the hunt asks, and where runs turn. */
const listed = [0, 5, 10, 12, 15, 19, 50, 100, 135, 136, 150, 199] as const;

/** The curves of a sound run and of one with the bug as a table. */
export function pairTable(sound: ArrayLike<number>, buggy: ArrayLike<number>, strings: LessonStrings) {
  return html`<day5-loss-table
    .strings=${strings}
    .name=${strings['pair.table']}
    .columns=${[
      { name: strings['pair.sound'], losses: sound },
      { name: strings['pair.buggy'], losses: buggy },
    ]}
    .listed=${listed}
  ></day5-loss-table>`;
}
