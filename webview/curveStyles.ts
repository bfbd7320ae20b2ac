import { css } from 'lit';

/** The styles of the curve and of what stands around it. */
export const curveStyles = css`
      .bar {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-height: 24px;
      }

      .plot {
        position: relative;
        height: var(--plot-height, clamp(150px, 46cqi, 300px));
        cursor: pointer;
        touch-action: pan-y;
      }

      .frame {
        position: relative;
        container-type: inline-size;
      }

      .hint {
        position: absolute;
        z-index: 1;
        inset: 0;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 6px;
        padding: 0 24px 24px 56px;
        color: var(--muted);
        text-align: center;
        pointer-events: none;
      }

      /* Where the run before is drawn, its beginning is high and its end low. */
      .hint.high {
        align-content: start;
        padding-block: 8px 0;
      }

      /* Without anything to draw the words have the room to themselves. */
      .hint.blank {
        position: relative;
        inset: auto;
        margin: 8px 0 4px;
        padding: 8px 16px;
        color: var(--text);
        border: 1px dashed var(--line);
        border-radius: 6px;
      }

      /* Many words make it higher. */
      .frame.blank {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }

      .frame.blank > * {
        grid-area: 1 / 1;
      }

      .frame.blank .uplot {
        visibility: hidden;
      }

      .hint p {
        text-wrap: balance;
      }

      .hint span,
      .hint ::slotted(*) {
        padding: 2px 8px;
        background: var(--page);
        box-decoration-break: clone;
      }

      .hint ::slotted(*) {
        pointer-events: auto;
      }

      .u-cursor-x,
      .u-cursor-y {
        border-color: var(--muted);
      }

      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 0 14px;
        /* As far as the axis. */
        padding-inline-start: 4.2em;
      }

      .legend {
        display: flex;
        align-items: center;
        gap: 6px;
      }

      .legend svg {
        width: 20px;
        height: 2px;
      }

      .legend line {
        stroke: var(--ghost);
        stroke-width: 2;
      }

      .axis {
        margin-inline-start: auto;
      }

      /* Where there is little room, the axis of steps has to do without its name. */
      @container dashboard (max-width: 559px) {
        .foot:not(:has(.legend)) {
          display: none;
        }
      }

      .uplot {
        opacity: var(--graphics, 1);
      }

      .tag {
        position: absolute;
        z-index: 1;
        top: 10px;
        right: 2px;
        pointer-events: none;
      }
    `;
