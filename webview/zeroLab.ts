import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type HuntLoop, type HuntTime, huntSteps } from '../src/core/lesson/huntLoop.ts';
import {
  courseOf,
  huntChoice,
  type LabChoice,
  labChoices,
  Pair,
  tallied,
  zeroLab,
} from '../src/core/lesson/zeroLab.ts';
import {
  type Guesses,
  type LabState,
  readLab,
  untouchedLab,
  writeLab,
} from '../src/core/lesson/zeroLabSaved.ts';
import { formatLoss, formatRate } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import { KeepEvent, ShowEvent } from './host.ts';
import { latest } from './latest.ts';
import { loopSwatch } from './loopSwatch.ts';
import type { Asked, StepEvent } from './pairCurve.ts';
import { pairTable } from './pairTable.ts';
import { inPortions } from './portions.ts';
import { drawSeed, SeedDraws } from './seedDraws.ts';
import { select } from './select.ts';
import { theme } from './theme.ts';
import { renderPlace } from './zeroLabPlace.ts';
import { PairStacks } from './zeroLabStacks.ts';
import { zeroLabStyles } from './zeroLabStyles.ts';
import { renderTally } from './zeroLabTally.ts';
import { pairInWords, saidOf } from './zeroLabWords.ts';
import './pairCurve.ts';

const loops: readonly HuntLoop[] = ['sound', 'buggy'];
const lastStep = zeroLab.steps - 1;
/** So many random seeds are drawn at once, and kept in mind whenever so many have come out. */
const [many, portion] = [50, 10];
const notYet: Guesses = {};

/** Two runs that are over, and the choice that they were trained for. */
interface Trained {
  readonly choice: LabChoice;
  readonly pair: Pair;
  readonly losses: ReturnType<Pair['losses']>;
}

/**
 * The zero-grad laboratory: a sound run and one with the bug, from the same weights, scrubbed together. Which is lower is asked
 * before it is shown, after the first steps and then after all of them; the run with the bug is seen no further than was guessed. The
 * runs are trained when it comes into sight, in portions.
 */
@customElement('day5-zero-lab')
export class ZeroLab extends LitElement {
  static override styles = [theme, buttons, select, loopSwatch, zeroLabStyles];

  @property({ attribute: false }) strings!: LessonStrings;
  /** How it was left, as the eye's memory has it. */
  @property({ attribute: false }) kept = '';
  /** Whether the bug of the hunt has been caught: its seed is for those who have. */
  @property({ attribute: false }) caught = false;
  @state() private lab: LabState = untouchedLab;
  /** What is shown; while another pair is trained, still the one before. */
  @state() private trained: Trained | null = null;
  @state() private parameter: number | null = null;
  /** Whether the learner has tried to go on to where nothing is guessed yet. */
  @state() private held = false;
  /** How many seeds of those that are drawn at once are still to come. */
  @state() private awaited = 0;
  @query('.slider') private readonly slider!: HTMLInputElement | null;
  /** The random seed that was counted last. */
  private counted: number | null = null;
  private inSight = false;
  private giveUp = () => {};
  private readonly sight = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        this.sight.disconnect();
        this.inSight = true;
        this.train();
      }
    },
    // A little before, so that it is there when it is looked at. In a frame, a margin counts for its own document alone.
    { root: document, rootMargin: '300px' },
  );
  private readonly stacks = new PairStacks();
  private readonly course = latest(courseOf);
  private readonly said = latest(
    (
      guesses: Guesses,
      { pair, losses }: Trained,
      course: ReturnType<typeof courseOf>,
      strings: LessonStrings,
    ) => saidOf(guesses, pair, losses, course, strings),
  );
  private readonly draws = new SeedDraws();

  override connectedCallback(): void {
    super.connectedCallback();
    this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight.disconnect();
    this.giveUp();
    this.stopDrawing();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('kept') && !this.hasUpdated) {
      this.take(readLab(this.kept));
      this.held = false;
      this.counted = this.lab.tally.seeds > 0 ? this.lab.drawn : null;
    }
    // Progress may have been reset since.
    if (this.lab.choice === huntChoice && !this.caught) {
      this.take({ choice: untouchedLab.choice });
      this.train();
    }
  }

  override render() {
    const { strings, lab, trained } = this;
    const choice = trained?.choice ?? lab.choice;
    const guesses = lab.predictions[choice] ?? notYet;
    const next = guesses.early ? (guesses.late ? null : 'late') : 'early';
    const isOpen = guesses.early !== undefined && trained !== null;
    const sound = trained?.losses.sound ?? [];
    const buggy = this.seenOf(trained?.losses.buggy ?? [], next);
    return html`
      <h4>${strings['zero.title']}</h4>
      <p class="muted">${format(strings['zero.text'], zeroLab.steps, formatRate(zeroLab.learningRate))}</p>
      ${this.renderSeeds()}
      <day5-pair-curve
        .sound=${sound}
        .buggy=${isOpen ? buggy : null}
        .step=${isOpen ? lab.step : null}
        .asked=${this.asked(guesses.early, guesses.late)}
        .guessName=${strings['pair.guess']}
        .steps=${zeroLab.steps}
        .label=${trained ? pairInWords(trained.pair.seed, sound, isOpen ? buggy : null, strings) : strings['zero.title']}
        .axis=${strings.axisStep}
        @day5-step=${({ step }: StepEvent) => this.goTo(step)}
      ></day5-pair-curve>
      ${guesses.early ? this.renderSlider(trained) : nothing}
      <p class="muted named" aria-hidden="true">
        ${(isOpen ? loops : loops.slice(0, 1)).map(
          (loop) => html`<span><i class="swatch ${loop}"></i>${strings[`huntLoop.${loop}`]}</span>`,
        )}
      </p>
      <div class="said" role="status">
        ${
          isOpen
            ? this.said(guesses, trained, this.course(trained.losses.buggy), strings).map(
                (each) => html`<p>${each}</p>`,
              )
            : nothing
        }
      </div>
      ${next ? this.renderQuestion(trained, next) : nothing}
      ${
        guesses.early
          ? html`${renderPlace(trained?.pair ?? null, this.lossesOf(trained), lab.step, strings)}
            ${this.stacks.render({
              strings,
              pair: trained?.pair ?? null,
              step: lab.step,
              parameter: this.parameter,
              choose: (parameter) => {
                this.parameter = parameter;
              },
            })}
            ${pairTable(sound, isOpen ? buggy : [], strings)}`
          : nothing
      }
    `;
  }

  /** What may be seen of the run with the bug while it is still asked how it goes on. */
  private readonly seenOf = latest((buggy: readonly number[], next: HuntTime | null) =>
    next === null ? buggy : buggy.slice(0, huntSteps.early + 1),
  );

  private readonly asked = latest((early?: HuntLoop, late?: HuntLoop): readonly Asked[] => [
    { step: huntSteps.early, guess: early ?? null },
    ...(early ? [{ step: huntSteps.late, guess: late ?? null }] : []),
  ]);

  private renderSeeds() {
    const { strings, lab, caught } = this;
    return html`
      <fieldset class="seeds">
        <legend class="muted">${strings['zero.seeds']}</legend>
        <div class="row">
          ${labChoices.map(
            (choice) => html`
              <label class="seed ${choice === 'random' ? '' : 'number'}">
                <input
                  type="radio"
                  name="seed"
                  .checked=${choice === lab.choice}
                  ?disabled=${choice === huntChoice && !caught}
                  @change=${() => this.choose(choice)}
                />${choice === 'random' ? strings['zero.random'] : choice}
              </label>
            `,
          )}
        </div>
      </fieldset>
      ${
        caught
          ? nothing
          : html`<p class="muted locked">
              ${format(strings['zero.locked'], huntChoice)}
              <button class="link" @click=${() => this.dispatchEvent(new ShowEvent('hunt'))}>${strings['zero.hunt']}</button>
            </p>`
      }
      ${
        lab.choice === 'random' && lab.predictions.random?.late
          ? renderTally({
              strings,
              tally: lab.tally,
              many,
              isDrawing: this.awaited > 0,
              draw: this.draw,
              drawMany: this.drawMany,
              stop: this.stopDrawing,
            })
          : nothing
      }
    `;
  }

  private renderQuestion(trained: Trained | null, time: HuntTime) {
    const { strings, held } = this;
    const seed = trained?.pair.seed ?? this.seed ?? '';
    const question = time === 'early' ? strings['zero.question'] : strings['zero.questionLate'];
    return html`
      <fieldset class="question ${held ? 'held' : ''}">
        <legend>${format(question, seed, huntSteps[time] + 1)}</legend>
        <div class="row">
          ${loops.map(
            (loop) => html`
              <button class="button" ?disabled=${!trained} @click=${() => this.predict(time, loop)}>
                ${strings[`huntLoop.${loop}`]}
              </button>
            `,
          )}
        </div>
        <p class="muted" role="status">${
          held && time === 'late' ? format(strings['zero.held'], huntSteps.early + 1) : nothing
        }</p>
      </fieldset>
    `;
  }

  /** Moves the step that is looked at in both runs. */
  private renderSlider(trained: Trained | null) {
    const { strings, lab } = this;
    return html`
      <input
        class="slider"
        type="range"
        min="0"
        max=${lastStep}
        aria-label=${strings['zero.slider']}
        aria-valuetext=${format(strings['zero.sliderText'], lab.step, ...this.lossesOf(trained).map(formatLoss))}
        .value=${String(lab.step)}
        @input=${this.slide}
        @change=${this.keep}
      />
    `;
  }

  /** The losses of both runs at the step that is looked at. */
  private lossesOf(trained: Trained | null): number[] {
    return loops.map((loop) => trained?.losses[loop][this.lab.step] ?? Number.NaN);
  }

  private get seed(): number | null {
    const { choice, drawn } = this.lab;
    return choice === 'random' ? drawn : Number(choice);
  }

  private choose(choice: LabChoice): void {
    this.stopDrawing();
    if (choice === 'random' && this.lab.drawn === null) {
      this.draw();
      return;
    }
    this.take({ choice });
    this.keep();
    this.train();
  }

  private readonly draw = () => {
    this.take({ choice: 'random', drawn: drawSeed(this.known) });
    this.keep();
    this.train();
  };

  /** Draws many, which are but counted: what is shown stays. */
  private readonly drawMany = () => {
    this.awaited = many;
    this.draws.start(many, this.known, (pair, left) => {
      this.lab = { ...this.lab, tally: tallied(this.lab.tally, pair) };
      this.awaited = left;
      if (left % portion === 0) {
        this.keep();
      }
    });
  };

  private readonly stopDrawing = () => {
    this.draws.stop();
    if (this.awaited > 0) {
      this.awaited = 0;
      this.keep();
    }
  };

  /** The seeds that are not drawn: they have been chosen, or just drawn. */
  private get known(): readonly (number | null)[] {
    return [...labChoices.map(Number), this.lab.drawn];
  }

  private predict(time: HuntTime, loop: HuntLoop): void {
    const { lab, trained } = this;
    if (!trained) {
      return;
    }
    const { choice } = trained;
    const predictions = { ...lab.predictions, [choice]: { ...lab.predictions[choice], [time]: loop } };
    // Both are looked at where the question was.
    this.take({ predictions, step: huntSteps[time] });
    this.count();
    this.keep();
    // The button that had the focus is gone; what one does next is to scrub.
    this.updateComplete.then(() => this.slider?.focus(), console.error);
  }

  private goTo(step: number): void {
    this.take({ step });
    this.keep();
  }

  private readonly slide = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) {
      this.take({ step: target.valueAsNumber });
      // Its thumb does not go beyond, either.
      target.valueAsNumber = this.lab.step;
    }
  };

  /** Takes up what has changed; the step stays where something is to be seen. */
  private take(changed: Partial<LabState>): void {
    const lab = { ...this.lab, ...changed };
    const furthest = lab.predictions[lab.choice]?.late ? huntSteps.late : huntSteps.early;
    this.held = changed.step !== undefined && lab.step > furthest;
    this.lab = { ...lab, step: Math.min(lab.step, furthest) };
  }

  /** Trains the pair that is chosen, unless it is the one that is there. */
  private train(): void {
    const { seed } = this;
    const { choice } = this.lab;
    this.giveUp();
    if (
      !this.inSight ||
      seed === null ||
      (this.trained?.choice === choice && this.trained.pair.seed === seed)
    ) {
      return;
    }
    const pair = new Pair(seed);
    this.giveUp = inPortions(
      () => pair.advance(),
      () => {
        this.trained = { choice, pair, losses: pair.losses() };
        this.count();
      },
    );
  }

  /** Counts the random seed that is shown, once, and only where something was expected of it. */
  private count(): void {
    const { trained, lab } = this;
    if (trained?.choice === 'random' && lab.predictions.random?.late && trained.pair.seed !== this.counted) {
      this.counted = trained.pair.seed;
      this.lab = { ...lab, tally: tallied(lab.tally, trained.pair) };
      this.keep();
    }
  }

  private readonly keep = () => {
    this.dispatchEvent(new KeepEvent('zeroLab', writeLab(this.lab)));
  };
}
