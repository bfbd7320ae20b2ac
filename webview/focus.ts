/** Remembers which control has the focus, in whichever shadow tree, to give it back when something else has taken it. */
export class FocusMemory {
  private last: HTMLElement | null = null;

  constructor() {
    window.addEventListener('focusin', (event) => {
      const [control] = event.composedPath();
      this.last = control instanceof HTMLElement ? control : null;
    });
  }

  /** Focuses the control again, if it is still there; nothing scrolls. */
  restore(): void {
    if (this.last?.isConnected) {
      this.last.focus({ preventScroll: true });
    }
  }
}
