import { RunElement } from './runElement.ts';
import { turn } from './turns.ts';

/** What comes with the run. All else is what the learner does here. */
const ofRun: ReadonlySet<PropertyKey> = new Set(['recording', 'view', 'script']);

/** How long the run has to rest before what is out of sight is drawn again, in milliseconds. */
const patience = 250;

/**
 * A view of a run that stands in the text, below or beside the dashboard, which comes first.
 *
 * It is drawn after the frame in which the dashboard is, in a task of its own; while it is out of sight when the run has come to
 * rest, or is so slow that it rests between its steps. The frames belong to what is looked at. What the learner does in it is shown
 * at once.
 */
export class ExhibitElement extends RunElement {
  /** As far as is known: where there is no layout yet, everything is to be drawn. */
  private isInSight = true;
  /** Draws what waits. */
  private drawWaiting = () => {};
  private isUrgent = false;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private readonly sight = new IntersectionObserver(
    (entries) => {
      this.isInSight = entries.at(-1)?.isIntersecting ?? true;
      if (this.isInSight) {
        this.drawWaiting();
        this.onSight();
      }
    },
    // A little before it is scrolled to. In a frame, a margin counts for its own document alone.
    { root: document, rootMargin: '200px' },
  );

  /** Whether it is looked at, or nearly. */
  protected get inSight(): boolean {
    return this.isInSight;
  }

  /** It has come into sight. */
  protected onSight(): void {}

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

  override requestUpdate(...asked: Parameters<RunElement['requestUpdate']>): void {
    const [name, before] = asked;
    // A template sets objects at every rendering, also those that are the same.
    const isChanged = name !== undefined && !Object.is(this[name as keyof this], before);
    if (isChanged && !ofRun.has(name)) {
      this.isUrgent = true;
      this.drawWaiting();
    } else if (isChanged && !this.isInSight) {
      this.awaitRest();
    }
    super.requestUpdate(...asked);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated && !this.isUrgent) {
      await new Promise<void>((done) => {
        this.drawWaiting = done;
        if (this.isInSight) {
          turn().then(done, done);
        } else {
          this.awaitRest();
        }
      });
    }
    this.isUrgent = false;
    await super.scheduleUpdate();
  }

  /** Draws when the run has not moved for a while. */
  private awaitRest(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      turn().then(this.drawWaiting, this.drawWaiting);
    }, patience);
  }
}
