import { css } from 'lit';

/** What shows stacks of deposits: the choice of a parameter above one large, and beside it all small. */
export const depositStyles = css`
  :host {
    container-type: inline-size;
  }

  .parts {
    display: grid;
    gap: 14px 28px;
  }

  label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
  }

  canvas {
    display: block;
    width: 100%;
  }

  .all canvas {
    cursor: pointer;
  }
`;
