/** A place on the page that holds when what stands above it has another height: a section, and how far it is scrolled out of sight. */
export interface PagePlace {
  /** Index of the section; -1 above the first. */
  readonly section: number;
  /** From the top of the section, or of the page, to the top of the window, in pixels. */
  readonly offset: number;
}

/** By these a person takes the page over. */
const touches = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** Where the window stands: in the section that is in its middle. */
export function pagePlace(sections: readonly Element[]): PagePlace {
  const tops = sections.map((each) => each.getBoundingClientRect().top);
  const section = tops.findLastIndex((top) => top <= window.innerHeight / 2);
  return { section, offset: section < 0 ? window.scrollY : -tops[section] };
}

/**
 * Scrolls with `reach`, and again whenever a section changes its height, until somebody scrolls; then calls `done`. Returns a
 * function that lets go before.
 */
export function holdPage(reach: () => void, sections: readonly Element[], done: () => void): () => void {
  const root = document.documentElement;
  let expected = 0;
  const scroll = () => {
    reach();
    expected = window.scrollY;
  };
  const scrolled = () => {
    // A page that has become shorter scrolls as well.
    const isReachable = root.scrollHeight - window.innerHeight >= expected;
    if (isReachable && Math.abs(window.scrollY - expected) > 1) {
      letGo();
    }
  };
  const filled = new ResizeObserver(scroll);
  const letGo = () => {
    filled.disconnect();
    window.removeEventListener('scroll', scrolled);
    for (const touch of touches) {
      window.removeEventListener(touch, letGo, true);
    }
    root.style.overflowAnchor = '';
    done();
  };
  // Two who hold it would pull at each other.
  root.style.overflowAnchor = 'none';
  scroll();
  for (const section of sections) {
    filled.observe(section);
  }
  window.addEventListener('scroll', scrolled);
  for (const touch of touches) {
    window.addEventListener(touch, letGo, { capture: true, passive: true });
  }
  return letGo;
}

/** Scrolls to a place, but not beyond its section as far as that is there yet. */
export function scrollToPlace({ section, offset }: PagePlace, sections: readonly Element[]): void {
  const { top, height } = sections[section]?.getBoundingClientRect() ?? {
    top: -window.scrollY,
    height: Number.POSITIVE_INFINITY,
  };
  const most = Math.max(0, height - window.innerHeight / 2);
  window.scrollBy(0, top + Math.min(offset, most));
}
