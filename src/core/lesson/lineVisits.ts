import type { Recording } from '../training/recording.ts';

/** The stops at which something is known of a source line, by their indices in the recording, in order. */
interface Visits {
  /** Stops that happened on the line. */
  readonly stopped: number[];
  /** Stops that happened on it, or in which it gave a name something or printed. */
  readonly all: number[];
}

const none: readonly number[] = [];

/**
 * Which stops of a recording tell of which source line (from 1), so that a view of one place asks for the lines and not
 * for all stops. It follows a recording that grows.
 */
export class LineVisits {
  private readonly recording: Recording;
  private readonly byLine = new Map<number, Visits>();
  /** For each name, the lines that give it something. */
  private readonly byName = new Map<string, Set<number>>();
  private read = 0;

  private constructor(recording: Recording) {
    this.recording = recording;
  }

  private static readonly known = new WeakMap<Recording, LineVisits>();

  /** The visits of a recording as it is now. Costs what it has grown by since they were asked for last. */
  static of(recording: Recording): LineVisits {
    let visits = LineVisits.known.get(recording);
    if (!visits) {
      visits = new LineVisits(recording);
      LineVisits.known.set(recording, visits);
    }
    visits.readOn();
    return visits;
  }

  /** The lines that something is known of, in the order in which they were met. */
  get lines(): Iterable<number> {
    return this.byLine.keys();
  }

  /** Whether anything is known of a line. */
  has(line: number): boolean {
    return this.byLine.has(line);
  }

  /** The lines that give a name something. */
  linesOf(name: string): ReadonlySet<number> {
    return this.byName.get(name) ?? new Set();
  }

  /** The stops that tell of a line. */
  of(line: number): readonly number[] {
    return this.byLine.get(line)?.all ?? none;
  }

  /** The stops at which a line counts as having run: those that happened on it, else those that tell of it. */
  runsOf(line: number): readonly number[] {
    const visits = this.byLine.get(line);
    return visits && visits.stopped.length > 0 ? visits.stopped : this.of(line);
  }

  private readOn(): void {
    const { stops } = this.recording;
    for (; this.read < stops.length; this.read++) {
      const { line, assigned, printed } = stops[this.read];
      if (line !== null) {
        const { stopped } = this.note(line);
        stopped.push(this.read);
      }
      for (const { line: at, name } of assigned) {
        this.note(at);
        const lines = this.byName.get(name);
        if (lines) {
          lines.add(at);
        } else {
          this.byName.set(name, new Set([at]));
        }
      }
      for (const each of printed) {
        if (each.line !== null) {
          this.note(each.line);
        }
      }
    }
  }

  /** The stop that is being read tells of a line. */
  private note(line: number): Visits {
    let visits = this.byLine.get(line);
    if (!visits) {
      visits = { stopped: [], all: [] };
      this.byLine.set(line, visits);
    }
    if (visits.all.at(-1) !== this.read) {
      visits.all.push(this.read);
    }
    return visits;
  }
}

/** How many of these ascending numbers are at most `limit`. */
export function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
