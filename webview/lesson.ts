import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { noProgress, type Progress } from '../src/core/lesson/progress.ts';
import type { Section } from '../src/core/lesson/sections.ts';
import { Recording } from '../src/core/training/recording.ts';
import type {
  FindingView,
  FromWebview,
  ScriptView,
  ToWebview,
  View,
  WireLosses,
} from '../src/protocol/messages.ts';
import { format } from '../src/protocol/strings.ts';
import { decodeStart, decodeStops } from '../src/protocol/wire.ts';
import { Comparison } from './comparison.ts';
import type { Curve, ScaleEvent } from './curve.ts';
import { SectionEvent } from './findings.ts';
import { FocusMemory } from './focus.ts';
import type { CompareEvent } from './history.ts';
import { connect, IntentEvent, readStrings } from './host.ts';
import { Newest } from './newest.ts';
import type { Overlay } from './overlays.ts';
import { theme } from './theme.ts';
import './controls.ts';
import './curve.ts';
import './phases.ts';
import './deliverables.ts';
import './files.ts';
import './findings.ts';
import './history.ts';
import './keyHints.ts';
import './loop.ts';
import './rateMap.ts';
import './network.ts';
import './notice.ts';
import './predictions.ts';
import './readout.ts';
import './status.ts';

// VS Code gives every webview's body a padding; the lesson has margins of its own, and sticks to the top.
const page = new CSSStyleSheet();
page.replaceSync('body { padding: 0; }');
document.adoptedStyleSheets.push(page);

/** The whole lesson: receives the recording and the cursor, and shows everything as a function of the two. */
@customElement('day5-lesson')
export class Lesson extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        container-type: inline-size;
        min-height: 100vh;
        background: var(--page);
      }

      main {
        display: grid;
        gap: 28px;
        max-width: 1240px;
        margin: 0 auto;
        padding: 20px 20px 48px;
      }

      .strip {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 4px 12px;
      }

      .days {
        display: flex;
        gap: 2px;
        list-style: none;
        font-variant-numeric: tabular-nums;
      }

      .days li {
        min-width: 1.7em;
        border-radius: 3px;
        line-height: 1.7;
        text-align: center;
      }

      .days .today {
        background: var(--vscode-badge-background);
        color: var(--vscode-badge-foreground);
        font-weight: 600;
        outline: 1px solid var(--vscode-contrastBorder, transparent);
      }

      h1 {
        margin-top: 10px;
        font-size: 1.9em;
        font-weight: 600;
        letter-spacing: -0.01em;
        line-height: 1.15;
        text-wrap: balance;
      }

      h1 small {
        display: block;
        margin-top: 2px;
        color: var(--muted);
        font-size: 0.62em;
        font-weight: 400;
        letter-spacing: 0;
      }

      header p {
        max-width: 58ch;
        margin-top: 10px;
      }

      .dashboard {
        position: sticky;
        z-index: 1;
        top: 0;
        display: grid;
        gap: 10px;
        margin: 0 -20px;
        padding: 12px 20px 14px;
        border-block: 1px solid var(--line);
        background: var(--page);
      }

      section {
        position: relative;
        min-width: 0;
      }

      .top {
        display: grid;
        gap: 2px;
      }

      .older {
        /* As grey as text may be: 4.5 to 1 against the page in every theme. */
        --older: color-mix(in srgb, var(--vscode-foreground) 74%, var(--vscode-editor-background));
      }

      /* What belongs to an older text loses its colours at once; its words stay legible. */
      .older > :is(day5-curve, day5-phases, day5-loop, day5-predictions, day5-network),
      .older day5-readout {
        --text: var(--older);
        --muted: var(--older);
        --accent: var(--older);
        --positive: var(--older);
        --negative: var(--older);
        --phase-forward: var(--older);
        --phase-loss: var(--older);
        --phase-zeroGrad: var(--older);
        --phase-backward: var(--older);
        --phase-update: var(--older);
        --graphics: 0.65;
      }

      section > .tag {
        position: absolute;
        z-index: 1;
        top: 0;
        right: 0;
      }

      /* A low window has no room to keep it in sight. */
      @media (max-height: 620px) {
        .dashboard {
          position: static;
        }
      }

      @container (max-width: 360px) {
        main {
          padding-inline: 14px;
        }
        .dashboard {
          margin-inline: -14px;
          padding-inline: 14px;
        }
      }

      @container (min-width: 860px) {
        main {
          grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr);
          column-gap: 40px;
          padding: 28px 32px 64px;
        }
        header {
          grid-column: 1 / -1;
        }
        .dashboard {
          top: 20px;
          grid-row: 2 / span 6;
          align-self: start;
          margin: 0;
          padding: 18px 20px 20px;
          border: 1px solid var(--line);
          border-radius: 8px;
        }
      }
    `,
  ];

  private readonly strings = readStrings();
  private readonly host = connect();
  private readonly focusMemory = new FocusMemory();
  /** What is shown; an empty recording while there is no run. Null until the host has spoken. */
  private recording: Recording | null = null;
  private empty = false;
  private ghost: Float64Array | null = null;
  private readonly moves = new Newest<FromWebview>(
    (move) => this.host.send(move),
    (action) => void requestAnimationFrame(action),
  );
  private asking = false;
  /** Whether a frame is awaited, to be told of. */
  private drawing = false;
  private revision = -1;
  /** Changes with every message: the recording itself grows in place. */
  @query('day5-curve') private readonly curve!: Curve | null;
  @query('day5-controls') private readonly controls!: HTMLElement;
  @state() private view: View | null = null;
  private readonly past = new Comparison();
  @state() private map: readonly Float32Array[] = [];
  @state() private overlays: readonly Overlay[] = [];
  @state() private progress: Progress = noProgress;
  @state() private findings: readonly FindingView[] = [];
  @state() private script: ScriptView | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.host.onMessage((message) => this.receive(message));
    this.addEventListener(IntentEvent.type, (event) => {
      if (event instanceof IntentEvent) {
        this.pass(event.intent);
      }
    });
    this.addEventListener(SectionEvent.type, (event) => {
      if (event instanceof SectionEvent) {
        this.showSection(event.section);
      }
    });
    this.host.send({ type: 'ready' });
  }

  override render() {
    const { strings, recording, view, script } = this;
    return html`
      <main>
        <header>
          <div class="strip eyebrow">
            <span>${strings.phase}</span>
            <ol class="days" aria-label=${format(strings.dayStrip, 5, 80)}>
              ${['1', '2', '3', '4', '5', '6', '…', '80'].map(
                (day) => html`<li aria-hidden="true" class=${day === '5' ? 'today' : ''}>${day}</li>`,
              )}
            </ol>
          </div>
          <h1>${strings.title}<small>${strings.subtitle}</small></h1>
          <p>${strings.promise}</p>
          <p><day5-files .strings=${strings}></day5-files></p>
        </header>
        ${recording && view && script ? this.renderRun(recording, view, script) : nothing}
        <section><day5-keys .strings=${strings}></day5-keys></section>
        <section id="deliverables" tabindex="-1">
          <day5-deliverables .strings=${strings} .progress=${this.progress}></day5-deliverables>
        </section>
      </main>
    `;
  }

  private renderRun(recording: Recording, view: View, script: ScriptView) {
    const { strings, empty } = this;
    const stale = script.stale && !empty;
    const older = stale ? 'older' : '';
    const tag = stale
      ? html`<span class="tag" title=${strings.olderTextHint}>${strings.olderText}</span>`
      : nothing;
    const hint = empty
      ? format(script.live ? strings.curveNothing : strings.curveNothingRun, script.file ?? 'day5.py')
      : strings.curveHint;
    return html`
      <section class="dashboard ${older}" aria-label=${strings.dashboard}>
        <div class="top">
          <day5-readout .strings=${strings} .recording=${recording} .view=${view}></day5-readout>
          <day5-status
            .strings=${strings}
            .recording=${recording}
            .view=${view}
            .script=${script}
          ></day5-status>
          <day5-notice .strings=${strings} .script=${script}></day5-notice>
          <day5-findings class=${older} .strings=${strings} .findings=${this.findings}></day5-findings>
        </div>
        <day5-curve
          .strings=${strings}
          .recording=${recording}
          .view=${view}
          .ghost=${this.ghost}
          .overlays=${this.overlays}
          .stale=${stale}
          .hint=${hint}
          .logarithmic=${this.host.eye.logarithmic}
          @day5-grab=${() => this.controls.focus()}
          @day5-scale=${(event: ScaleEvent) => this.host.keep({ logarithmic: event.logarithmic })}
        ></day5-curve>
        <day5-phases .strings=${strings} .recording=${recording} .view=${view}></day5-phases>
        <day5-controls
          .strings=${strings}
          .recording=${recording}
          .view=${view}
          .empty=${empty}
        ></day5-controls>
      </section>
      <section class=${older}>
        ${tag}
        <day5-loop .strings=${strings} .recording=${recording} .view=${view}></day5-loop>
      </section>
      <section class=${older}>
        ${tag}
        <day5-predictions .strings=${strings} .recording=${recording} .view=${view}></day5-predictions>
      </section>
      <section class=${older}>
        ${tag}
        <day5-network .strings=${strings} .recording=${recording} .view=${view}></day5-network>
      </section>
      <section>
        <day5-rate-map .strings=${strings} .rows=${this.map} .recording=${recording}></day5-rate-map>
      </section>
      <section>
        <day5-history
          .strings=${strings}
          .runs=${this.past.runs}
          .overlays=${this.overlays}
          @day5-compare=${(event: CompareEvent) => {
            this.overlays = this.past.toggle(event.id);
          }}
          @day5-picture=${() => this.savePicture()}
        ></day5-history>
      </section>
    `;
  }

  private receive(message: ToWebview): void {
    if (message.type === 'focus') {
      this.focusMemory.restore();
      return;
    }
    if (message.type === 'map') {
      this.map = [...this.map.slice(0, message.from), ...message.rows];
      return;
    }
    if (message.type === 'pastRuns') {
      this.past.take(message);
      this.overlays = this.past.overlays;
      return;
    }
    if (message.type === 'progress') {
      this.progress = message.progress;
      return;
    }
    if (message.type === 'findings') {
      this.findings = message.findings;
      return;
    }
    if (message.type === 'show') {
      this.showSection(message.section);
      return;
    }
    if (message.type === 'snapshot') {
      this.recording = message.start ? decodeStart(message.start) : emptyRecording();
      this.empty = message.start === null;
      this.ghost = message.ghost;
      this.asking = false;
    } else if (!this.recording || message.revision !== this.revision + 1) {
      // Something was missed. The host knows it all; it is asked once.
      if (!this.asking) {
        this.asking = true;
        this.host.send({ type: 'ready' });
      }
      return;
    }
    const first = this.view === null;
    this.revision = message.revision;
    noteLosses(this.recording, message.losses);
    decodeStops(this.recording, message.stops);
    if (message.outcome && !this.recording.outcome) {
      this.recording.finish(message.outcome);
    }
    this.view = message.view;
    this.script = message.script;
    this.tellDrawn();
    if (first) {
      this.updateComplete.then(() => this.restoreScroll(), console.error);
    }
  }

  /** Brings a section into sight, with the focus on its heading, from where one reads on. */
  private showSection(section: Section): void {
    const heading = this.renderRoot.querySelector<HTMLElement>(`#${section}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }

  /** A pointer moves more often than there are frames; of the places it asks for in one, the editor follows the last. */
  private pass(intent: FromWebview): void {
    if (intent.type === 'moveTo') {
      this.moves.put(intent);
    } else {
      this.moves.flush();
      this.host.send(intent);
    }
  }

  private savePicture(): void {
    const picture = this.curve?.picture();
    if (picture) {
      this.host.send({ type: 'savePicture', picture });
    }
  }

  /** Says that this is on the screen, where the run waits for that; once for a frame, whatever came since the one before. */
  private tellDrawn(): void {
    if (!this.drawing && this.view?.playing && this.view.speed === 'fastest') {
      this.drawing = true;
      requestAnimationFrame(() => {
        this.drawing = false;
        this.host.send({ type: 'drawn' });
      });
    }
  }

  /** Goes on reading where the eye was, and remembers from then on where it is. */
  private restoreScroll(): void {
    window.scrollTo(0, this.host.eye.scrollTop);
    window.addEventListener('scrollend', () => this.host.keep({ scrollTop: window.scrollY }));
  }
}

/** What stands where nothing has trained. */
function emptyRecording(): Recording {
  const nothing = new Float64Array();
  return new Recording(
    { steps: null, learningRate: null, seed: null, ownSeed: true, shape: null, targets: [] },
    { predictions: null, loss: null, data: nothing, grad: nothing },
  );
}

/** Notes the losses that came with a message; NaN is none. */
function noteLosses(recording: Recording, { first, values }: WireLosses): void {
  if (values.length > 0) {
    recording.noteLosses(
      first,
      Array.from(values, (loss) => (Number.isNaN(loss) ? null : loss)),
    );
  }
}
