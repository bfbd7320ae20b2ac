import { html, nothing } from 'lit';
import type { Hunt } from '../src/core/lesson/hunt.ts';
import { bugEndsHigher, huntLoop } from '../src/core/lesson/huntLoop.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';

/** What is said when the bug is caught: what the repair has come to, how often the bug shows, and what it is like elsewhere. */
export function renderCaught({ run, repair }: Hunt, strings: LessonStrings) {
  const { seeds, percent } = bugEndsHigher;
  const ends = [repair?.numbers[1], run?.losses.at(-1) ?? Number.NaN];
  return html`
    <div class="caught">
      <div class="news">
        <h4>${strings.huntCaught}</h4>
        ${
          repair
            ? html`<p>${format(strings.huntCaughtText, ...ends.map((loss) => formatLoss(loss ?? Number.NaN)))}</p>`
            : nothing
        }
      </div>
      <p>${format(strings.huntCaughtAlways, seeds, huntLoop.steps, percent)}</p>
      <p>${strings.huntCaughtTorch}</p>
    </div>
  `;
}
