import type { Memento } from 'vscode';
import { parseSavedView, type SavedView } from './savedView.ts';

const key = 'day5.view';

/** How often the place is remembered while the run plays, in milliseconds. */
const interval = 1000;

/** Where the place in the run survives a reload of the window. */
export class ViewMemory {
  private readonly memento: Memento;
  private savedAt = 0;

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

  save(view: Omit<SavedView, 'version'>): void {
    this.savedAt = Date.now();
    const saved: SavedView = { version: 2, ...view };
    // A place that cannot be saved is no reason to bother the learner: the run itself is whole.
    this.memento.update(key, saved).then(undefined, console.error);
  }
}
