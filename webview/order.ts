import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { mistaken, orderMistake } from '../src/core/lesson/phaseOrder.ts';
import { type Phase, phases } from '../src/core/training/phase.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import { KeepEvent } from './host.ts';
import { readOrder, shuffled, writeOrder } from './orderKept.ts';
import { phaseColours, theme } from './theme.ts';

/** What each phase is in the program, in short; the words of a program are the same in every language. */
const codeOf: Readonly<Record<Phase, string>> = {
  forward: 'ypred = model(x)',
  loss: 'L = Σ(y − ŷ)²',
  zeroGrad: 'p.grad = 0.0',
  backward: 'L.backward()',
  update: 'p.data −= lr · p.grad',
};

/** Five cards, one for each phase, to be put in order by pointer or keyboard; every order that trains is right. */
@customElement('day5-order')
export class Order extends LitElement {
  static override styles = [
    theme,
    phaseColours,
    buttons,
    css`
      ol {
        display: grid;
        gap: 6px;
        max-width: 420px;
        margin: 14px 0 12px;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: 1.2em minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px;
      }

      .place {
        color: var(--muted);
      }

      .card {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 8px;
        width: 100%;
        padding: 6px 9px;
        border: 1px solid var(--line);
        border-inline-start: 4px solid var(--colour);
        border-radius: 4px;
        background: var(--surface);
        color: var(--vscode-editorWidget-foreground, var(--text));
        font: inherit;
        text-align: start;
        cursor: grab;
        touch-action: none;
        user-select: none;
      }

      .card:hover {
        border-color: var(--colour);
      }

      .held .card {
        border-color: var(--focus);
        cursor: grabbing;
      }

      .card code {
        font-family: var(--mono);
        color: var(--muted);
        font-size: 0.9em;
      }

      .move {
        min-width: 24px;
        min-height: max(24px, 1.3em);
        padding: 0;
        border: 1px solid transparent;
        border-radius: 4px;
        background: none;
        color: var(--vscode-icon-foreground);
        font: inherit;
        line-height: 1;
        cursor: pointer;
      }

      .move:hover:not([aria-disabled='true']) {
        background: var(--vscode-toolbar-hoverBackground);
      }

      .move[aria-disabled='true'] {
        opacity: 0.35;
        cursor: default;
      }

      .card .does {
        flex: 1 0 100%;
        color: var(--muted);
        font-size: 0.9em;
      }

      /* The two that the answer speaks of. */
      .mistaken .card {
        border-style: dashed;
        border-inline-start-style: solid;
        border-color: var(--text);
        border-inline-start-color: var(--colour);
      }

      .doing {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 14px;
      }

      .answer {
        max-width: 60ch;
        min-height: 4.5em;
        margin-top: 10px;
      }

      .right {
        color: var(--phase-update);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  /** The order in which the cards were left, as the eye's memory has it; empty before anything was moved. */
  @property({ attribute: false }) kept = '';
  @state() private order: readonly Phase[] = shuffled;
  @state() private checked = false;
  /** Whether any order has been checked, and whether one of them was right. */
  @state() private tried = false;
  private solved = false;
  @state() private held: Phase | null = null;
  /** What the last move by keyboard has come to, for those who hear it. */
  @state() private said = '';
  @query('ol') private readonly list!: HTMLElement;
  @query('.primary') private readonly primary!: HTMLElement;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('kept') && !this.hasUpdated) {
      Object.assign(this, readOrder(this.kept));
    }
  }

  override render() {
    const { strings, order } = this;
    const mistake = this.checked ? orderMistake(order) : null;
    const two: readonly Phase[] = mistake ? mistaken[mistake] : [];
    return html`
      <h3>${strings['order.title']}</h3>
      <p class="muted">${strings['order.text']}</p>
      <ol aria-label=${strings['order.label']}>
        ${repeat(
          order,
          (phase) => phase,
          (phase, place) => this.renderCard(phase, place, two.includes(phase)),
        )}
      </ol>
      <div class="doing">
        <button class="button primary" @click=${this.check}>${strings['order.check']}</button>
        ${
          this.tried && orderMistake(order)
            ? html`<button class="link" @click=${this.show}>${strings['order.show']}</button>`
            : nothing
        }
      </div>
      <div class="answer" role="status">${this.checked ? this.renderAnswer() : nothing}</div>
      <div class="hidden" role="status">${this.said}</div>
    `;
  }

  private renderCard(phase: Phase, place: number, isMistaken: boolean) {
    const { strings, order } = this;
    const name = strings[`phase.${phase}`];
    const label = this.inWords(phase);
    const button = (by: 1 | -1, sign: string, words: string) => {
      const impossible = place + by < 0 || place + by >= order.length;
      return html`<button
        class="move"
        tabindex="-1"
        aria-label=${format(words, name)}
        title=${format(words, name)}
        aria-disabled=${impossible}
        @click=${() => this.move(phase, place + by)}
      >${sign}</button>`;
    };
    return html`
      <li class="${phase} ${this.held === phase ? 'held' : ''} ${isMistaken ? 'mistaken' : ''}">
        <span class="place number" aria-hidden="true">${place + 1}</span>
        <button
          class="card"
          aria-label=${label}
          aria-keyshortcuts="ArrowUp ArrowDown"
          @pointerdown=${(event: PointerEvent) => this.hold(event, phase)}
          @keydown=${(event: KeyboardEvent) => this.moveByKey(event, phase)}
        >
          <span>${name}</span> <code>${codeOf[phase]}</code>
          <span class="does">${strings[`order.does.${phase}`]}</span>
        </button>
        <span>${button(-1, '↑', strings['order.up'])}${button(1, '↓', strings['order.down'])}</span>
      </li>
    `;
  }

  private renderAnswer() {
    const { strings, order } = this;
    const mistake = orderMistake(order);
    if (mistake) {
      return html`<p>${strings[`order.${mistake}`]}</p>`;
    }
    const late = order.indexOf('zeroGrad') > order.indexOf('update');
    return html`<p>
      <span class="right">${strings['order.right']}</span>
      ${late ? strings['order.rightLate'] : strings['order.rightEarly']}
    </p>`;
  }

  /** A card and its place. */
  private inWords(phase: Phase): string {
    const { strings, order } = this;
    const place = order.indexOf(phase) + 1;
    const [name, does] = [strings[`phase.${phase}`], strings[`order.does.${phase}`]];
    return format(strings['order.card'], name, codeOf[phase], place, order.length, does);
  }

  private check(): void {
    this.checked = true;
    this.tried = true;
    this.solved ||= orderMistake(this.order) === null;
    this.keep();
  }

  private show(): void {
    this.order = phases;
    this.check();
    // The link that was pressed is gone now.
    this.primary.focus();
  }

  private move(phase: Phase, to: number): void {
    const place = Math.max(0, Math.min(to, this.order.length - 1));
    if (this.order[place] !== phase) {
      const others = this.order.filter((other) => other !== phase);
      this.order = others.toSpliced(place, 0, phase);
      this.checked = false;
      this.keep();
    }
  }

  private moveByKey(event: KeyboardEvent, phase: Phase): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0) {
      return;
    }
    event.preventDefault();
    const card = event.currentTarget;
    this.move(phase, this.order.indexOf(phase) + by);
    this.said = this.inWords(phase);
    this.updateComplete.then(() => {
      // An element that is moved in the document loses the focus.
      if (card instanceof HTMLElement) {
        card.focus();
      }
    }, console.error);
  }

  private hold(event: PointerEvent, phase: Phase): void {
    if (event.button === 0 && event.isPrimary) {
      this.held = phase;
      this.list.setPointerCapture(event.pointerId);
      this.list.addEventListener('pointermove', this.drag);
      this.list.addEventListener('lostpointercapture', () => this.drop(), { once: true });
    }
  }

  /** The card goes to the place that the pointer is over. */
  private readonly drag = (event: PointerEvent): void => {
    const { held, list } = this;
    if (held && list.hasPointerCapture(event.pointerId)) {
      const cards = [...list.children].map((card) => card.getBoundingClientRect());
      const above = cards.filter(({ top, height }) => event.clientY > top + height).length;
      this.move(held, above);
    }
  };

  private drop(): void {
    this.held = null;
    this.list.removeEventListener('pointermove', this.drag);
  }

  private keep(): void {
    const { order, checked, tried, solved } = this;
    this.dispatchEvent(new KeepEvent('order', writeOrder({ order, checked, tried, solved })));
  }
}
