import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { noProgress, type Progress } from '../src/core/lesson/progress.ts';
import { type Section, sections } from '../src/core/lesson/sections.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { commands } from '../src/protocol/ids.ts';
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
import { buttons } from './button.ts';
import { type Chosen, ChosenEvent } from './chosen.ts';
import { Comparison } from './comparison.ts';
import type { Curve, ScaleEvent } from './curve.ts';
import { emptyRecording } from './emptyRecording.ts';
import { FocusMemory } from './focus.ts';
import type { CompareEvent } from './history.ts';
import { connect, IntentEvent, KeepEvent, readStrings, run, ShowEvent } from './host.ts';
import { lessonStyles } from './lessonStyles.ts';
import { readText } from './lessonText.ts';
import { Newest } from './newest.ts';
import { knowsOrder } from './orderKept.ts';
import type { Overlay } from './overlays.ts';
import { holdPage, pagePlace, scrollToPlace } from './pagePlace.ts';
import { proseStyles } from './prose.ts';
import { renderSections } from './sections.ts';
import { theme } from './theme.ts';
import './controls.ts';
import './curve.ts';
import './findings.ts';
import './header.ts';
import './phases.ts';
import './notice.ts';
import './readout.ts';
import './receiptBar.ts';
import './status.ts';

// VS Code gives every webview's body a padding; the lesson has margins of its own, and sticks to the top.
const page = new CSSStyleSheet();
page.replaceSync('body { padding: 0; }');
document.adoptedStyleSheets.push(page);

/** The whole lesson: receives the recording and the cursor, and shows everything as a function of the two. */
@customElement('day5-lesson')
export class Lesson extends LitElement {
  static override styles = [theme, buttons, proseStyles, lessonStyles];

  private readonly strings = readStrings();
  private readonly text = readText();
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
  @query('.dashboard') private readonly dashboard!: HTMLElement | null;
  @state() private view: View | null = null;
  private readonly past = new Comparison();
  @state() private map: readonly Float32Array[] = [];
  @state() private overlays: readonly Overlay[] = [];
  @state() private chosen: Chosen = { parameter: 0, sample: 0 };
  @state() private progress: Progress = noProgress;
  @state() private findings: readonly FindingView[] = [];
  @state() private script: ScriptView | null = null;
  /** Whether the text is there as well: the first frame belongs to the head of the page. */
  @state() private isWhole = false;
  /** The section that is to be shown as soon as there is a text. */
  private wanted: Section | null = null;

  private isSettled = false;
  /** Lets go of the page, which is held where the eye was. */
  private letGo = () => {};
  private readonly remember = () => this.host.keep({ place: pagePlace(this.sections) });
  private watched = false;
  /** What the dashboard covers of the page, where it stands above the text: what is scrolled to stays clear of it. */
  private readonly covered = new ResizeObserver(([{ target }]) => {
    const { height, width } = target.getBoundingClientRect();
    const above = width > window.innerWidth / 2 && getComputedStyle(target).position === 'sticky';
    document.documentElement.style.setProperty('--covered', above ? `${Math.ceil(height) + 8}px` : '8px');
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.host.onMessage((message) => this.receive(message));
    this.addEventListener(IntentEvent.type, (event) => {
      if (event instanceof IntentEvent) {
        this.pass(event.intent);
      }
    });
    this.addEventListener(KeepEvent.type, (event) => {
      if (event instanceof KeepEvent) {
        this.host.keep({ exhibits: { ...this.host.eye.exhibits, [event.exhibit]: event.value } });
        this.requestUpdate();
      }
    });
    this.addEventListener(ChosenEvent.type, (event) => {
      if (event instanceof ChosenEvent) {
        this.chosen = { ...this.chosen, ...event.chosen };
      }
    });
    this.addEventListener(ShowEvent.type, (event) => {
      if (event instanceof ShowEvent) {
        this.showSection(event.section);
      }
    });
    this.host.send({ type: 'ready' });
  }

  override render() {
    const { strings, recording, view, script } = this;
    const shown = {
      strings,
      text: this.text,
      progress: this.progress,
      kept: this.host.eye.exhibits,
      map: this.map,
      past: this.past.runs,
      overlays: this.overlays,
      compare: (event: CompareEvent) => {
        this.overlays = this.past.toggle(event.id);
      },
      savePicture: () => this.savePicture(),
      chosen: this.chosen,
      run:
        recording && view && script
          ? {
              recording,
              view,
              script,
              stale: script.stale && !this.empty,
              isSound: this.findings.every(({ severity }) => severity !== 'error'),
            }
          : null,
    };
    return html`
      <main @click=${this.followLink}>
        <day5-header .strings=${strings} .progress=${this.progress}></day5-header>
        ${recording && view && script ? this.renderDashboard(recording, view, script) : nothing}
        ${this.isWhole ? renderSections(shown) : nothing}
      </main>
    `;
  }

  protected override firstUpdated(): void {
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.isWhole = true;
      }),
    );
  }

  protected override updated(): void {
    if (this.isWhole && this.view && !this.isSettled) {
      this.isSettled = true;
      this.updateComplete.then(() => this.settle(), console.error);
    }
    // It comes with the first snapshot, and stays.
    if (this.dashboard && !this.watched) {
      this.watched = true;
      this.covered.observe(this.dashboard);
    }
  }

  /** The run, its curve and its controls: what stays in sight. */
  private renderDashboard(recording: Recording, view: View, script: ScriptView) {
    const { strings, empty } = this;
    const stale = script.stale && !empty;
    const older = stale ? 'older' : '';
    const hint = empty
      ? format(script.live ? strings.curveNothing : strings.curveNothingRun, script.file ?? 'day5.py')
      : strings.curveHint;
    return html`
      <section class="dashboard ${older}" aria-label=${strings.dashboard}>
        <div class="top">
          <day5-receipt-bar
            .strings=${strings}
            .script=${script}
            .progress=${this.progress}
          ></day5-receipt-bar>
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
        >
          ${
            empty && script.role === 'own'
              ? html`<button class="link" @click=${() => this.dispatchEvent(run(commands.openReference))}>
                  ${strings.curveWatch}
                </button>`
              : nothing
          }
        </day5-curve>
        <day5-phases
          class=${knowsOrder(this.host.eye.exhibits) ? '' : 'untold'}
          .strings=${strings}
          .recording=${recording}
          .view=${view}
        ></day5-phases>
        <day5-controls
          .strings=${strings}
          .recording=${recording}
          .view=${view}
          .empty=${empty}
        ></day5-controls>
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
    this.revision = message.revision;
    if (!this.empty && !this.host.eye.exhibits.trained) {
      this.host.keep({ exhibits: { ...this.host.eye.exhibits, trained: 'yes' } });
    }
    noteLosses(this.recording, message.losses);
    decodeStops(this.recording, message.stops);
    if (message.outcome && !this.recording.outcome) {
      this.recording.finish(message.outcome);
    }
    this.view = message.view;
    this.script = message.script;
    this.tellDrawn();
  }

  private get sections(): readonly Element[] {
    return [...this.renderRoot.querySelectorAll('.text > section')];
  }

  /** Brings a section into sight, with the focus on its heading, from where one reads on. */
  private showSection(section: Section): void {
    if (!this.isSettled) {
      this.wanted = section;
      return;
    }
    const heading = this.renderRoot.querySelector<HTMLElement>(`#${section}-title`);
    this.hold(() => heading?.scrollIntoView({ block: 'start' }));
    this.remember();
    heading?.focus({ preventScroll: true });
  }

  /** A link of the text leads to a section, or gives a command. */
  private followLink(event: Event): void {
    const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement);
    const target = link?.hash.slice(1);
    const section = sections.find((each) => each === target);
    const command = Object.entries(commands).find(([name]) => name === target)?.[1];
    if (section || command) {
      // VS Code would look for an element of this id, and for none in a shadow tree.
      event.preventDefault();
      event.stopPropagation();
    }
    if (section) {
      this.showSection(section);
    } else if (command) {
      this.dispatchEvent(run(command));
    }
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

  /** Goes on reading where the eye was, or where it is wanted. */
  private settle(): void {
    if (this.wanted) {
      this.showSection(this.wanted);
    } else {
      const { place } = this.host.eye;
      this.hold(() => scrollToPlace(place, this.sections));
    }
  }

  /** Keeps the page where `reach` scrolls it while exhibits are still drawn; whoever scrolls is followed again. */
  private hold(reach: () => void): void {
    this.letGo();
    window.removeEventListener('scrollend', this.remember);
    this.letGo = holdPage(reach, this.sections, () => {
      this.letGo = () => {};
      this.remember();
      window.addEventListener('scrollend', this.remember);
    });
  }
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
