/** From now on notes, frame by frame, what is moved by an animation or a transition, until {@link motions}. Runs in the page. */
export function watchMotions(): void {
  const moved = new Set<string>();
  const look = (root: Document | ShadowRoot, host: string) => {
    // What goes by how far one has scrolled, as a fading edge, does not move on its own.
    for (const { effect } of root.getAnimations().filter(({ timeline }) => timeline === document.timeline)) {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      moved.add(`${host} ${target?.getAttribute('class') ?? target?.localName}`);
    }
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        look(element.shadowRoot, element.localName);
      }
    }
  };
  const watch = () => {
    look(document, '');
    Object.assign(globalThis, { moved, watching: requestAnimationFrame(watch) });
  };
  watch();
}

/** What has been moved since {@link watchMotions}, by component and class. Runs in the page. */
export function motions(): string[] {
  const { moved, watching } = globalThis as unknown as { moved: Set<string>; watching: number };
  cancelAnimationFrame(watching);
  return [...moved];
}
