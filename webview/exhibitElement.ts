import { RunElement } from './runElement.ts';
import { turn } from './turns.ts';

/** How long what is out of sight waits to be drawn again, in milliseconds. */
const patience = 250;

/**
 * A view of a run that stands in the text, below or beside the dashboard, which comes first.
 *
 * It is drawn after the frame in which the dashboard is, in a task of its own; while it is out of sight a few times a second at
 * most, however fast the run plays. The frames belong to what is looked at.
 */
export class ExhibitElement extends RunElement {
  /** As far as is known: where there is no layout yet, everything is to be drawn. */
  private isInSight = true;
  /** Draws what waits. */
  private drawWaiting = () => {};
  private readonly sight = new IntersectionObserver(
    (entries) => {
      this.isInSight = entries.at(-1)?.isIntersecting ?? true;
      if (this.isInSight) {
        this.drawWaiting();
      }
    },
    // A little before it is scrolled to.
    { rootMargin: '200px' },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight.disconnect();
    this.isInSight = true;
    this.drawWaiting();
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) {
      await (this.isInSight ? turn() : this.whileOutOfSight());
    }
    await super.scheduleUpdate();
  }

  private whileOutOfSight(): Promise<void> {
    return new Promise<void>((done) => {
      this.drawWaiting = done;
      setTimeout(done, patience);
    });
  }
}
