import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The size of labels at the usual size of text; drawings are laid out for it. */
const usual = 11;

/**
 * The size of the labels in a drawing, which follows the size of the lesson's text; its host renders anew when that changes.
 * It is read once and when the theme or the settings change: to read it makes the browser compute the styles of the document.
 */
export class TextSize implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private known: number | null = null;
  private readonly settings = new MutationObserver(() => {
    const before = this.known;
    this.known = null;
    if (before !== null && before !== this.size) {
      this.host.requestUpdate();
    }
  });

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.known = null;
    this.settings.observe(document.documentElement, { attributes: true });
  }

  hostDisconnected(): void {
    this.settings.disconnect();
  }

  /** The size of text, in pixels. */
  get size(): number {
    this.known ??= Number.parseFloat(getComputedStyle(this.host).fontSize) || 13;
    return this.known;
  }

  /** That of labels. */
  get label(): number {
    return Math.round(0.85 * this.size);
  }

  /** How many times as large as usual it is: what a drawing's margins and distances are to be multiplied with. */
  get scale(): number {
    return this.label / usual;
  }
}
