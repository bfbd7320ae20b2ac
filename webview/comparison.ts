import type { PastRunsMessage } from '../src/protocol/messages.ts';
import type { PastRun } from '../src/protocol/pastRun.ts';
import { mostOverlays, type Overlay } from './overlays.ts';

/** The past runs, and which of them are drawn. A run that is no longer kept is no longer drawn. */
export class Comparison {
  private byId = new Map<number, PastRun>();
  /** The run in each of the slots; null where there is room. */
  private slots: (number | null)[] = new Array(mostOverlays).fill(null);

  /** The newest first. */
  get runs(): readonly PastRun[] {
    return [...this.byId.values()];
  }

  /** Those that are drawn. */
  get overlays(): readonly Overlay[] {
    return this.slots.flatMap((id, slot) =>
      id === null ? [] : [{ run: this.byId.get(id)!, slot, letter: 'ABCD'[slot] }],
    );
  }

  /** Takes up what the host says of them. */
  take({ added, kept }: PastRunsMessage): void {
    const known = new Map([...this.byId, ...added.map((run) => [run.id, run] as const)]);
    this.byId = new Map(kept.flatMap((id) => (known.has(id) ? [[id, known.get(id)!]] : [])));
    this.slots = this.slots.map((id) => (id !== null && this.byId.has(id) ? id : null));
  }

  /** Draws a run, or no longer; returns what is drawn now. One too many is not drawn. */
  toggle(id: number): readonly Overlay[] {
    const [from, to] = this.slots.includes(id) ? [id, null] : [null, id];
    const slot = this.slots.indexOf(from);
    if (slot >= 0 && this.byId.has(id)) {
      this.slots = this.slots.with(slot, to);
    }
    return this.overlays;
  }
}
