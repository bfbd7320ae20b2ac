import type { Attempt } from './attempt.ts';
import { type HuntLoop, type HuntTime, huntLoop } from './huntLoop.ts';
import { isRight, type Mark } from './huntMark.ts';
import { firstReset, judgeRepair, type Repair } from './huntRepair.ts';
import { type Receipt, receiptOf } from './receipt.ts';

/** Which gradients an update uses, as the learner says: those of its own step, of the step before too, or of all steps. */
export const evidenceAnswers = ['own', 'two', 'all'] as const;

export type EvidenceAnswer = (typeof evidenceAnswers)[number];

/** So many hints there are. */
export const huntHints = 3;

/** How far the learner has come in the bug hunt. What is done stays done. */
export interface Hunt {
  /** Which loop the learner expects to be lower; null while they have not said. */
  readonly predictions: Readonly<Record<HuntTime, HuntLoop | null>>;
  /** The losses of the script as it came, and a fingerprint of its code; null until it has run. */
  readonly run: { readonly losses: readonly (number | null)[]; readonly code: number } | null;
  /** Whether it has run only with changes, so that there was nothing to see. */
  readonly strayed: boolean;
  /** The last answer to what the gradients showed; 'all' is right. */
  readonly answer: EvidenceAnswer | null;
  /** The last place that was marked; once a right one was, only right ones. */
  readonly mark: Mark | null;
  /** How the last repair went; null while the script is as it came. `code` is its fingerprint. */
  readonly repair: (Repair & { readonly code: number }) | null;
  /** The first repair that was sound. */
  readonly repaired: Receipt | null;
  /** How many answers, marks and repairs were wrong, and how many hints were asked for. */
  readonly tries: number;
  readonly hints: number;
  /** How often anything has changed here: tells which of two hunts is further. */
  readonly moves: number;
  /** The evidence that the bug is caught; null until it is. */
  readonly receipt: Receipt | null;
  /** Whether it is done: the place was right, and the repaired script trains. */
  readonly caught: boolean;
}

/** What the learner does in the hunt, beside running its script. */
export type HuntEvent =
  | { readonly type: 'predict'; readonly time: HuntTime; readonly loop: HuntLoop }
  | { readonly type: 'answer'; readonly answer: EvidenceAnswer }
  | { readonly type: 'mark'; readonly mark: Mark }
  | { readonly type: 'hint' };

export const notHunted: Hunt = {
  predictions: { early: null, late: null },
  run: null,
  strayed: false,
  answer: null,
  mark: null,
  repair: null,
  repaired: null,
  tries: 0,
  hints: 0,
  moves: 0,
  receipt: null,
  caught: false,
};

/** The hunt's steps, one of which is open; those before it are done. */
export const huntStages = ['predict', 'run', 'evidence', 'mark', 'repair', 'caught'] as const;

export type HuntStage = (typeof huntStages)[number];

/** Which step the learner is at. */
export function stageOf(hunt: Hunt): HuntStage {
  if (hunt.caught) {
    return 'caught';
  }
  if (!hasPredicted(hunt)) {
    return 'predict';
  }
  if (!hunt.run) {
    return 'run';
  }
  if (hunt.answer !== 'all') {
    return 'evidence';
  }
  return isPlaced(hunt) ? 'repair' : 'mark';
}

/** Whether the learner has said what they expect. Until then the hunt's script is not to run: its curve would tell. */
export function hasPredicted({ predictions }: Hunt): boolean {
  return predictions.early !== null && predictions.late !== null;
}

/** Whether a right place is marked. */
export function isPlaced({ mark }: Hunt): boolean {
  return mark !== null && isRight(mark);
}

/** How many hints may be asked for by now: one for each try that went wrong. */
export function hintsOffered({ tries }: Hunt): number {
  return Math.min(tries, huntHints);
}

/** The hunt after the learner has done something; the same object where that changes nothing. */
export function hunted(hunt: Hunt, event: HuntEvent): Hunt {
  return counted(hunt, afterEvent(hunt, event));
}

function afterEvent(hunt: Hunt, event: HuntEvent): Hunt {
  switch (event.type) {
    case 'predict':
      // After the run it would be no prediction.
      return hunt.run || hunt.predictions[event.time] === event.loop
        ? hunt
        : { ...hunt, predictions: { ...hunt.predictions, [event.time]: event.loop } };
    case 'answer':
      return answered(hunt, event.answer);
    case 'mark':
      return marked(hunt, event.mark);
    case 'hint':
      return hunt.hints < hintsOffered(hunt) ? { ...hunt, hints: hunt.hints + 1 } : hunt;
  }
}

/** The hunt after a script has run, at the time `at` (milliseconds since 1970); the same object where that changes nothing. */
export function huntedBy(hunt: Hunt, attempt: Attempt, at: number): Hunt {
  if (attempt.role !== 'hunt' || !hasPredicted(hunt) || hunt.caught) {
    return hunt;
  }
  return counted(hunt, hunt.run ? withRepair(hunt, attempt, at) : withRun(hunt, attempt));
}

/** Of two hunts, as two windows may have left them, the one that is further; whichever comes first. */
export function furtherHunt(a: Hunt, b: Hunt): Hunt {
  if (a.caught !== b.caught) {
    return a.caught ? a : b;
  }
  if (a.moves !== b.moves) {
    return a.moves > b.moves ? a : b;
  }
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
}

function counted(before: Hunt, after: Hunt): Hunt {
  return after === before ? before : { ...after, moves: before.moves + 1 };
}

/** A fingerprint of a script's code, whatever its comments and blank lines: 32 bits. */
export function fingerprint(text: string): number {
  const code = text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*/, '').trimEnd())
    .filter((line) => line !== '')
    .join('\n');
  let hash = 0x811c9dc5;
  for (let k = 0; k < code.length; k++) {
    hash = Math.imul(hash ^ code.charCodeAt(k), 0x01000193) >>> 0;
  }
  return hash;
}

function answered(hunt: Hunt, answer: EvidenceAnswer): Hunt {
  if (!hunt.run || hunt.answer === 'all' || hunt.answer === answer) {
    return hunt;
  }
  return { ...hunt, answer, tries: hunt.tries + (answer === 'all' ? 0 : 1) };
}

function marked(hunt: Hunt, mark: Mark): Hunt {
  const right = isRight(mark);
  if (!hunt.run || hunt.caught || (isPlaced(hunt) && !right)) {
    return hunt;
  }
  return caughtIfDone({ ...hunt, mark, tries: hunt.tries + (right ? 0 : 1) });
}

/** The first run: of the script as it came, or the hunt would have nothing to show. */
function withRun(hunt: Hunt, { findings, recordings, text }: Attempt): Hunt {
  const [recording] = recordings;
  const { seed, steps } = huntLoop;
  const isAsItCame =
    recording?.steps === steps &&
    recording.info.seed === seed &&
    findings.some(({ code }) => code === 'stale-gradients');
  if (isAsItCame) {
    return {
      ...hunt,
      strayed: false,
      run: { losses: recording.losses().slice(), code: fingerprint(text) },
    };
  }
  return hunt.strayed ? hunt : { ...hunt, strayed: true };
}

function withRepair(hunt: Hunt, attempt: Attempt, at: number): Hunt {
  const code = fingerprint(attempt.text);
  if (code === hunt.run?.code) {
    return hunt.repair ? { ...hunt, repair: null } : hunt;
  }
  if (code === hunt.repair?.code) {
    return hunt;
  }
  const repair = { ...judgeRepair(attempt), code };
  if (repair.kind !== 'sound') {
    return { ...hunt, repair, tries: hunt.tries + 1 };
  }
  const receipt = receiptOf(attempt, { run: 0, ...firstReset(attempt.recordings[0]) }, at);
  return caughtIfDone({ ...hunt, repair, repaired: hunt.repaired ?? receipt });
}

function caughtIfDone(hunt: Hunt): Hunt {
  return hunt.repaired && isPlaced(hunt) ? { ...hunt, caught: true, receipt: hunt.repaired } : hunt;
}
