import type { ErrorFinding } from '../finding.ts';
import { insertedBeforeStatement, linesOf, movedBefore, takenAway } from './moves.ts';
import { insertedAfter, type Repair, replaced } from './repair.ts';
import {
  around,
  codeWithin,
  holderOf,
  isFor,
  isLoop,
  isPlain,
  type Script,
  type Statement,
  scopeOf,
} from './statements.ts';

/** A loop over parameters, as the script writes it: its heads, the outermost first, and the name of one parameter. */
interface ParameterLoop {
  readonly heads: readonly string[];
  readonly name: string;
  /** What the innermost goes through. */
  readonly through: string;
}

/**
 * Repairs of `stale-gradients`: a reset before the backward pass, in the block in which the update follows.
 *
 * A reset that is there and does nothing is mended instead. The loop over the parameters is that of the update: whatever is
 * updated is reset.
 */
export function resetRepairs(
  { line, evidence }: ErrorFinding<'stale-gradients'>,
  script: Script,
): readonly Repair[] {
  const backward = script.at(line);
  const applying = script.at(evidence.appliedLine);
  const update = backward && applying && reachedFrom(script, backward, applying);
  const target = update && resetPlace(script, backward, update);
  const loop = update && (updateLoop(script, applying, backward) ?? onlyModel(script, backward));
  if (!target || !loop) {
    return [];
  }
  const mended =
    setToZero(script, script.at(evidence.keptLine), target, loop) ?? mendedReset(script, target, loop);
  if (mended) {
    return [mended];
  }
  const byHand = writtenOut(script, target, loop, applying.inline !== '');
  const called = zeroGradCall(script, target, loop);
  const insertion = (code: readonly string[]): Repair => ({
    kind: 'reset',
    code: code.map((each) => each.trim()).join(' '),
    edits: [
      insertedBeforeStatement(
        script,
        target,
        code.map((each) => target.indent + each),
      ),
    ],
  });
  const both = called?.isOwn ? [called.code, byHand] : called ? [byHand, called.code] : [byHand];
  return both.map(insertion);
}

/** Repairs of `gradients-cleared-before-update`: the reset goes before the backward pass, or behind the update. */
export function movedResets(
  { line, evidence }: ErrorFinding<'gradients-cleared-before-update'>,
  script: Script,
): readonly Repair[] {
  const statement = script.at(line);
  const backward = script.at(evidence.backwardLine);
  const update = script.at(evidence.updateLine);
  const isLate = evidence.late > 0;
  if (isLate || !statement || !backward || !update || statement === update || statement === backward) {
    return [];
  }
  const reset = wholeReset(statement);
  if (!isPlain(reset) && !isFor(reset)) {
    return [];
  }
  const outer = sampleLoop(reset, backward, update);
  if (outer) {
    return [{ kind: 'resetEarlier', code: '', edits: movedBefore(script, [reset], outer) }];
  }
  const block = script.beside(reset);
  const place = block.find((each) => codeWithin(each).includes('.backward('));
  if (place) {
    const isEarlier = place.first < reset.first && holderOf(block, backward) !== undefined;
    const certain = isEarlier && (isFor(place) || place.block.length === 0);
    return certain ? [{ kind: 'resetEarlier', code: '', edits: movedBefore(script, [reset], place) }] : [];
  }
  const holder = holderOf(block, update);
  if (!holder || holder.first < reset.first) {
    return [];
  }
  return [
    {
      kind: 'resetLater',
      code: '',
      edits: [
        takenAway(script, reset),
        insertedAfter(script, holder.end, linesOf(script, reset, holder.indent)),
      ],
    },
  ];
}

/** The update as it is reached from where the backward pass is: itself, or the one call of its function. */
function reachedFrom(script: Script, backward: Statement, update: Statement): Statement | undefined {
  const scope = scopeOf(update);
  const here = scopeOf(backward);
  if (scope === here) {
    return update;
  }
  const [, name] = /^(?:async\s+)?def\s+(\w+)/.exec(scope?.code ?? '') ?? [];
  const calls = script.all.filter(
    (each) => scopeOf(each) === here && isPlain(each) && new RegExp(`\\b${name}\\(`).test(each.code),
  );
  return name && calls.length === 1 ? calls[0] : undefined;
}

/** Before which statement a reset belongs: that of the innermost block with both backward pass and update. */
function resetPlace(script: Script, backward: Statement, update: Statement): Statement | undefined {
  let place = backward;
  // What is done only sometimes is no place from which to conclude anything.
  while (!holderOf(script.beside(place), update) || holderOf(script.beside(place), update) === place) {
    if (place === update || !place.parent || !isFor(place.parent) || codeWithin(place).includes('if ')) {
      return undefined;
    }
    place = place.parent;
  }
  // An update that comes only now and then uses what several steps have added up.
  for (let each = update; each.parent !== place.parent; each = each.parent) {
    if (!each.parent || !isFor(each.parent)) {
      return undefined;
    }
  }
  const isInLoop = place.parent !== null && (isLoop(place.parent) || /^def\b/.test(place.parent.code));
  return isInLoop ? place : undefined;
}

/** A list by its name, a model's parameters, or these and some more. */
const plainList = /^[\w.]+(?:\.parameters\(\))?(?: \+ \[[\w., ]+\])?$/;

/** The loop that updates the parameters, if it is plain and the only one, and means the same where the backward pass is. */
function updateLoop(script: Script, update: Statement, backward: Statement): ParameterLoop | undefined {
  const scope = scopeOf(update);
  const writes = script.all.filter(
    (each) => scopeOf(each) === scope && /\.data\s*[-+*/]?=(?!=)/.test(each.inline || each.code),
  );
  const chain = [...(update.inline ? [update] : []), ...around(update)];
  const loops = chain.slice(
    0,
    chain.findIndex((each) => holds(each, backward)) < 0
      ? chain.length
      : chain.findIndex((each) => holds(each, backward)),
  );
  const heads = loops.map(({ code }) => /^for\s+(.+?)\s+in\s+(.+)$/.exec(code));
  const [inner] = heads;
  const [, name] = /^(\w+)\.data\s*[-+*/]?=(?!=)/.exec(update.inline || update.code) ?? [];
  const isKnown = heads.every((head) => head !== null && plainList.test(listOf(head[2])));
  const isNamed = inner?.[1].split(/[\s,]+/).includes(name ?? '');
  if (writes.length !== 1 || !inner || !isKnown || !isNamed) {
    return undefined;
  }
  const through = heads.map((head) => listOf(head?.[2] ?? ''));
  const isSame = scope === scopeOf(backward);
  const isOfSameObject =
    scope?.parent === scopeOf(backward)?.parent &&
    scope?.parent &&
    through.slice(-1).every((each) => each.startsWith('self.'));
  if (!isSame && !isOfSameObject) {
    return undefined;
  }
  return {
    heads: heads.map((head, k) => `for ${k === 0 ? name : head?.[1]} in ${through[k]}:`).reverse(),
    name,
    through: through[0],
  };
}

/** The loop over the parameters of the only model that is spoken of where the backward pass is. */
function onlyModel(script: Script, backward: Statement): ParameterLoop | undefined {
  const scope = scopeOf(backward);
  const models = new Set(
    script.all
      .filter((each) => scopeOf(each) === scope)
      .flatMap(({ code, inline }) => [...`${code}\n${inline}`.matchAll(/([\w.]+)\.parameters\(\)/g)])
      .map(([, model]) => model),
  );
  const [model] = models;
  return models.size === 1
    ? { heads: [`for p in ${model}.parameters():`], name: 'p', through: `${model}.parameters()` }
    : undefined;
}

/** What a loop's head goes through, without the numbers beside it. */
function listOf(iterable: string): string {
  return /^enumerate\((.+)\)$/.exec(iterable)?.[1] ?? iterable;
}

/** A reset that stands in the same loop and does nothing: not called, or compared instead of assigned. */
function mendedReset(script: Script, target: Statement, { through }: ParameterLoop): Repair | undefined {
  const beside = script.beside(target);
  const model = /^([\w.]+)\.parameters\(\)$/.exec(through)?.[1];
  const uncalled = beside.find(({ code }) => model !== undefined && code === `${model}.zero_grad`);
  if (uncalled) {
    const edit = replaced(script, uncalled, uncalled.code, `${uncalled.code}()`);
    return edit && { kind: 'call', code: `${uncalled.code}()`, edits: [edit] };
  }
  const comparison = beside.flatMap((each) =>
    isFor(each) && each.code.endsWith(` in ${through}`) ? each.block : [],
  );
  const compared = comparison.find(({ code }) => /^\w+\.grad\s*==\s*0(?:\.0*)?$/.test(code));
  const edit = compared && replaced(script, compared, '==', '=');
  return edit && compared && { kind: 'assignZero', code: compared.code.replace('==', '='), edits: [edit] };
}

/** A line that writes something else than 0 to the gradients, in a loop over all that is updated: it sets them to 0. */
function setToZero(
  script: Script,
  writing: Statement | undefined,
  target: Statement,
  { through }: ParameterLoop,
): Repair | undefined {
  const own = writing && (writing.inline || writing.code);
  const [written, name] = /^(\w+)\.grad\s*(?:[-+*]|\/{1,2})?=(?!=)[^;]+$/.exec(own ?? '') ?? [];
  const head = writing?.inline ? writing : writing?.parent;
  const isForAll = head?.code === `for ${name} in ${through}` && head.parent === target.parent;
  const code = `${name}.grad = 0.0`;
  const edit = writing && written && isForAll && replaced(script, writing, written.trimEnd(), code);
  return edit ? { kind: 'gradient', code, edits: [edit] } : undefined;
}

/** The reset by hand, in the script's own manner. */
function writtenOut(
  script: Script,
  target: Statement,
  { heads, name }: ParameterLoop,
  inline: boolean,
): string[] {
  const zero = /\.grad\s*=\s*(0(?:\.0*)?)\s*$/m.exec(script.all.map(codeWithin).join('\n'))?.[1] ?? '0.0';
  const unit = target.indent.includes('\t') ? '\t' : script.unit;
  const reset = `${name}.grad = ${zero}`;
  const lines = heads.map((head, depth) => unit.repeat(depth) + head);
  return inline && lines.length === 1
    ? [`${lines[0]} ${reset}`]
    : [...lines, unit.repeat(lines.length) + reset];
}

/** The model's own `zero_grad()`; `isOwn`: the script calls it somewhere. Undefined where it is called already, and does not help. */
function zeroGradCall(
  script: Script,
  target: Statement,
  { through }: ParameterLoop,
): { readonly code: string[]; readonly isOwn: boolean } | undefined {
  const model = /^([\w.]+)\.parameters\(\)$/.exec(through)?.[1];
  const call = `${model}.zero_grad()`;
  if (!model || (target.parent && codeWithin(target.parent).includes(call))) {
    return undefined;
  }
  const text = script.all.map(({ code, inline }) => `${code}\n${inline}`).join('\n');
  const isOwn = text.includes(call);
  const isOurs =
    /^from micrograd import .*\bMLP\b/m.test(text) && new RegExp(`^${model}\\s*=\\s*MLP\\(`, 'm').test(text);
  return isOwn || isOurs ? { code: [call], isOwn } : undefined;
}

/** A reset with the loops that do nothing else. */
function wholeReset(statement: Statement): Statement {
  let whole = statement;
  while (whole.parent && isFor(whole.parent) && whole.parent.block.length === 1) {
    whole = whole.parent;
  }
  return whole;
}

/** The loop over samples that a reset stands in with the backward pass, where the update comes after that loop. */
function sampleLoop(reset: Statement, backward: Statement, update: Statement): Statement | undefined {
  const loops = around(reset);
  const outermost = loops.findIndex((each) => holds(each, update));
  const inner = outermost < 0 ? [] : loops.slice(0, outermost);
  return inner.length > 0 && inner.every(isFor) && holds(inner[inner.length - 1], backward)
    ? inner[inner.length - 1]
    : undefined;
}

function holds(statement: Statement, other: Statement): boolean {
  return statement.first <= other.first && other.last <= statement.end;
}
