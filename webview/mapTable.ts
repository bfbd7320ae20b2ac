import { html } from 'lit';
import {
  doneBelow,
  mapRates,
  type RateSummary,
  stuckAbove,
  summarizeRate,
} from '../src/core/training/rateMap.ts';
import { formatLoss, formatRate } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { latest } from './latest.ts';
import type { LossColumn } from './lossTable.ts';
import './lossTable.ts';

/** Every learning rate has its row. */
const listed = [...mapRates.keys()];

const summaries = latest((rows: readonly Float32Array[]) => listed.map((rate) => summarizeRate(rows, rate)));

/** The map in numbers: what the runs of each of its columns came to, by the seeds that are trained. */
export function mapTable(rows: readonly Float32Array[], strings: LessonStrings) {
  const all = summaries(rows);
  const column = (
    name: string,
    value: (summary: RateSummary) => number,
    write: (value: number) => string,
  ): LossColumn => ({ name, losses: all.map((each) => (each.runs === 0 ? null : value(each))), write });
  const percent = (share: number) => `${Math.round(100 * share)}%`;
  return html`<day5-loss-table
    .strings=${strings}
    .name=${strings['map.table']}
    .rowHead=${strings['map.rate']}
    .nameRow=${(rate: number) => formatRate(Number(mapRates[rate].toPrecision(2)))}
    .columns=${[
      column(strings['map.median'], ({ median }) => median, formatLoss),
      column(strings['map.best'], ({ best }) => best, formatLoss),
      column(strings['map.worst'], ({ worst }) => worst, formatLoss),
      column(format(strings['map.below'], doneBelow), ({ done }) => done, percent),
      column(format(strings['map.above'], stuckAbove), ({ stuck }) => stuck, percent),
    ]}
    .listed=${listed}
  ></day5-loss-table>`;
}
