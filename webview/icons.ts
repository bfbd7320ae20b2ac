import { type SVGTemplateResult, svg } from 'lit';

/** Icons of the step controls, drawn on a grid of 16 × 16 in the colour of the text. */
export const icons = {
  stepPhase: svg`<path d="M3 3.5v9l7-4.5z" /><rect x="11.5" y="3.5" width="1.8" height="9" rx=".6" />`,
  stepBack: svg`<path d="M13 3.5v9L6 8z" /><rect x="2.7" y="3.5" width="1.8" height="9" rx=".6" />`,
  stepIteration: svg`<path d="M1.5 3.5v9L7.5 8zM7.5 3.5v9l6-4.5z" /><rect x="13.4" y="3.5" width="1.6" height="9" rx=".6" />`,
  play: svg`<path d="M4.5 2.8v10.4L13 8z" />`,
  pause: svg`<rect x="4" y="3" width="2.8" height="10" rx=".7" /><rect x="9.2" y="3" width="2.8" height="10" rx=".7" />`,
  runToEnd: svg`<path d="M2 3.5v9L8 8zM7.5 3.5v9l6-4.5z" opacity=".55" /><rect x="12.6" y="3" width="2" height="10" rx=".6" />`,
  reset: svg`<path d="M8 2.6a5.4 5.4 0 1 1-5.2 4l1.5.4A3.9 3.9 0 1 0 8 4.1v2.2L4.6 3.3 8 .4z" />`,
  done: svg`<path d="M6.4 11.6 2.9 8.1l1.2-1.2 2.3 2.3 5.5-5.5 1.2 1.2z" />`,
} as const satisfies Record<string, SVGTemplateResult>;
