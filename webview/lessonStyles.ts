import { css } from 'lit';
import { pageWidth } from '../src/protocol/pageHead.ts';

/** The page: the dashboard stays in sight, above the text where it is narrow, beside it where it is wide. */
export const lessonStyles = css`
  :host {
    container: dashboard / inline-size;
    min-height: 100vh;
    background: var(--page);
  }

  main {
    display: grid;
    /* Nothing that is wide by itself makes the page wider than its window. */
    grid-template-columns: minmax(0, 1fr);
    gap: 28px;
    max-width: ${pageWidth}px;
    margin: 0 auto;
    padding: 20px 20px 64px;
  }

  .dashboard {
    /* Nothing covers it: with a margin, the focus in it would move the page. */
    --covered: 0px;
    position: sticky;
    z-index: 2;
    top: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px 20px;
    margin: 0 -20px;
    padding: 10px 20px 12px;
    border-block: 1px solid var(--line);
    background: var(--page);
  }

  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }

  .text {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 60px;
    min-width: 0;
  }

  .text > section,
  .older {
    position: relative;
    min-width: 0;
  }

  .text > section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 22px;
  }

  .text > section > * {
    min-width: 0;
  }

  /* A part of the section before it. */
  .text > .part {
    margin-top: -18px;
  }

  h2 {
    padding-top: 18px;
    border-top: 1px solid var(--line);
    font-size: 1.55em;
    letter-spacing: -0.01em;
    line-height: 1.2;
    text-wrap: balance;
  }

  h2 .numeral {
    margin-inline-end: 0.35em;
    color: var(--muted);
    font-family: Georgia, 'DejaVu Serif', serif;
    font-weight: 400;
  }

  h3 {
    font-size: 1.25em;
  }

  .opening .prose,
  .closing .prose {
    font-size: max(15px, 1.15em);
    font-style: italic;
    line-height: 1.6;
    text-wrap: pretty;
  }

  .closing {
    padding-top: 22px;
    border-top: 1px solid var(--line);
  }

  .waits {
    color: var(--muted);
    font-style: italic;
  }

  .exhibit {
    max-width: 860px;
  }

  .hints {
    max-width: 66ch;
    margin-top: -10px;
  }

  .hints + .hints {
    margin-top: -22px;
  }

  .hints:not(:has(+ .hints)) {
    border-bottom: 1px solid var(--line);
  }

  .older {
    /* As grey as text may be: 4.5 to 1 against the page in every theme. */
    --older: color-mix(in srgb, var(--vscode-foreground) 74%, var(--vscode-editor-background));
  }

  /* What belongs to an older text loses its colours at once; its words stay legible. */
  .older > :is(day5-curve, day5-phases, day5-loop, day5-network, day5-loupe),
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

  .older > .tag {
    position: absolute;
    z-index: 1;
    top: 0;
    right: 0;
  }

  /* It keeps its place until the cards of the first section are in order: it would give that away. */
  .untold {
    visibility: hidden;
  }

  day5-curve > .link {
    text-align: center;
  }

  /* Room for two columns: the curve beside what says where the run is. */
  @container (min-width: 560px) and (min-width: 26em) and (max-width: 959px) {
    .dashboard {
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    }

    .dashboard > day5-curve {
      --plot-height: max(140px, 7em);
      grid-row: 1;
    }

    .dashboard > :is(day5-phases, day5-controls) {
      grid-column: 1 / -1;
    }
  }

  @container (max-width: 559px) or ((max-width: 25.99em) and (max-width: 959px)) {
    .dashboard > day5-curve {
      --plot-height: max(124px, 7em);
    }
  }

  /* What goes on below fades out, until it has been scrolled to. */
  @keyframes more-below {
    0%,
    95% {
      --faded: 32px;
    }
    100% {
      --faded: 0px;
    }
  }

  /* What was found may take many words: they scroll, so that they leave room for the text. */
  @container (max-width: 959px) {
    .dashboard day5-findings {
      max-height: 22vh;
      overflow-y: auto;
      mask-image: linear-gradient(#000 calc(100% - var(--faded, 0px)), transparent);
      /* Where nothing scrolls, this stands still, and nothing fades. */
      animation: more-below linear;
      animation-timeline: scroll(self);
    }
  }

  /* With large text code may need more than a line; then it wraps as the words around it do. */
  @container dashboard (max-width: 20em) {
    .prose code {
      display: inline;
    }
  }

  /* A low window has no room to keep it in sight. */
  @media (max-height: 620px) {
    .dashboard {
      position: static;
    }
  }

  /* With large text in a narrow page it would leave none for reading. */
  @container dashboard (max-width: 22em) {
    .dashboard {
      position: static;
    }

    /* There, its curve may be as high as its words ask for. */
    .dashboard > day5-curve {
      --plot-height: max(124px, 9em);
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

  @container (min-width: 960px) {
    main {
      grid-template-columns: minmax(0, 1fr) minmax(380px, 0.8fr);
      column-gap: 56px;
      padding: 32px 40px 80px;
    }

    day5-header {
      grid-column: 1 / -1;
    }

    .text {
      grid-column: 1;
      grid-row: 2;
    }

    .dashboard {
      top: 20px;
      grid-column: 2;
      grid-row: 2;
      align-self: start;
      margin: 0;
      padding: 16px 18px 18px;
      border: 1px solid var(--line);
      border-radius: 8px;
    }
  }
`;
