import type { ReactiveController, ReactiveControllerHost } from 'lit';

const least = 1;
const most = 4;
const factor = 1.35;

/**
 * How close a drawing is looked at, in a box that is scrolled to the side: by buttons, keys, the wheel with Ctrl, or a pinch on a
 * touchpad; what is closer than the box is wide is dragged by the mouse. What is looked at stays where it is.
 */
export class Zoom implements ReactiveController {
  /** How many times as wide as its box the drawing may be. */
  factor = least;
  /** The inner width of the box. */
  room = 320;
  private readonly host: ReactiveControllerHost;
  private readonly find: () => HTMLElement | null;
  private box: HTMLElement | null = null;
  /** Where the pointer took hold of the drawing. */
  private held: { readonly x: number; readonly scroll: number } | null = null;
  private readonly size = new ResizeObserver((entries) => {
    this.room = Math.floor(entries[entries.length - 1].contentRect.width);
    this.host.requestUpdate();
  });

  /** `find` tells the box that is in the document now, if there is one. */
  constructor(host: ReactiveControllerHost, find: () => HTMLElement | null) {
    this.host = host;
    this.find = find;
    host.addController(this);
  }

  hostUpdated(): void {
    const box = this.find();
    if (box !== this.box) {
      this.hostDisconnected();
      this.box = box;
      if (box) {
        this.size.observe(box);
      }
    }
  }

  hostDisconnected(): void {
    this.size.disconnect();
    this.box = null;
  }

  /** What the buttons lead to; as close as now where there is no further. */
  get closer(): number {
    return bounded(this.factor * factor);
  }

  get further(): number {
    return bounded(this.factor / factor);
  }

  get whole(): number {
    return least;
  }

  /** Comes closer or goes away; what is at `x` in the box, its middle if left out, stays there. */
  async to(to: number, x?: number): Promise<void> {
    const { box } = this;
    if (!box || to === this.factor) {
      return;
    }
    const at = x ?? box.clientWidth / 2;
    const share = (box.scrollLeft + at) / box.scrollWidth;
    this.factor = to;
    this.host.requestUpdate();
    await this.host.updateComplete;
    box.scrollLeft = share * box.scrollWidth - at;
  }

  /** Scrolls as little as brings what lies between `left` and `right` into sight; its middle where it is wider than the box. */
  reveal(left: number, right: number): void {
    const { box } = this;
    if (box && left < box.scrollLeft) {
      box.scrollLeft = Math.max(left, (left + right - box.clientWidth) / 2);
    } else if (box && right > box.scrollLeft + box.clientWidth) {
      box.scrollLeft = Math.min(right - box.clientWidth, (left + right - box.clientWidth) / 2);
    }
  }

  readonly byKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { closer, further, whole } = this;
    const to = { '+': closer, '=': closer, '-': further, '0': whole }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.to(to);
    }
  };

  /** Without Ctrl, which is also what a pinch sends, the wheel is the page's. */
  readonly byWheel = (event: WheelEvent): void => {
    if (event.ctrlKey && this.box) {
      event.preventDefault();
      const x = event.clientX - this.box.getBoundingClientRect().left;
      this.to(bounded(this.factor * Math.exp(-event.deltaY / 240)), x);
    }
  };

  readonly take = (event: PointerEvent): void => {
    // A finger scrolls by itself.
    if (this.box && event.pointerType === 'mouse' && event.button === 0) {
      this.held = { x: event.clientX, scroll: this.box.scrollLeft };
    }
  };

  readonly drag = (event: PointerEvent): void => {
    const { box, held } = this;
    if (!box || !held) {
      return;
    }
    const moved = event.clientX - held.x;
    if (Math.abs(moved) > 3 && !box.hasPointerCapture(event.pointerId)) {
      // From here on it is no click on what is drawn.
      box.setPointerCapture(event.pointerId);
      box.classList.add('dragged');
    }
    if (box.hasPointerCapture(event.pointerId)) {
      box.scrollLeft = held.scroll - moved;
    }
  };

  readonly letGo = (): void => {
    this.held = null;
    this.box?.classList.remove('dragged');
  };
}

function bounded(to: number): number {
  const inside = Math.min(most, Math.max(least, to));
  // So that going out as often as in leads to where it began.
  return Math.abs(inside - least) < 0.01 ? least : inside;
}
