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
