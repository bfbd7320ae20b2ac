import { html } from 'lit';
import { sectionOf } from '../../src/core/lesson/sections.ts';
import { findingSentences, sentencesOf } from '../../src/protocol/findings.ts';
import { findingTitles } from '../../src/protocol/findingTitles.ts';
import type { FindingView } from '../../src/protocol/messages.ts';
import type { Fixture, State, Words } from './fixture.ts';
import { execute, type ScriptName } from './scripts.ts';
import '../../webview/findings.ts';

/** What was found in the run of a script, in the host's words (`panel/feed.ts`). */
async function found(name: ScriptName, words: Words): Promise<FindingView[]> {
  const { findings } = (await execute(name)).attempt;
  return findings.map((finding) => {
    const { code, severity, line, step } = finding;
    const [what, why] = sentencesOf(finding).map(({ key, values }) =>
      words.say(findingSentences[key], ...values),
    );
    const title = words.say(findingTitles[code]);
    return { code, severity, line, step, title, sentences: [what, why], section: sectionOf[code] };
  });
}

const ofScript =
  (name: ScriptName, older = false): State =>
  async (words) =>
    html`<day5-findings
      class=${older ? 'older' : ''}
      .strings=${words.strings}
      .findings=${await found(name, words)}
    ></day5-findings>`;

export const fixture: Fixture = {
  tag: 'day5-findings',
  states: {
    nothing: ({ strings }) => html`<day5-findings .strings=${strings}></day5-findings>`,
    note: ofScript('loop'),
    plateau: ofScript('plateau'),
    error: ofScript('stale'),
    older: ofScript('stale', true),
    severe: ofScript('diverging'),
  },
};
