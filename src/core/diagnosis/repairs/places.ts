import type { ErrorFinding } from '../finding.ts';
import { firstLineOf, linesOf, movedBefore, takenAway } from './moves.ts';
import { insertedBefore, type Repair, replaced } from './repair.ts';
import {
  around,
  codeWithin,
  isLoop,
  isPlain,
  names,
  type Script,
  type Statement,
  scopeOf,
} from './statements.ts';

/**
 * Repairs of `stale-graph`: the forward pass that stands before the loop goes into it, with what is computed from it in
 * between.
 *
 * Only where nothing else before the loop, nor its head, needs what goes.
 */
export function forwardInLoop(
  { line, evidence }: ErrorFinding<'stale-graph'>,
  script: Script,
): readonly Repair[] {
  const backward = script.at(line);
  const forward = script.at(evidence.forwardLine);
  const loop = backward && around(backward)[0];
  const given = forward && assignedBy(forward);
  // Inside the loop over the parameters it is the backward pass that has to move.
  if (!loop || !isLoop(loop) || !given || loop.inline || evidence.perParameter) {
    return [];
  }
  const beside = script.beside(loop);
  const from = beside.indexOf(forward);
  const to = beside.indexOf(loop);
  if (from < 0 || from > to) {
    return [];
  }
  const moving = [forward];
  const moved = [given];
  for (const each of beside.slice(from + 1, to)) {
    if (moved.some((name) => names(codeWithin(each), name))) {
      const name = assignedBy(each);
      if (!name) {
        return [];
      }
      moving.push(each);
      moved.push(name);
    }
  }
  const [start] = loop.block;
  if (moved.some((name) => names(loop.code, name)) || !start) {
    return [];
  }
  const lines = moving.flatMap((each) => linesOf(script, each, start.indent));
  return [
    {
      kind: 'forwardInLoop',
      code: '',
      edits: [
        ...moving.map((each) => takenAway(script, each)),
        insertedBefore(firstLineOf(script, start), lines),
      ],
    },
  ];
}

/** Repairs of `rebuilt-model`: the line that makes the model goes before the loop, where it needs nothing of the loop. */
export function modelBeforeLoop({ line }: ErrorFinding<'rebuilt-model'>, script: Script): readonly Repair[] {
  const model = script.at(line);
  const loops = model ? around(model) : [];
  const outermost = loops.at(-1);
  const name = model && assignedBy(model);
  if (!model || !outermost || !name || !/=\s*\w+\([^()]*\)$/.test(model.code) || !loops.every(isLoop)) {
    return [];
  }
  const value = model.code.slice(model.code.indexOf('=') + 1);
  const inLoop = script.all.filter(({ first, end }) => outermost.first <= first && end <= outermost.end);
  const others = inLoop.filter((each) => each !== model);
  const isFree = [...value.matchAll(/[A-Za-z_]\w*/g)].every(([used]) =>
    others.every((each) => !gives(each, used)),
  );
  const isOnly = others.every((each) => !gives(each, name)) && model.parent?.block.length !== 1;
  if (!isFree || !isOnly) {
    return [];
  }
  // A seed that is set for the model goes with it.
  const beside = script.beside(model);
  const before = beside[beside.indexOf(model) - 1];
  const isSeed = before !== undefined && /^random\.seed\(\d+\)$/.test(before.code);
  const moving = isSeed && beside.length > 2 ? [before, model] : [model];
  return [{ kind: 'modelOnce', code: '', edits: movedBefore(script, moving, outermost) }];
}

/** Repairs of `repeated-backward`: the second of two equal calls goes, where the first is always made before it. */
export function singleBackward(
  { line, evidence }: ErrorFinding<'repeated-backward'>,
  script: Script,
): readonly Repair[] {
  const second = script.at(line);
  const first = script.at(evidence.firstLine);
  if (!first || !second || first === second || !evidence.sameLoss) {
    return [];
  }
  const block = script.beside(first);
  const isCall = (each: Statement) => /^[\w.]+\.backward\(\)$/.test(each.code);
  const isCertain =
    isCall(first) &&
    first.code === second.code &&
    block.indexOf(first) < block.indexOf(second) &&
    block.length > 2;
  return isCertain ? [{ kind: 'backwardOnce', code: '', edits: [takenAway(script, second)] }] : [];
}

/** Repairs of `missing-backward`: a `backward` that is named and not called. */
export function calledBackward(
  { line }: ErrorFinding<'missing-backward'>,
  script: Script,
): readonly Repair[] {
  const update = script.at(line);
  const named = script.all.filter(({ code }) => /^[\w.]+\.backward$/.test(code));
  const [only] = named;
  const isCertain =
    update &&
    named.length === 1 &&
    scopeOf(only) === scopeOf(update) &&
    only.parent !== null &&
    around(update).includes(only.parent);
  const edit = isCertain ? replaced(script, only, only.code, `${only.code}()`) : undefined;
  return edit ? [{ kind: 'call', code: `${only.code}()`, edits: [edit] }] : [];
}

/** The name that a plain statement gives; undefined where it does something else, or more. */
function assignedBy(statement: Statement): string | undefined {
  return isPlain(statement) ? /^([A-Za-z_]\w*)\s*=(?!=)/.exec(statement.code)?.[1] : undefined;
}

/** Whether a statement gives a name something, as an assignment or as a loop does. */
function gives({ code, inline }: Statement, name: string): boolean {
  const targets = /^(?:for\s+(.+?)\s+in\b|with\b.*\bas\s+(.+)$|(.+?)\s*(?:[-+*/|&^%]|\/\/|\*\*)?=(?!=))/.exec(
    inline || code,
  );
  const head = /^for\s+(.+?)\s+in\b/.exec(code);
  return names([...(targets?.slice(1) ?? []), head?.[1]].filter(Boolean).join(' '), name);
}
