/** A place on the page that holds when what stands above it has another height: a section, and how far it is scrolled out of sight. */
export interface PagePlace {
  /** Index of the section; -1 above the first. */
  readonly section: number;
  /** From the top of the section, or of the page, to the top of the window, in pixels. */
  readonly offset: number;
}

/** Where the window stands: in the section that is in its middle. */
export function pagePlace(sections: readonly Element[]): PagePlace {
  const tops = sections.map((each) => each.getBoundingClientRect().top);
  const section = tops.findLastIndex((top) => top <= window.innerHeight / 2);
  return { section, offset: section < 0 ? window.scrollY : -tops[section] };
}

/** Scrolls to a place. */
export function scrollToPlace({ section, offset }: PagePlace, sections: readonly Element[]): void {
  const top = sections[section]?.getBoundingClientRect().top ?? -window.scrollY;
  window.scrollBy(0, top + offset);
}
