import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Recording } from '../src/core/training/recording.ts';
import type { ToWebview, View } from '../src/protocol/messages.ts';
import { format } from '../src/protocol/strings.ts';
import { decodeStart, decodeStops } from '../src/protocol/wire.ts';
import type { ScaleEvent } from './curve.ts';
import { connect, IntentEvent, readStrings } from './host.ts';
import { theme } from './theme.ts';
import './controls.ts';
import './curve.ts';
import './phases.ts';
import './deliverables.ts';
import './loop.ts';
import './predictions.ts';
import './readout.ts';

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
        min-width: 0;
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
          grid-row: 2 / span 3;
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
  private recording: Recording | null = null;
  private asking = false;
  private revision = -1;
  /** Changes with every message: the recording itself grows in place. */
  @state() private view: View | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.host.onMessage((message) => this.receive(message));
    this.addEventListener(IntentEvent.type, (event) => {
      if (event instanceof IntentEvent) {
        this.host.send(event.intent);
      }
    });
    this.host.send({ type: 'ready' });
  }

  override render() {
    const { strings, recording, view } = this;
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
        </header>
        ${recording && view ? this.renderRun(recording, view) : nothing}
        <section><day5-deliverables .strings=${strings}></day5-deliverables></section>
      </main>
    `;
  }

  private renderRun(recording: Recording, view: View) {
    const { strings } = this;
    return html`
      <section class="dashboard" aria-label=${strings.dashboard}>
        <day5-readout .strings=${strings} .recording=${recording} .view=${view}></day5-readout>
        <day5-curve
          .strings=${strings}
          .recording=${recording}
          .view=${view}
          .logarithmic=${this.host.eye.logarithmic}
          @day5-scale=${(event: ScaleEvent) => this.host.keep({ logarithmic: event.logarithmic })}
        ></day5-curve>
        <day5-phases .strings=${strings} .recording=${recording} .view=${view}></day5-phases>
        <day5-controls .strings=${strings} .recording=${recording} .view=${view}></day5-controls>
      </section>
      <section>
        <day5-loop .strings=${strings} .recording=${recording} .view=${view}></day5-loop>
      </section>
      <section>
        <day5-predictions .strings=${strings} .recording=${recording} .view=${view}></day5-predictions>
      </section>
    `;
  }

  private receive(message: ToWebview): void {
    if (message.type === 'snapshot') {
      this.recording = decodeStart(message.start);
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
    decodeStops(this.recording, message.stops);
    if (message.outcome && !this.recording.outcome) {
      this.recording.finish(message.outcome);
    }
    this.view = message.view;
    if (first) {
      this.updateComplete.then(() => this.restoreScroll(), console.error);
    }
  }

  /** Goes on reading where the eye was, and remembers from then on where it is. */
  private restoreScroll(): void {
    window.scrollTo(0, this.host.eye.scrollTop);
    window.addEventListener('scrollend', () => this.host.keep({ scrollTop: window.scrollY }));
  }
}
