/** Losses as a table of comma-separated values: `step,loss`, every digit of each; nothing for a step without a loss. */
export function lossesAsCsv(losses: readonly (number | null)[]): string {
  const rows = losses.map((loss, step) => `${step},${loss ?? ''}`);
  return `${['step,loss', ...rows].join('\n')}\n`;
}
