import { html, type TemplateResult } from 'lit';
import type { HuntLoop, HuntTime } from '../src/core/lesson/huntLoop.ts';

/** The name of the hunt's script. */
export const huntFile = 'bug_hunt.py';

/** The two loops, and when they are asked about, in the order in which they are named. */
export const loops: readonly HuntLoop[] = ['sound', 'buggy'];
export const times: readonly HuntTime[] = ['early', 'late'];

/** A sentence in which `{0}` is the name of the hunt's script. */
export function withFile(sentence: string) {
  return around(sentence, '{0}', html`<code>${huntFile}</code>`);
}

/** A sentence with something of its own in a place. */
export function around(sentence: string, place: string, part: TemplateResult) {
  const [before, after] = sentence.split(place);
  return after === undefined ? sentence : html`${before}${part}${after}`;
}
