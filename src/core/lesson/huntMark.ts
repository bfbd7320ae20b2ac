import type { Phase } from '../training/phase.ts';
import type { Recording } from '../training/recording.ts';
import { statementOf } from './loopLine.ts';
import { indentOf, loopOfRun } from './loopOfRun.ts';

/** The places where a reset of the gradients does its work: in every step, and not between backward pass and update. */
export const rightPlaces = ['beforeBackward', 'afterUpdate', 'inForward'] as const;

/**
 * The others: before there is a model, before the loop, after it, between backward pass and update, or in a function of
 * which no training is recorded.
 */
export const wrongPlaces = ['beforeModel', 'beforeLoop', 'afterLoop', 'beforeUpdate', 'elsewhere'] as const;

export type MarkPlace = (typeof rightPlaces)[number] | (typeof wrongPlaces)[number];

/** The line above which the learner would reset the gradients, and what that would come to. */
export interface Mark {
  /** From 1, and what stands there. */
  readonly line: number;
  readonly text: string;
  readonly place: MarkPlace;
  /** Where the loop begins, goes backward and updates; null where that is not known. */
  readonly loop: number | null;
  readonly backward: number | null;
  readonly update: number | null;
}

export function isRight({ place }: Mark): boolean {
  return rightPlaces.some((each) => each === place);
}

/**
 * Judges a mark by what was recorded: a reset above this line (from 1) of the text would run where in a training step?
 *
 * The recording tells the lines of forward pass, loss, backward pass and update; the text, only which blocks lines are in.
 */
export function judgeMark(text: string, recording: Recording, line: number): Mark {
  const lines = text.split(/\r?\n/);
  const script = { lines, happened: linesOfStep(recording) };
  const loop = loopOfRun(text, recording);
  const at = statementOf(line, text);
  const inLoop = loop === null ? null : loopPlaces(script, loop);
  return {
    line,
    text: (lines[line - 1] ?? '').trim(),
    place: placeOf(script, at, loop, recording.info.line ?? null, inLoop),
    loop,
    backward: script.happened.backward.at(0) ?? null,
    update: script.happened.update.at(-1) ?? null,
  };
}

/** The lines of a phase, ascending. */
type LinesOf = Readonly<Record<Phase, readonly number[]>>;

interface Script {
  readonly lines: readonly string[];
  readonly happened: LinesOf;
}

/** Where in a block something goes backward, and where it updates. */
interface Places {
  readonly backward: number | null;
  readonly update: number | null;
}

function placeOf(
  script: Script,
  at: number,
  loop: number | null,
  model: number | null,
  inLoop: Places | null,
): MarkPlace {
  const called = functionAround(script.lines, at);
  if (called !== null && (loop === null || !isInBlock(script.lines, called, loop))) {
    return placeInFunction(script, called, at);
  }
  if (loop === null || inLoop === null) {
    return 'elsewhere';
  }
  if (at <= loop) {
    return model !== null && at <= model ? 'beforeModel' : 'beforeLoop';
  }
  if (at > blockEnd(script.lines, loop)) {
    // The blank line below the loop may as well be its last one.
    return at === blockEnd(script.lines, loop) + 1 && !/\S/.test(script.lines[at - 1] ?? '')
      ? 'afterUpdate'
      : 'afterLoop';
  }
  return placeBetween(inLoop, at);
}

function placeInFunction(script: Script, head: number, at: number): MarkPlace {
  const { forward, loss, backward, update } = script.happened;
  const within = (lines: readonly number[]) => lines.filter((line) => isInBlock(script.lines, head, line));
  const places = { backward: within(backward)[0] ?? null, update: within(update).at(-1) ?? null };
  if (places.backward !== null || places.update !== null) {
    return placeBetween(places, at);
  }
  return within([...forward, ...loss]).length > 0 ? 'inForward' : 'elsewhere';
}

/** Above the backward pass, below the update, or between them; where one of the two is elsewhere, by the other alone. */
function placeBetween({ backward, update }: Places, at: number): MarkPlace {
  if (backward !== null && update !== null && update < backward) {
    return at > update && at <= backward ? 'beforeBackward' : 'beforeUpdate';
  }
  if (backward !== null && at <= backward) {
    return 'beforeBackward';
  }
  return update === null || at <= update ? 'beforeUpdate' : 'afterUpdate';
}

/** Where in the training loop it goes backward and updates: on its own lines, or where it calls the function that does. */
function loopPlaces(script: Script, loop: number): Places {
  const place = (phase: Phase, end: 'first' | 'last') => {
    const lines = script.happened[phase].map((line) => lineInLoop(script.lines, loop, line));
    const known = lines.filter((line) => line !== null);
    return (end === 'first' ? known[0] : known.at(-1)) ?? null;
  };
  return { backward: place('backward', 'first'), update: place('update', 'last') };
}

function lineInLoop(lines: readonly string[], loop: number, line: number): number | null {
  if (isInBlock(lines, loop, line)) {
    return line;
  }
  const head = functionAround(lines, line);
  const [, name] = /^\s*(?:async\s+)?def\s+(\w+)/.exec(lines[(head ?? 0) - 1] ?? '') ?? [];
  const call = name ? new RegExp(`\\b${name}\\(`) : null;
  const at = lines.findIndex((each, k) => isInBlock(lines, loop, k + 1) && call?.test(each));
  return at < 0 ? null : at + 1;
}

/** The head of the function that a line is in; null where it is in none. */
function functionAround(lines: readonly string[], line: number): number | null {
  let indent = indentAt(lines, line);
  for (let k = line - 1; k > 0 && indent > 0; k--) {
    if (indentOf(lines[k - 1]) < indent) {
      if (/^\s*(?:async\s+)?def\b/.test(lines[k - 1])) {
        return k;
      }
      indent = indentOf(lines[k - 1]);
    }
  }
  return null;
}

/** How far in a line stands: a comment where it is, a blank line as far as what follows. */
function indentAt(lines: readonly string[], line: number): number {
  const own = (lines[line - 1] ?? '').search(/\S/);
  const next = lines.slice(line).find((each) => /\S/.test(each));
  return own >= 0 ? own : Math.max(0, next?.search(/\S/) ?? 0);
}

function isInBlock(lines: readonly string[], head: number, line: number): boolean {
  return line > head && line <= blockEnd(lines, head);
}

/** The last line of the block that a line opens, blank lines at its end left out. */
function blockEnd(lines: readonly string[], head: number): number {
  const indent = indentOf(lines[head - 1]);
  let end = head;
  for (let k = head + 1; k <= lines.length && indentOf(lines[k - 1]) > indent; k++) {
    if (Number.isFinite(indentOf(lines[k - 1])) || lines[k - 1].search(/\S/) > indent) {
      end = k;
    }
  }
  return end;
}

/** The lines of each phase in one step: the second, for what a script does before its loop falls into the first. */
function linesOfStep(recording: Recording): LinesOf {
  const step = recording.stops[recording.lastOf(0) + 1]?.step ?? recording.stops[0]?.step ?? 0;
  const stops = recording.stops.slice(recording.firstOf(step), recording.lastOf(step) + 1);
  const of = (phase: Phase) =>
    stops
      .filter(({ phases }) => phases.includes(phase))
      .flatMap(({ line, lines }) => lines?.[phase] ?? line ?? [])
      .sort((a, b) => a - b);
  return {
    forward: of('forward'),
    loss: of('loss'),
    zeroGrad: of('zeroGrad'),
    backward: of('backward'),
    update: of('update'),
  };
}
