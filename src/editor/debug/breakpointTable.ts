import type { DebugProtocol } from '@vscode/debugprotocol';
import { breakableLine, movedLine } from '../../core/tracing/breaks.ts';
import { holds } from '../../core/tracing/evaluate.ts';
import {
  type ExceptionBreak,
  type ExceptionFilter,
  exceptionAt,
  exceptionFilters,
  filtersThatStop,
  untold,
} from './exceptions.ts';
import type { TracedRun } from './tracedRun.ts';
import { type Translate, whyNot } from './words.ts';

/** Why a place breaks. */
export type Break = { readonly reason: 'breakpoint'; readonly ids: readonly number[] } | ExceptionBreak;

/** At so many places of a line a condition is tried before it is said to have no value there. */
const mostTried = 50;

interface LineBreakpoint {
  readonly id: number;
  readonly line: number;
  readonly condition: string | undefined;
}

/** The breakpoints that are set, in whichever file, and where they are in the run that is debugged. */
export class BreakpointTable {
  private readonly t: Translate;
  private readonly tells: (uri: string) => boolean;
  private readonly byPath = new Map<string, readonly LineBreakpoint[]>();
  private filters: ReadonlySet<ExceptionFilter> = new Set();
  private lastId = 0;

  /** `tells`: whether it may be told what is wrong with the script of a URI. */
  constructor(t: Translate, tells: (uri: string) => boolean) {
    this.t = t;
    this.tells = tells;
  }

  /** Sets the breakpoints of a file, in place of those it had. */
  set(path: string, breakpoints: readonly DebugProtocol.SourceBreakpoint[]): void {
    this.byPath.set(
      path,
      breakpoints.map(({ line, condition }) => ({
        id: ++this.lastId,
        line,
        condition: condition?.trim() || undefined,
      })),
    );
  }

  setFilters(filters: readonly string[]): void {
    this.filters = new Set(exceptionFilters.filter((filter) => filters.includes(filter)));
  }

  /** Of filters as they were set whether they stop in a run at all, in their order. */
  verifyFilters(filters: readonly string[], run: TracedRun): DebugProtocol.Breakpoint[] {
    const stopping: ReadonlySet<string> = this.stoppingIn(run);
    return filters.map((filter) =>
      stopping.has(filter) ? { verified: true } : { verified: false, message: untold(this.t) },
    );
  }

  /** What there is to say where something that is ticked never stops in a run; null where all of it may. */
  remarkOn(run: TracedRun): string | null {
    return this.stoppingIn(run).size < this.filters.size ? untold(this.t) : null;
  }

  /** The breakpoints of a file go where its text has gone. */
  moveWithText(path: string, older: readonly string[], newer: readonly string[]): void {
    const moved = (this.byPath.get(path) ?? []).map((each) => ({
      ...each,
      line: movedLine(older, newer, each.line),
    }));
    this.byPath.set(path, moved);
  }

  /** The breakpoints of a file as they are in a run; `debugged` is the path of its script. */
  verify(path: string, run: TracedRun, debugged: string): DebugProtocol.Breakpoint[] {
    return (this.byPath.get(path) ?? []).map((breakpoint) => {
      const { id, line, condition } = breakpoint;
      const problem =
        path === debugged
          ? this.problemOf(breakpoint, run)
          : this.t('This file is not the script that is debugged.');
      return problem
        ? { id, line, verified: false, message: problem }
        : {
            id,
            line: breakableLine(run.executed, run.text, line) ?? line,
            verified: true,
            ...(condition ? { message: condition } : {}),
          };
    });
  }

  /** Why a run breaks at a place; undefined for a place where it does not. */
  finder(run: TracedRun, debugged: string): (place: number) => Break | undefined {
    const byLine = new Map<number, LineBreakpoint[]>();
    for (const breakpoint of this.byPath.get(debugged) ?? []) {
      const line = breakableLine(run.executed, run.text, breakpoint.line);
      if (line !== null && !this.problemOf(breakpoint, run)) {
        byLine.set(line, [...(byLine.get(line) ?? []), breakpoint]);
      }
    }
    return (place) => {
      const exception = exceptionAt(run, place, this.stoppingIn(run), this.t);
      if (exception || place >= run.timeline.end) {
        return exception;
      }
      const ids = (byLine.get(run.timeline.lineAt(place) ?? 0) ?? []).flatMap(({ id, condition }) =>
        this.holdsAt(run, place, condition) ? [id] : [],
      );
      return ids.length > 0 ? { reason: 'breakpoint', ids } : undefined;
    };
  }

  private stoppingIn({ execution }: TracedRun): ReadonlySet<ExceptionFilter> {
    return filtersThatStop(this.filters, this.tells(execution.source.uri));
  }

  /** A condition on something that is not there yet does not hold. */
  private holdsAt(run: TracedRun, place: number, condition: string | undefined): boolean {
    if (!condition) {
      return true;
    }
    try {
      return holds(condition, run.at(place).scopeOf(run.timeline.callAt(place)));
    } catch {
      return false;
    }
  }

  private problemOf({ line, condition }: LineBreakpoint, run: TracedRun): string | null {
    const at = breakableLine(run.executed, run.text, line);
    if (at === null) {
      return this.t('This line was not executed in this run.');
    }
    return condition ? this.whyNeverKnown(condition, run, at) : null;
  }

  /** Why a condition has no value at any place of a line; null where it has one. */
  private whyNeverKnown(condition: string, run: TracedRun, line: number): string | null {
    const places = run.placesOn(line);
    const stride = Math.ceil(places.length / mostTried);
    let reason: unknown = null;
    // From the last one back: what is ever recorded is known there.
    for (let k = places.length - 1; k >= 0; k -= stride) {
      try {
        holds(condition, run.at(places[k]).scopeOf(run.timeline.callAt(places[k])));
        return null;
      } catch (error) {
        reason ??= error;
      }
    }
    return whyNot(reason, this.t);
  }
}
