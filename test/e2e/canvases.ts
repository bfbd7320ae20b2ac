/** What is drawn on a canvas, and the brightness, 0 to 255, of the darkest and the brightest of it. */
export interface Drawn {
  readonly picture: string;
  readonly darkest: number;
  readonly brightest: number;
}

/** All canvases of a document and its shadow roots that have a size, by what they stand in. Runs in the page. */
export function canvases(): Record<string, Drawn> {
  const found: Record<string, Drawn> = {};
  const look = (root: Document | ShadowRoot, host: string) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        look(element.shadowRoot, element.localName);
      }
      if (element instanceof HTMLCanvasElement && element.getClientRects().length > 0 && element.width > 0) {
        const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
        let [darkest, brightest] = [255, 0];
        for (let at = 0; at < data.length; at += 4) {
          // What is half transparent is the edge of something.
          if (data[at + 3] > 200) {
            const light = 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
            darkest = Math.min(darkest, light);
            brightest = Math.max(brightest, light);
          }
        }
        found[`${host} ${element.parentElement?.className}`] = {
          picture: element.toDataURL(),
          darkest,
          brightest,
        };
      }
    }
  };
  look(document, '');
  return found;
}
