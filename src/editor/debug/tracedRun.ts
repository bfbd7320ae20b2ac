import type { ErrorFinding } from '../../core/diagnosis/finding.ts';
import {
  errorPlace,
  executedLines,
  type LossRise,
  lossRises,
  staleGradientsAt,
} from '../../core/tracing/breaks.ts';
import { Names } from '../../core/tracing/names.ts';
import { PlaceView } from '../../core/tracing/placeView.ts';
import { firstStep } from '../../core/tracing/stepping.ts';
import { Timeline } from '../../core/tracing/timeline.ts';
import type { ScriptError } from '../../protocol/python.ts';
import type { DebuggedExecution } from './target.ts';

/** One execution of the script with everything that a debugger asks of it. */
export class TracedRun {
  readonly execution: DebuggedExecution;
  readonly timeline: Timeline;
  /** The script's lines, the first at 0. */
  readonly text: readonly string[];
  readonly executed: ReadonlySet<number>;
  /** What broke the script off, and the place where; null where nothing did. */
  readonly error: { readonly place: number; readonly error: ScriptError } | null;
  private readonly names: Names;
  private risen: ReadonlyMap<number, LossRise> | null = null;
  private stale: ReadonlyMap<number, ErrorFinding<'stale-gradients'>> | null = null;
  private last: { readonly place: number; readonly view: PlaceView } | null = null;

  constructor(execution: DebuggedExecution) {
    const { trace, recordings, source, end } = execution;
    this.execution = execution;
    this.timeline = new Timeline(trace, recordings);
    this.text = source.text.split('\n');
    this.names = new Names(trace);
    this.executed = executedLines(this.timeline);
    const error = end?.kind === 'error' ? end.error : null;
    const place = error && errorPlace(this.timeline, error.file === source.file ? error.line : null);
    this.error = error && place !== null ? { place, error } : null;
  }

  /** The places at which it is known that the loss has risen. */
  get rises(): ReadonlyMap<number, LossRise> {
    this.risen ??= lossRises(this.timeline);
    return this.risen;
  }

  /** The places at which a backward pass is over that has added to stale gradients. */
  get staleGradients(): ReadonlyMap<number, ErrorFinding<'stale-gradients'>> {
    this.stale ??= staleGradientsAt(this.timeline);
    return this.stale;
  }

  /** The places at which a line is about to be executed, in their order. */
  placesOn(line: number): number[] {
    const places: number[] = [];
    for (let place = 0; place < this.timeline.end; place++) {
      if (this.timeline.lineAt(place) === line) {
        places.push(place);
      }
    }
    return places;
  }

  /** What is recorded of a place. */
  at(place: number): PlaceView {
    if (this.last?.place !== place) {
      this.last = { place, view: new PlaceView(this.timeline, this.names, place) };
    }
    return this.last.view;
  }

  /** The first line of the first training step. */
  get firstStep(): number {
    return firstStep(this.timeline, this.execution.source.text);
  }

  /** Whether this is what an execution has to show, and not that of an older text or of fewer runs. */
  isOf(execution: DebuggedExecution): boolean {
    const { trace, recordings } = this.execution;
    return (
      execution.trace === trace &&
      execution.recordings.length === recordings.length &&
      execution.recordings.every((recording, k) => recording === recordings[k])
    );
  }

  /**
   * The place in this run that is a place in another one: at the same distance from the stop that was over last, which `position`
   * is in this run, if the line there is the same; else where that stop is over.
   */
  placeLike(
    other: TracedRun,
    place: number,
    { run, position }: { readonly run: number; readonly position: number },
  ): number {
    const { timeline } = this;
    const here = timeline.placeOf({ run, position });
    const like = here + place - other.timeline.placeOf(other.timeline.cursorAt(place));
    const lineOf = (of: TracedRun, at: number) => of.text[(of.timeline.lineAt(at) ?? 0) - 1]?.trim();
    const isSame =
      like >= 0 &&
      like <= timeline.end &&
      timeline.cursorAt(like).position === position &&
      lineOf(this, like) === lineOf(other, place);
    return isSame ? like : here;
  }
}
