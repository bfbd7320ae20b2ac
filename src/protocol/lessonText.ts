import type { Section } from '../core/lesson/sections.ts';
import type { Phase } from '../core/training/phase.ts';

/** What a text can have between its paragraphs, by the name that it is called by there. */
export const exhibits = [
  'loop',
  'order',
  'network',
  'loupe',
  'guess',
  'history',
  'rates',
  'map',
  'schedule',
  'accumulation',
  'zeroLab',
  'hunt',
  'matrix',
  'deliverables',
  'keys',
] as const;

export type Exhibit = (typeof exhibits)[number];

/**
 * What the learner has said in an exhibit before more is told, which would give it away: which loop is lower after all steps, for
 * any seed of the zero-grad laboratory; the same after the first steps, for seed 5571.
 */
export const answers = ['late', '5571'] as const;

export type Answer = (typeof answers)[number];

/** A piece of a text: paragraphs, as HTML that the build has made of Markdown; an exhibit; or the hints for a phase. */
export type TextPart =
  | { readonly kind: 'prose'; readonly html: string; readonly once?: Answer }
  | { readonly kind: 'exhibit'; readonly exhibit: Exhibit }
  /** For those who are stuck, one after the other. */
  | { readonly kind: 'hints'; readonly phase: Phase; readonly tiers: readonly string[] };

/** One text of the lesson. */
export interface Text {
  /** Empty for a text without a heading. */
  readonly title: string;
  readonly parts: readonly TextPart[];
}

/** The texts around the sections. */
export const frameTexts = ['opening', 'closing', 'tomorrow'] as const;

export type TextName = Section | (typeof frameTexts)[number];

/** All that the lesson tells, in one language. */
export type LessonText = Readonly<Record<TextName, Text>>;
