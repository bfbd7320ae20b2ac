import { html, nothing, type TemplateResult } from 'lit';
import type { Progress } from '../src/core/lesson/progress.ts';
import { type Section, sections } from '../src/core/lesson/sections.ts';
import type { Recording } from '../src/core/training/recording.ts';
import type { Exhibit, LessonText, Text, TextPart } from '../src/protocol/lessonText.ts';
import type { ScriptView, View } from '../src/protocol/messages.ts';
import type { PastRun } from '../src/protocol/pastRun.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { isAnswered } from './answered.ts';
import type { Chosen } from './chosen.ts';
import type { CompareEvent } from './history.ts';
import { knownStep } from './lossSeries.ts';
import { knowsOrder } from './orderKept.ts';
import type { Overlay } from './overlays.ts';
import { prose } from './prose.ts';
import './deliverables.ts';
import './guess.ts';
import './hints.ts';
import './history.ts';
import './hunt.ts';
import './keyHints.ts';
import './loop.ts';
import './lossTable.ts';
import './loupe.ts';
import './matrix.ts';
import './network.ts';
import './order.ts';
import './rateLab.ts';
import './rateMap.ts';
import './schedule.ts';
import './accumulation.ts';
import './zeroLab.ts';

/** What the sections show. */
export interface Shown {
  readonly strings: LessonStrings;
  readonly text: LessonText;
  readonly progress: Progress;
  /** How the exhibits were left, by name. */
  readonly kept: Readonly<Record<string, string>>;
  /** What the map of learning rates has so far, and the runs that are kept to compare with. */
  readonly map: readonly Float32Array[];
  readonly past: readonly PastRun[];
  readonly overlays: readonly Overlay[];
  readonly compare: (event: CompareEvent) => void;
  readonly savePicture: () => void;
  /** The parameter and the sample that the exhibits look at. */
  readonly chosen: Chosen;
  /** The run and where it is looked at; null until the host has spoken. */
  readonly run: {
    readonly recording: Recording;
    readonly view: View;
    readonly script: ScriptView;
    readonly stale: boolean;
    /** Whether no error was found in it. */
    readonly isSound: boolean;
  } | null;
}

/** The sections that have a numeral; the others are parts of the one before. */
const numerals: Readonly<Partial<Record<Section, string>>> = {
  loop: 'I',
  code: 'II',
  curve: 'III',
  matrix: 'IV',
  deliverables: 'V',
};

/** The lesson from the opening thought to tomorrow. Each section has its id, and a heading that can have the focus. */
export function renderSections(shown: Shown): TemplateResult {
  const { text, strings } = shown;
  return html`
    <div class="text">
      <section class="opening" aria-label=${strings.openingLabel}>${renderParts(text.opening, shown)}</section>
      ${sections.map((section) => renderSection(section, text[section], shown))}
      <section class="closing">${renderParts(text.closing, shown)}</section>
      <section aria-labelledby="tomorrow-title">
        <h2 id="tomorrow-title">${text.tomorrow.title}</h2>
        ${renderParts(text.tomorrow, shown)}
      </section>
    </div>
  `;
}

function renderSection(section: Section, text: Text, shown: Shown) {
  const numeral = numerals[section];
  const id = `${section}-title`;
  return html`
    <section id=${section} class=${numeral ? '' : 'part'} aria-labelledby=${id}>
      ${
        numeral
          ? html`<h2 id=${id} tabindex="-1">
              <span class="numeral" aria-label=${format(shown.strings.section, numeral)}>${numeral}</span>
              ${text.title}
            </h2>`
          : html`<h3 id=${id} tabindex="-1">${text.title}</h3>`
      }
      ${renderParts(text, shown)}
    </section>
  `;
}

function renderParts({ parts }: Text, shown: Shown) {
  const { strings, kept } = shown;
  // All that follows the cards has their order in it.
  const cards = knowsOrder(kept) ? -1 : parts.findIndex((part) => isExhibit(part, 'order'));
  const told = cards < 0 ? parts : parts.slice(0, cards + 1);
  return [
    ...told.map((part, k) =>
      isExhibit(parts[k - 1], 'guess') && !kept.guess
        ? html`<p class="waits">${strings.answerFirst}</p>`
        : renderPart(part, shown),
    ),
    cards < 0 ? nothing : html`<p class="waits">${strings['order.waits']}</p>`,
  ];
}

/** Whether a run has been seen to its end. */
function isSeen({ recording, view }: NonNullable<Shown['run']>): boolean {
  return recording.outcome !== null && view.revealed === recording.stops.length - 1;
}

function isExhibit(part: TextPart | undefined, exhibit: Exhibit): boolean {
  return part?.kind === 'exhibit' && part.exhibit === exhibit;
}

function renderPart(part: TextPart, shown: Shown) {
  const { strings, kept } = shown;
  switch (part.kind) {
    case 'prose':
      return part.once && !isAnswered(part.once, kept)
        ? html`<p class="waits">${strings[`waits.${part.once}`]}</p>`
        : prose(part.html);
    case 'hints':
      return html`<day5-hints
        class="hints"
        .strings=${strings}
        .phase=${part.phase}
        .tiers=${part.tiers}
        .kept=${kept[`hints.${part.phase}`] ?? ''}
      ></day5-hints>`;
    case 'exhibit':
      return renderExhibit(part.exhibit, shown);
  }
}

function renderExhibit(exhibit: Exhibit, shown: Shown) {
  const { strings, progress, kept, run } = shown;
  const ofRun = (content: (recording: Recording, view: View) => TemplateResult) => {
    if (!run) {
      return nothing;
    }
    const tag = html`<span class="tag" title=${strings.olderTextHint}>${strings.olderText}</span>`;
    return html`<div class="exhibit ${run.stale ? 'older' : ''}">
      ${run.stale ? tag : nothing} ${content(run.recording, run.view)}
    </div>`;
  };
  switch (exhibit) {
    case 'loop':
      return ofRun(
        (recording, view) =>
          html`<day5-loop .strings=${strings} .recording=${recording} .view=${view}></day5-loop>`,
      );
    case 'network':
      return ofRun(
        (recording, view) =>
          html`<day5-network
            .strings=${strings}
            .recording=${recording}
            .view=${view}
            .chosen=${shown.chosen}
          ></day5-network>`,
      );
    case 'loupe':
      return ofRun(
        (recording, view) =>
          html`<day5-loupe
            .strings=${strings}
            .recording=${recording}
            .view=${view}
            .chosen=${shown.chosen}
          ></day5-loupe>`,
      );
    case 'order':
      return html`<day5-order class="exhibit" .strings=${strings} .kept=${kept.order ?? ''}></day5-order>`;
    case 'guess':
      return html`<day5-guess class="exhibit" .strings=${strings} .kept=${kept.guess ?? ''}></day5-guess>`;
    case 'rates':
      return html`<day5-rate-lab
        class="exhibit"
        .strings=${strings}
        .kept=${kept.rate ?? ''}
        .guessed=${Boolean(kept.guess)}
      ></day5-rate-lab>`;
    case 'map':
      if (!kept.guess) {
        // Each of its columns would tell what 1.0 does.
        return html`<p class="waits">${strings['map.waits']}</p>`;
      }
      return run
        ? html`<day5-rate-map
            class="exhibit"
            .strings=${strings}
            .rows=${shown.map}
            .recording=${run.isSound && isSeen(run) ? run.recording : null}
          ></day5-rate-map>`
        : nothing;
    case 'history':
      return html`
        <day5-history
          class="exhibit"
          .strings=${strings}
          .runs=${shown.past}
          .overlays=${shown.overlays}
          @day5-compare=${shown.compare}
          @day5-picture=${shown.savePicture}
        ></day5-history>
        ${run ? renderLosses(run, strings) : nothing}
      `;
    case 'schedule':
      return html`<day5-schedule .strings=${strings}></day5-schedule>`;
    case 'accumulation':
      return html`<day5-accumulation class="exhibit" .strings=${strings}></day5-accumulation>`;
    case 'zeroLab':
      return html`<day5-zero-lab
        class="exhibit"
        .strings=${strings}
        .kept=${kept.zeroLab ?? ''}
        .caught=${progress.hunt.caught}
      ></day5-zero-lab>`;
    case 'hunt':
      return run
        ? html`<day5-hunt
            class="exhibit"
            .strings=${strings}
            .recording=${run.recording}
            .view=${run.view}
            .hunt=${progress.hunt}
            .script=${run.script}
          ></day5-hunt>`
        : nothing;
    case 'matrix':
      return html`<day5-matrix class="exhibit" .strings=${strings} .progress=${progress}></day5-matrix>`;
    case 'deliverables':
      return html`<day5-deliverables
        class="exhibit"
        .strings=${strings}
        .progress=${progress}
      ></day5-deliverables>`;
    case 'keys':
      return html`<day5-keys .strings=${strings}></day5-keys>`;
  }
}

/** The curve of the dashboard in numbers, as far as it has been seen. */
function renderLosses({ recording, view }: NonNullable<Shown['run']>, strings: LessonStrings) {
  const steps = knownStep(recording, view.revealed) + 1;
  return steps > 0
    ? html`<day5-loss-table
        .strings=${strings}
        .name=${strings.lossesTable}
        .columns=${[{ name: strings.loss, losses: recording.losses() }]}
        .steps=${steps}
      ></day5-loss-table>`
    : nothing;
}
