import type { FindingCode } from '../core/diagnosis/finding.ts';
import type { ScriptRole } from '../core/lesson/attempt.ts';
import { type Deliverable, deliverables } from '../core/lesson/deliverables.ts';
import { type LearnerEvent, type Progress, parseLearnerEvent } from '../core/lesson/progress.ts';
import type { Section } from '../core/lesson/sections.ts';
import { type Phase, phases } from '../core/training/phase.ts';
import type { Outcome } from '../core/training/recording.ts';
import { type CommandId, commands } from './ids.ts';
import type { PastRun } from './pastRun.ts';
import type { WireStart, WireStop } from './wire.ts';

/** How fast a run plays: in training steps per second, or a step for every frame that the lesson draws. */
export const speeds = [1, 4, 16, 'fastest'] as const;

export type Speed = (typeof speeds)[number];

/** Where the run is looked at, and whether it plays. */
export interface View {
  /** Index of the stop that the cursor stands on; -1 before anything has happened. */
  readonly position: number;
  /** The last stop that has been looked at; what lies beyond has been computed but is kept for the learner to discover. */
  readonly revealed: number;
  readonly playing: boolean;
  readonly speed: Speed;
}

/** What is wrong with the learner's script, in words. */
export interface Problem {
  /** What Python says, or why the script was stopped: one line. */
  readonly title: string;
  /** What it means, where we know: one plain sentence; else empty. */
  readonly explanation: string;
  /** Where, in the file of the script or one beside it. */
  readonly file: string;
  readonly line: number | null;
}

/**
 * How the learner's script stands: `restricted`: nothing runs in Restricted Mode; `waiting`: Python is loading, or typing
 * goes on; `running`; `finished`: it ran to its end; `failed`: it broke off, see the problem; `stopped`: the learner stopped it.
 */
export type ScriptState = 'restricted' | 'waiting' | 'running' | 'finished' | 'failed' | 'stopped';

/** The learner's script, beside the run of it that is shown. */
export interface ScriptView {
  /** The script's file name; null while the lesson's own run is shown. */
  readonly file: string | null;
  /** Whose it is: the learner's own, the finished loop to watch, or the one with the bug. */
  readonly role: ScriptRole;
  readonly state: ScriptState;
  /** Whether an edit runs it again; else it waits for Run. */
  readonly live: boolean;
  /** Whether what is shown belongs to an older text: from the first keystroke until the new run is there. */
  readonly stale: boolean;
  /** Which of the script's runs is shown, from 0, and how many there are; a script that trains four models has four. */
  readonly run: number;
  readonly runs: number;
  readonly problem: Problem | null;
  /** The deliverable whose receipt is repeated; null where the script is one of the lesson's. */
  readonly receipt: Deliverable | null;
}

/** The losses of the steps from `first` on; NaN for a step without one. */
export interface WireLosses {
  readonly first: number;
  readonly values: Float64Array;
}

/** Everything the panel shows. Sent when it becomes visible, and whenever another run is shown. */
export interface Snapshot {
  readonly type: 'snapshot';
  /** Counts the messages of one snapshot and its deltas, so that the webview notices a gap. */
  readonly revision: number;
  /** Null while there is no run to show, because the script has not trained anything. */
  readonly start: WireStart | null;
  readonly losses: WireLosses;
  readonly stops: readonly WireStop[];
  readonly outcome: Outcome | null;
  readonly view: View;
  readonly script: ScriptView;
  /** The losses of the run before, to compare with; null where there is none. */
  readonly ghost: Float64Array | null;
}

/** What has changed since the message before. */
export interface Delta {
  readonly type: 'delta';
  readonly revision: number;
  readonly losses: WireLosses;
  readonly stops: readonly WireStop[];
  readonly outcome: Outcome | null;
  readonly view: View;
  readonly script: ScriptView;
}

/** The control that had the focus last is to have it again: something else has taken it. */
export interface Focus {
  readonly type: 'focus';
}

/** A section of the lesson is to be looked at. */
export interface Show {
  readonly type: 'show';
  readonly section: Section;
}

/** What the learner has done of the day. Sent when the panel becomes visible, and with every change. */
export interface ProgressMessage {
  readonly type: 'progress';
  readonly progress: Progress;
}

/** Something that was found in the run that is shown, in words. */
export interface FindingView {
  readonly code: FindingCode;
  readonly severity: 'error' | 'note';
  /** What it is called. */
  readonly title: string;
  /** What happened, and why it matters. */
  readonly sentences: readonly [string, string];
  readonly line: number | null;
  readonly step: number;
  /** The section of the lesson that explains it. */
  readonly section: Section;
}

/** What was found in the run that is shown. Sent when the panel becomes visible, and with every change. */
export interface FindingsMessage {
  readonly type: 'findings';
  readonly findings: readonly FindingView[];
}

/** The types of the messages that the webview understands. */
export const toWebviewTypes = [
  'snapshot',
  'delta',
  'focus',
  'show',
  'progress',
  'findings',
  'pastRuns',
  'map',
] as const satisfies readonly ToWebview['type'][];

/** The runs to compare with. */
export interface PastRunsMessage {
  readonly type: 'pastRuns';
  /** Those that the webview does not hold yet. */
  readonly added: readonly PastRun[];
  /** The ids of all that there are, the newest first. */
  readonly kept: readonly number[];
}

/** The map of learning rates, as far as it is trained. */
export interface MapMessage {
  readonly type: 'map';
  /** The last losses at each rate, for the seeds from the first on; those that the webview does not hold yet. */
  readonly rows: readonly Float32Array[];
  /** How many it holds before. */
  readonly from: number;
}

export type ToWebview =
  | Snapshot
  | Delta
  | Focus
  | Show
  | ProgressMessage
  | FindingsMessage
  | PastRunsMessage
  | MapMessage;

/** What the learner wants, or what the webview needs. The host decides. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly command: CommandId }
  | { readonly type: 'moveTo'; readonly position: number }
  | { readonly type: 'setSpeed'; readonly speed: Speed }
  /** What was sent last is on the screen; said while the run plays as fast as it is drawn. */
  | { readonly type: 'drawn' }
  /** Shows another of the script's runs, by its number from 0. */
  | { readonly type: 'showRun'; readonly run: number }
  /** The map of learning rates is in sight: it is to be trained, or sent. */
  | { readonly type: 'trainMap' }
  /** Forgets the runs to compare with. */
  | { readonly type: 'clearHistory' }
  /** Saves the losses of the run that is shown as a table. */
  | { readonly type: 'saveLosses' }
  /** Saves a picture of the curve: a PNG as a data URI. */
  | { readonly type: 'savePicture'; readonly picture: string }
  /** Goes to the line of the problem in the editor. */
  | { readonly type: 'goToProblem' }
  /** Repeats the run that a deliverable's receipt keeps, or that of a learning rate that was tried. */
  | { readonly type: 'replay'; readonly deliverable: Deliverable; readonly rate: number | null }
  /** Goes back from a receipt to the learner's own script. */
  | { readonly type: 'backToScript' }
  /** Writes a learning rate into the learner's file. */
  | { readonly type: 'tryRate'; readonly rate: number }
  /** Writes one way to do a phase into the learner's file. */
  | { readonly type: 'writePhase'; readonly phase: Phase }
  /** Moves the cursor to where one of the findings is seen, by its number from 0, and goes to its line in the editor. */
  | { readonly type: 'showFinding'; readonly finding: number }
  /** The learner has done something in the lesson that belongs to their progress. */
  | { readonly type: 'learner'; readonly event: LearnerEvent };

/** How a PNG begins as a data URI; the rest is its bytes in base64. */
export const pictureStart = 'data:image/png;base64,';

/** The message, if it is one that the webview may send; else undefined. */
export function parseFromWebview(message: unknown): FromWebview | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) {
    return undefined;
  }
  if (
    message.type === 'ready' ||
    message.type === 'drawn' ||
    message.type === 'trainMap' ||
    message.type === 'clearHistory' ||
    message.type === 'saveLosses'
  ) {
    return { type: message.type };
  }
  if (message.type === 'run' && 'command' in message) {
    const command = Object.values(commands).find((id) => id === message.command);
    return command && { type: 'run', command };
  }
  if (message.type === 'moveTo' && 'position' in message && Number.isInteger(message.position)) {
    return { type: 'moveTo', position: Number(message.position) };
  }
  if (message.type === 'showRun' && 'run' in message && Number.isInteger(message.run)) {
    return { type: 'showRun', run: Number(message.run) };
  }
  if (message.type === 'showFinding' && 'finding' in message && Number.isInteger(message.finding)) {
    return { type: 'showFinding', finding: Number(message.finding) };
  }
  if (message.type === 'learner' && 'event' in message) {
    const event = parseLearnerEvent(message.event);
    return event && { type: 'learner', event };
  }
  if (message.type === 'replay' && 'deliverable' in message && 'rate' in message) {
    const deliverable = deliverables.find((id) => id === message.deliverable);
    const rate = typeof message.rate === 'number' ? message.rate : null;
    return deliverable && { type: 'replay', deliverable, rate };
  }
  if (message.type === 'backToScript') {
    return { type: 'backToScript' };
  }
  if (message.type === 'tryRate' && 'rate' in message) {
    const rate = Number(message.rate);
    return rate > 0 && Number.isFinite(rate) ? { type: 'tryRate', rate } : undefined;
  }
  if (message.type === 'writePhase' && 'phase' in message) {
    const phase = phases.find((candidate) => candidate === message.phase);
    return phase && { type: 'writePhase', phase };
  }
  if (message.type === 'savePicture' && 'picture' in message) {
    const { picture } = message;
    return typeof picture === 'string' && picture.startsWith(pictureStart)
      ? { type: 'savePicture', picture }
      : undefined;
  }
  if (message.type === 'goToProblem') {
    return { type: 'goToProblem' };
  }
  if (message.type === 'setSpeed' && 'speed' in message) {
    const speed = speeds.find((candidate) => candidate === message.speed);
    return speed && { type: 'setSpeed', speed };
  }
  return undefined;
}
