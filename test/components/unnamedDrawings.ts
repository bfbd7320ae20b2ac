/** The drawings of a document and its shadow roots that are seen but have no name to be told by. Runs in the page. */
export function unnamedDrawings(): string[] {
  const found: string[] = [];
  const isNamed = (element: Element | null): boolean =>
    element !== null &&
    (element.closest('[aria-hidden=true]') !== null ||
      Boolean(element.getAttribute('aria-label')?.trim()) ||
      // What is within a picture is a part of it.
      isNamed(element.parentElement?.closest('[role=img]') ?? null));
  const look = (root: Document | ShadowRoot, host: string) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        look(element.shadowRoot, element.localName);
      }
      if (element.matches('svg, canvas, [role=img]') && element.checkVisibility() && !isNamed(element)) {
        found.push(`${host} ${element.localName}.${element.getAttribute('class') ?? ''} has no name`);
      }
    }
  };
  look(document, '');
  return found;
}
