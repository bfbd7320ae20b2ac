import { css } from 'lit';

/** The mark of a loop in a legend, drawn like its curve: sound dashed, with the bug solid. */
export const loopSwatch = css`
  .swatch {
    display: inline-block;
    flex: none;
    width: 20px;
    margin-inline-end: 7px;
    border-top: 2.5px solid var(--own);
    vertical-align: middle;
  }

  .swatch.sound {
    --own: var(--phase-update);
    border-top-style: dashed;
  }

  .swatch.buggy {
    --own: var(--phase-loss);
  }
`;
