import { css, html, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type Phase, phases } from '../src/core/training/phase.ts';
import { norm } from '../src/core/training/recording.ts';
import { formatLoss, formatSize } from '../src/protocol/numbers.ts';
import { whatHappened } from '../src/protocol/place.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { RunElement } from './runElement.ts';
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
export class Loop extends RunElement {
  static override styles = [
    theme,
    phaseColours,
    css`
      svg {
        display: block;
        width: 100%;
        max-width: 400px;
        margin: 12px auto 0;
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
      <h2>${strings.loopTitle}</h2>
      <p class="muted">${strings.loopText}</p>
      <svg viewBox="0 0 320 212" role="img" aria-label=${label}>
        ${arcs.map((arc) => svg`<path class="arc" d=${arc} />`)}
        ${heads.map((head) => svg`<path class="head" d="M-4 -4L5 0L-4 4z" transform=${head} />`)}
        <text class="step" x=${centre.x} y=${centre.y - 10}>${strings.stepWord}</text>
        <text class="k" x=${centre.x} y=${centre.y + 18}>${stop ? stop.step : '–'}</text>
        ${phases.map((phase, k) => {
          const { x, y } = places[k];
          const lit = stop?.phases.includes(phase) ?? false;
          return svg`
            <g class="node ${phase} ${lit ? 'lit' : happened[k] ? '' : 'ahead'}" transform="translate(${x} ${y})">
              <rect x=${-box.width / 2} y=${-box.height / 2} width=${box.width} height=${box.height} rx="8" />
              <text y=${results[k] ? -4 : 5}>${names[k]}</text>
              <text class="result" y="13">${results[k]}</text>
            </g>`;
        })}
      </svg>
    `;
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
