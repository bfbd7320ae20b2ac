/** A Markdown table that also reads well where it is not rendered: the first column left, all others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, k) => Math.max(cell.length, 2, ...rows.map((row) => row[k].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join(' | ')} |`;
  const rule = `|${widths.map((width, k) => (k === 0 ? `:${'-'.repeat(width + 1)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}
