import type { TemplateResult } from 'lit';
import type { LessonStrings } from '../../src/protocol/strings.ts';

/** A component alone: how it looks in each of its states, with data that its users have. Found by its file's name. */
export interface Fixture {
  readonly tag: string;
  readonly states: Readonly<Record<string, State>>;
  /** What is there once the component has shown all it has, as a selector; where that takes longer than its first render. */
  readonly until?: string;
}

/** The component in a state. */
export type State = (words: Words) => TemplateResult | Promise<TemplateResult>;

/** What is said, in the language that is shown. */
export interface Words {
  readonly strings: LessonStrings;
  /** A sentence that the host would translate, with its values. */
  say(sentence: string, ...values: readonly (string | number)[]): string;
  /** Paragraphs of the lesson. */
  html(html: string): string;
}
