import { css } from 'lit';

/** How a table of values looks that opens below a drawing: it scrolls in itself, its head stays. */
export const valueTable = css`
  details {
    margin-top: 10px;
  }

  summary {
    width: fit-content;
    color: var(--muted);
    font-size: 0.9em;
    cursor: pointer;
  }

  .table {
    max-height: 16em;
    margin-top: 6px;
    overflow: auto;
    mask-image: linear-gradient(#000 calc(100% - var(--faded-below, 0px)), transparent);
    /* Where nothing scrolls, this stands still, and nothing fades. */
    animation: more-rows linear;
    animation-timeline: scroll(self);
  }

  /* Rows that go on below fade out, until they have been scrolled to. */
  @keyframes more-rows {
    0%,
    95% {
      --faded-below: 2.5em;
    }
    100% {
      --faded-below: 0px;
    }
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-family: var(--mono);
    font-size: 0.88em;
    font-variant-numeric: tabular-nums;
  }

  th {
    font-weight: 400;
    text-align: start;
  }

  thead th {
    position: sticky;
    top: 0;
    background: var(--page);
    color: var(--muted);
  }

  :is(td, th):not(:first-child) {
    text-align: end;
  }
`;
