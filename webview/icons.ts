import { type SVGTemplateResult, svg } from 'lit';

/** Icons of the step controls, on a grid of 16 × 16 in the colour of the text; the same signs as in the editor. */
export const icons = {
  stepPhase: svg`<path d="M2.6 8.4a5.4 5.4 0 0 1 10-2M13.4 2.6v4h-4" /><circle cx="8" cy="12.4" r="1.7" />`,
  stepBack: svg`<path d="M13.4 8.4a5.4 5.4 0 0 0-10-2M2.6 2.6v4h4" /><circle cx="8" cy="12.4" r="1.7" />`,
  stepIteration: svg`<path d="M3 2.5v11" /><path class="solid" d="M6 3v10l7.5-5z" />`,
  play: svg`<path class="solid" d="M4.5 2.8v10.4L13 8z" />`,
  pause: svg`<path d="M5.4 3v10M10.6 3v10" />`,
  runToEnd: svg`<path class="solid" d="M1.8 3.6v8.8L7.4 8zM7.4 3.6v8.8L13 8z" /><path d="M14 3.2v9.6" />`,
  reset: svg`<path d="M3.2 5.4A5.4 5.4 0 1 1 2.6 9M2.8 2.2v3.6h3.6" />`,
} as const satisfies Record<string, SVGTemplateResult>;
