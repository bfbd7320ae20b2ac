import { css, html, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { type Phase, phases } from '../src/core/training/phase.ts';
import { norm } from '../src/core/training/recording.ts';
import { commands } from '../src/protocol/ids.ts';
import { formatLoss, formatSize } from '../src/protocol/numbers.ts';
import { whatHappened } from '../src/protocol/place.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { buttons } from './button.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { IntentEvent, run } from './host.ts';
import { phaseNumbers } from './phaseNumbers.ts';
import { phaseColours, theme } from './theme.ts';

const box = { width: 96, height: 42 };
const radius = { x: 108, y: 90 };
const centre = { x: 160, y: 114 };

/** Where a phase stands on the ring: forward on top, the others clockwise. */
const places = phases.map((_, k) => {
  const angle = (k / phases.length) * 2 * Math.PI - Math.PI / 2;
  return { angle, x: centre.x + radius.x * Math.cos(angle), y: centre.y + radius.y * Math.sin(angle) };
});

/** The arc of the ring from one phase to the next. */
const arcs = places.map((from, k) => {
  const to = places[(k + 1) % places.length];
  return `M${from.x} ${from.y}A${radius.x} ${radius.y} 0 0 1 ${to.x} ${to.y}`;
});

/** Where an arrow head stands: half-way along each arc, pointing clockwise. */
const heads = places.map(({ angle }) => {
  const middle = angle + Math.PI / phases.length;
  const x = centre.x + radius.x * Math.cos(middle);
  const y = centre.y + radius.y * Math.sin(middle);
  const direction = Math.atan2(radius.y * Math.cos(middle), -radius.x * Math.sin(middle));
  return `translate(${x} ${y}) rotate(${(direction * 180) / Math.PI})`;
});

/** Exhibit A: the training loop as a cycle. The phase the run is in is lit, each with what it produced in this step. */
@customElement('day5-loop')
export class Loop extends ExhibitElement {
  static override styles = [
    theme,
    phaseColours,
    buttons,
    css`
      :host {
        container-type: inline-size;
      }

      .both {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px 24px;
        margin-top: 10px;
      }

      svg {
        display: block;
        width: 100%;
        max-width: 400px;
        margin: 0 auto;
      }

      .node {
        cursor: pointer;
        outline: none;
      }

      .node[aria-disabled='true'] {
        cursor: default;
      }

      .node:hover:not([aria-disabled='true']) rect {
        stroke-width: 2;
      }

      .node:focus-visible rect {
        stroke: var(--focus);
        stroke-width: 2.5;
      }

      .numbers {
        align-self: center;
        /* As high with the numbers of every phase: nothing below moves while the run does. */
        min-height: 10.5em;
      }

      .numbers p {
        padding-inline-start: 10px;
        border-inline-start: 3px solid var(--colour);
        text-wrap: balance;
      }

      .numbers.muted p {
        padding: 0;
        border: 0;
      }

      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1px;
        margin: 6px 0 0;
        padding-inline-start: 13px;
        font-size: 0.92em;
      }

      dl div {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 8px;
        overflow-wrap: anywhere;
      }

      /* What an update computes fits beside a name in one step and not in the next: it never stands there, so that nothing jumps. */
      .update div {
        flex-direction: column;
      }

      dt {
        color: var(--muted);
      }

      dd {
        margin: 0 0 0 auto;
        text-align: end;
      }

      @container (max-width: 420px) {
        /* The name of a parameter and its gradient fit into one line. */
        dl {
          padding-inline-start: 0;
          font-size: 0.88em;
        }
      }

      @container (max-width: 285px) {
        .numbers {
          min-height: 13em;
        }
      }

      @container (min-width: 620px) {
        .both {
          grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
        }
      }

      /* Large text needs the room of both. */
      @container (max-width: 40em) {
        .both {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      .arc {
        fill: none;
        stroke: var(--line);
        stroke-width: 1.5;
      }

      .head {
        fill: var(--muted);
      }

      rect {
        fill: var(--surface);
        stroke: var(--line);
        transition: fill 120ms;
      }

      text {
        fill: var(--text);
        font-size: 12.5px;
        text-anchor: middle;
      }

      text.result {
        fill: var(--muted);
        font-family: var(--mono);
        font-size: 10.5px;
      }

      .step {
        fill: var(--muted);
        font-size: 12px;
      }

      .k {
        font-family: var(--mono);
        font-size: 26px;
        font-weight: 600;
      }

      /* Behind each node, whose own colour may let through what is below it: the ring ends at its edge. */
      .ground {
        fill: var(--page);
        stroke: none;
      }

      .node rect {
        stroke: var(--colour);
      }

      .lit rect {
        fill: var(--colour);
      }

      .lit text,
      .lit text.result {
        fill: var(--page);
        font-weight: 600;
      }

      .ahead rect {
        stroke-opacity: 0.45;
      }

      .ahead text {
        fill: var(--muted);
      }

      @media (prefers-reduced-motion: reduce) {
        rect {
          transition: none;
        }
      }

      @media (forced-colors: active) {
        .ground {
          fill: Canvas;
        }
        .lit rect {
          fill: Highlight;
        }
        .lit text,
        .lit text.result {
          fill: HighlightText;
        }
      }
    `,
  ];

  override render() {
    const { strings, recording, view, stop } = this;
    const happened = phases.map((phase) => this.lastOfPhase(phase) >= 0);
    const results = phases.map((phase) => this.result(phase));
    const names = phases.map((phase) => strings[`phase.${phase}`]);
    const all = phases.map((_, k) => (results[k] ? `${names[k]}: ${results[k]}` : names[k])).join(', ');
    const lit = whatHappened(recording, view.position, strings);
    const label = lit ? format(strings.loopNow, lit, all) : format(strings.loopStart, all);
    return html`
      <span class="eyebrow">${strings.exhibitA}</span>
      <p class="muted">${strings.loopText}</p>
      <div class="both">
        <svg viewBox="0 0 320 212" role="group" aria-label=${label}>
          <g aria-hidden="true">
            ${arcs.map((arc) => svg`<path class="arc" d=${arc} />`)}
            ${places.map(
              ({ x, y }) =>
                svg`<rect class="ground" x=${x - box.width / 2} y=${y - box.height / 2} width=${box.width} height=${box.height} rx="8" />`,
            )}
            ${heads.map((head) => svg`<path class="head" d="M-4 -4L5 0L-4 4z" transform=${head} />`)}
            <text class="step" x=${centre.x} y=${centre.y - 10}>${strings.stepWord}</text>
            <text class="k" x=${centre.x} y=${centre.y + 18}>${stop ? stop.step : '–'}</text>
          </g>
          ${phases.map((phase, k) => {
            const { x, y } = places[k];
            const lit = stop?.phases.includes(phase) ?? false;
            const target = this.target(phase);
            const words = results[k] ? format(strings['loop.goWith'], names[k], results[k]) : names[k];
            const go = results[k] ? words : format(strings['loop.go'], names[k]);
            return svg`
              <g
                class="node ${phase} ${lit ? 'lit' : happened[k] ? '' : 'ahead'}"
                transform="translate(${x} ${y})"
                role="button"
                tabindex="0"
                aria-disabled=${target < 0}
                aria-label=${target < 0 ? format(strings['loop.notThere'], names[k]) : go}
                @click=${() => this.go(phase)}
                @keydown=${(event: KeyboardEvent) => this.goByKey(event, phase)}
              >
                <rect x=${-box.width / 2} y=${-box.height / 2} width=${box.width} height=${box.height} rx="8" />
                <text y=${results[k] ? -4 : 5}>${names[k]}</text>
                <text class="result" y="13">${results[k]}</text>
              </g>`;
          })}
        </svg>
        ${this.renderNumbers()}
      </div>
    `;
  }

  /** What the phase that is lit has computed, number by number. */
  private renderNumbers() {
    const { strings, stop, recording, view } = this;
    const phase = stop?.phases.at(-1);
    if (recording.stops.length === 0) {
      return html`<div class="numbers muted">
        <p>${strings['numbers.empty']}</p>
        <button class="link" @click=${() => this.dispatchEvent(run(commands.openReference))}>${strings['numbers.watch']}</button>
      </div>`;
    }
    if (!phase) {
      return html`<div class="numbers muted"><p>${strings['numbers.none']}</p></div>`;
    }
    const { title, rows } = phaseNumbers(recording, view.position, phase, strings);
    // Each phase has a list of its own: the numbers of one are not those of another, moved.
    return keyed(
      phase,
      html`
        <div class="numbers ${phase}">
          <p>${title}</p>
          <dl>
            ${rows.map(({ name, value }) => html`<div class="number"><dt>${name}</dt><dd>${value}</dd></div>`)}
          </dl>
        </div>
      `,
    );
  }

  /** Index of the stop at which a phase happened in the cursor's step, or happens in the first; -1 where it does not. */
  private target(phase: Phase): number {
    return this.recording.find(this.stop?.step ?? 0, phase);
  }

  private go(phase: Phase): void {
    const position = this.target(phase);
    if (position >= 0) {
      this.dispatchEvent(new IntentEvent({ type: 'moveTo', position }));
    }
  }

  private goByKey(event: KeyboardEvent, phase: Phase): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.go(phase);
    }
  }

  /** What a phase produced in the current step, in a few characters; empty where there is nothing to tell. */
  private result(phase: Phase): string {
    const { recording, strings } = this;
    const index = this.lastOfPhase(phase);
    if (index < 0) {
      return '';
    }
    const { predictions, loss, data, grad, phases: together } = recording.stops[index];
    switch (phase) {
      case 'forward':
        return predictions ? counted(strings, 'result.forward', predictions.length) : '';
      case 'loss':
        return loss === null ? '' : formatLoss(loss);
      case 'zeroGrad': {
        // Where one stop zeroes and goes backward, the gradients after it are not zero any more.
        const zeros = grad.filter((g) => g === 0).length;
        return together.includes('backward') ? '' : counted(strings, 'result.zeroGrad', zeros);
      }
      case 'backward':
        return format(strings['result.backward'], formatSize(norm(grad)));
      case 'update': {
        const before = recording.before(index).data;
        return format(strings['result.update'], formatSize(norm(data.map((p, k) => p - before[k]))));
      }
    }
  }
}

/** A result that counts something, in the singular where it is one. */
function counted(
  strings: LessonStrings,
  result: 'result.forward' | 'result.zeroGrad',
  count: number,
): string {
  return count === 1 ? strings[`${result}One`] : format(strings[result], count);
}
