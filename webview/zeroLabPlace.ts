import { html } from 'lit';
import type { HuntLoop } from '../src/core/lesson/huntLoop.ts';
import type { Pair } from '../src/core/lesson/zeroLab.ts';
import { norm } from '../src/core/training/recording.ts';
import { formatLoss, formatSize } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';

const loops: readonly HuntLoop[] = ['sound', 'buggy'];

/** What stands in both runs at a step: their losses, and the size of what is stored and of what is new. `pair`: null before it is trained. */
export function renderPlace(
  pair: Pair | null,
  losses: readonly number[],
  step: number,
  strings: LessonStrings,
) {
  const row = (loop: HuntLoop, loss: number) => {
    const recording = pair?.[loop];
    const stop = recording?.stops[recording.find(step, 'backward')];
    return html`
      <tr>
        <th scope="row"><span class="swatch ${loop}"></span>${strings[`pair.${loop}`]}</th>
        <td class="number">${stop ? formatLoss(loss) : '–'}</td>
        <td class="number">${stop ? formatSize(norm(stop.grad)) : '–'}</td>
        <td class="number">${stop?.deposit ? formatSize(norm(stop.deposit)) : '–'}</td>
      </tr>
    `;
  };
  return html`
    <table class="now">
      <caption class="hidden">${format(strings['zero.now'], step)}</caption>
      <thead>
        <tr>
          <th scope="col" class="number">${format(strings['zero.step'], step)}</th>
          <th scope="col">${strings.loss}</th>
          <th scope="col">${strings['zero.stored']}</th>
          <th scope="col">${strings['zero.new']}</th>
        </tr>
      </thead>
      <tbody>
        ${loops.map((loop, k) => row(loop, losses[k]))}
      </tbody>
    </table>
    <p class="muted columns">${strings['zero.columns']}</p>
  `;
}
