/**
 * The custom properties of an element, remembered: to read one makes the browser compute the styles of the whole document,
 * which takes longer than to draw. Whoever changes what they may be says so, by another `state` or by forgetting them.
 */
export class Colours {
  private readonly element: () => HTMLElement;
  private readonly known = new Map<string, string>();

  constructor(element: () => HTMLElement) {
    this.element = element;
  }

  /** A property's value in this state of the element. */
  read(property: string, state: string): string {
    const key = `${property} ${state}`;
    let value = this.known.get(key);
    if (value === undefined) {
      value = getComputedStyle(this.element()).getPropertyValue(property).trim();
      this.known.set(key, value);
    }
    return value;
  }

  forget(): void {
    this.known.clear();
  }
}
