/**
 * Words of plain English within a document and its shadow roots, in texts and in the attributes that are read out: each with
 * the element it is in. Runs in the page. Code is left out, and what Python says: both are English in every language.
 */
export function leftInEnglish(): string[] {
  const spoken = [
    'aria-label',
    'aria-valuetext',
    'aria-description',
    'aria-roledescription',
    'title',
    'placeholder',
    'alt',
  ];
  const word = /[A-Za-z]{3,}/;
  const found = new Set<string>();
  const look = (root: Document | ShadowRoot, host: string) => {
    for (const element of root.querySelectorAll('*')) {
      const name = `${host} ${element.localName}`;
      if (element.shadowRoot) {
        look(element.shadowRoot, element.localName);
      }
      if (element.closest('code, pre, style, script, [lang=en]')) {
        continue;
      }
      for (const attribute of spoken) {
        const said = element.getAttribute(attribute);
        if (said && word.test(said)) {
          found.add(`${name}[${attribute}]: ${said}`);
        }
      }
      for (const node of element.childNodes) {
        const said = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '';
        if (word.test(said)) {
          found.add(`${name}: ${said}`);
        }
      }
    }
  };
  look(document, '');
  return [...found];
}
