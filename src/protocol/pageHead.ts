/** The head of the lesson's page is painted twice: as HTML by the host, and by the lesson. What both must have alike is here. */

/** The day that the strip stands at. */
export const today = '5';

/** The course's last day. */
export const lastDay = '80';

/** The days of the strip. */
export const stripDays: readonly string[] = ['1', '2', '3', '4', today, '6', '…', lastDay];

/** The page grows no wider, in pixels: lines and charts beyond it are not read better. */
export const pageWidth = 1680;

/** The styles of strip, title and promise. */
export const headStyles = `
  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 4px 12px;
    color: var(--muted);
    font-size: 0.85em;
    letter-spacing: 0.04em;
  }

  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    list-style: none;
    font-variant-numeric: tabular-nums;
  }

  .days li {
    min-width: 1.7em;
    border-radius: 3px;
    line-height: 1.7;
    text-align: center;
  }

  .days .today {
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
    font-weight: 600;
    outline: 1px solid var(--vscode-contrastBorder, transparent);
  }

  h1 {
    margin-top: 10px;
    font-size: 1.9em;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.15;
    text-wrap: balance;
  }

  h1 small {
    display: block;
    margin-top: 2px;
    color: var(--muted);
    font-size: 0.62em;
    font-weight: 400;
    letter-spacing: 0;
  }

  .promise {
    max-width: 58ch;
    margin-top: 10px;
    font-size: 1.05em;
    text-wrap: pretty;
  }
`;
