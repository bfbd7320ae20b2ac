/** What Chromium says of something that has jumped. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRect;
    readonly currentRect: DOMRect;
  }[];
}

/** From now on notes what jumps on the page, until {@link shifts}. Runs in the page. */
export function watchShifts(): void {
  const jumped: string[] = [];
  const note = (entries: PerformanceEntryList) => {
    for (const { value, sources } of entries as LayoutShift[]) {
      // A number with more digits begins further left.
      const moved = sources.filter(
        ({ node, previousRect, currentRect }) =>
          node instanceof Element || previousRect.top !== currentRect.top,
      );
      const what = moved.map(({ node, previousRect, currentRect }) => {
        const root = node?.getRootNode();
        const host = root instanceof ShadowRoot ? root.host.localName : '';
        const name =
          node instanceof Element ? `${node.localName}.${node.getAttribute('class') ?? ''}` : 'text';
        return `${host} ${name} from ${previousRect.top} to ${currentRect.top}`;
      });
      if (what.length > 0) {
        jumped.push(`${value.toFixed(4)}: ${what.join('; ')}`);
      }
    }
  };
  const shifts = new PerformanceObserver((list) => note(list.getEntries()));
  shifts.observe({ type: 'layout-shift' });
  Object.assign(globalThis, { jumped, note, shifts });
}

/** What has jumped since {@link watchShifts}: how much of the page, and what from where to where. Runs in the page. */
export function shifts(): string[] {
  const { jumped, note, shifts } = globalThis as unknown as {
    jumped: string[];
    note: (entries: PerformanceEntryList) => void;
    shifts: PerformanceObserver;
  };
  note(shifts.takeRecords());
  shifts.disconnect();
  return jumped;
}
