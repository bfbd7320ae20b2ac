import { html, nothing } from 'lit';
import type { HuntLoop } from '../src/core/lesson/huntLoop.ts';
import { parameterNames } from '../src/core/lesson/parameterNames.ts';
import type { Pair } from '../src/core/lesson/zeroLab.ts';
import { depositsAt, type Stack } from '../src/core/training/deposits.ts';
import type { Recording } from '../src/core/training/recording.ts';
import type { View } from '../src/protocol/messages.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { loudestOf } from './depositStack.ts';
import { latest } from './latest.ts';
import './depositStack.ts';

/** Two runs, and what is looked at in both. */
interface Shown {
  readonly strings: LessonStrings;
  /** Null while nothing is trained. */
  readonly pair: Pair | null;
  readonly step: number;
  /** The parameter that was chosen; null for the one with the largest first gradient. */
  readonly parameter: number | null;
  readonly choose: (parameter: number) => void;
}

/** What one gradient consists of in two runs, side by side and to one scale, under one choice of the parameter. */
export class PairStacks {
  private readonly viewOf = { sound: latest(viewAt), buggy: latest(viewAt) };
  /** Of the other run, beside each: both are drawn to one scale. */
  private readonly stacksOf = { sound: latest(stacksAt), buggy: latest(stacksAt) };
  private readonly loudest = latest((run: Recording) => loudestOf(run, run.find(0, 'backward')));

  render({ strings, pair, step, parameter, choose }: Shown) {
    const chosen = parameter ?? (pair ? this.loudest(pair.sound) : 0);
    const names = pair ? parameterNames(pair.sound.info.shape, pair.sound.initial.data.length) : [];
    return html`
      <p class="deposits">${format(strings['zero.deposits'], step)}</p>
      <label class="parameter">
        <span class="muted">${strings.stackParameter}</span>
        <select
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).selectedIndex)}
        >
          ${names.map((name, k) => html`<option .selected=${k === chosen}>${name}</option>`)}
        </select>
      </label>
      <div class="stacks">
        ${this.renderLoop('sound', 'buggy', strings, pair, step, chosen)}
        ${this.renderLoop('buggy', 'sound', strings, pair, step, chosen)}
      </div>
    `;
  }

  private renderLoop(
    loop: HuntLoop,
    other: HuntLoop,
    strings: LessonStrings,
    pair: Pair | null,
    step: number,
    chosen: number,
  ) {
    return html`
      <figure>
        <figcaption><span class="swatch ${loop}"></span>${strings[`pair.${loop}`]}</figcaption>
        ${
          pair
            ? html`<day5-deposit-stack
                compact
                .strings=${strings}
                .recording=${pair[loop]}
                .view=${this.viewOf[loop](pair[loop], step)}
                .beside=${this.stacksOf[loop](pair[other], step)}
                .parameter=${chosen}
              ></day5-deposit-stack>`
            : nothing
        }
      </figure>
    `;
  }
}

/** The view of a run right after the backward pass of a step. */
function viewAt(recording: Recording, step: number): View {
  const position = recording.find(step, 'backward');
  return { position, revealed: position, playing: false, speed: 1 };
}

/** What the gradients consist of right after the backward pass of a step. */
function stacksAt(recording: Recording, step: number): readonly Stack[] {
  return depositsAt(recording, recording.find(step, 'backward'));
}
