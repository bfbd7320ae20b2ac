/**
 * Texts within a document and its shadow roots that stick out of their box: out of the page, of an element that does not scroll,
 * or of the drawing they belong to. Runs in the page.
 */
export function outOfBox(): string[] {
  const slack = 1.5;
  const found = new Set<string>();
  const page = document.documentElement.clientWidth;
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const look = (root: Document | ShadowRoot, host: string) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        look(element.shadowRoot, element.localName);
      }
      const words = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      // What is there for screen readers alone is one pixel large.
      if (
        words.length === 0 ||
        !isSeen(element) ||
        element.clientWidth === 1 ||
        element.localName === 'option'
      ) {
        continue;
      }
      const text = `${host} ${element.localName}.${element.getAttribute('class') ?? ''}: ${words[0].textContent?.trim().slice(0, 50)}`;
      const frame =
        element instanceof SVGElement
          ? (element.ownerSVGElement?.getBoundingClientRect() ?? new DOMRect(0, 0, page))
          : new DOMRect(0, 0, page);
      for (const node of scrolls(element) ? [] : words) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const { left, right } = range.getBoundingClientRect();
        if (left < frame.left - slack || right > frame.right + slack) {
          found.add(
            `${text} reaches ${Math.round(left)} to ${Math.round(right)} of ${Math.round(frame.left)} to ${Math.round(frame.right)}`,
          );
        }
      }
      const { overflowX, display } = getComputedStyle(element);
      if (
        element instanceof HTMLElement &&
        overflowX === 'visible' &&
        display !== 'inline' &&
        element.scrollWidth > element.clientWidth + slack &&
        element.clientWidth > 0
      ) {
        found.add(`${text} takes ${element.scrollWidth} of ${element.clientWidth}`);
      }
      // A button is as high as its words; a line more would stand below it.
      if (element.localName === 'button' && element.scrollHeight > element.clientHeight + 2 * slack) {
        found.add(`${text} takes ${element.scrollHeight} of ${element.clientHeight} in height`);
      }
    }
  };
  look(document, '');
  return [...found];
}
