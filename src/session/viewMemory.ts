import type { Memento } from 'vscode';
import { parseSavedView, type SavedView } from './savedView.ts';

const key = 'day5.view';

/** How often the place is remembered while the run plays, in milliseconds. */
const interval = 1000;

/** Where the place in the run survives a reload of the window. */
export class ViewMemory {
  private readonly memento: Memento;
  private savedAt = 0;
  private last = '';

  constructor(memento: Memento) {
    this.memento = memento;
  }

  /** What was saved last; undefined where there is nothing, or nothing that makes sense. */
  get saved(): SavedView | undefined {
    return parseSavedView(this.memento.get(key));
  }

  /** Whether the last save is so long ago that a run that plays is to be saved again. */
  get isDue(): boolean {
    return Date.now() - this.savedAt > interval;
  }

  /** Saves a place that nobody has moved to, such as the end of a new run, unless it is the one that was saved last. */
  keep(view: Omit<SavedView, 'version'>): void {
    if (JSON.stringify(view) !== this.last) {
      this.save(view);
    }
  }

  save(view: Omit<SavedView, 'version'>): void {
    this.last = JSON.stringify(view);
    this.savedAt = Date.now();
    const saved: SavedView = { version: 2, ...view };
    // A place that cannot be saved is no reason to bother the learner: the run itself is whole.
    this.memento.update(key, saved).then(undefined, console.error);
  }
}
