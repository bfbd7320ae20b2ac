import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { phases } from '../../src/core/training/phase.ts';

interface Colour {
  readonly id: string;
  readonly defaults: Readonly<Record<string, string>>;
}

const colours: readonly Colour[] = JSON.parse(readFileSync('package.json', 'utf8')).contributes.colors;

/** The editor's background in VS Code's own themes. */
const backgrounds = {
  dark: '#1f1f1f',
  light: '#ffffff',
  highContrast: '#000000',
  highContrastLight: '#ffffff',
};

const channels = (hex: string) => [1, 3, 5].map((k) => Number.parseInt(hex.slice(k, k + 2), 16) / 255);

/** A colour over a background, by its alpha. */
function over(hex: string, background: readonly number[]): number[] {
  const alpha = hex.length > 7 ? Number.parseInt(hex.slice(7, 9), 16) / 255 : 1;
  return channels(hex).map((c, k) => alpha * c + (1 - alpha) * background[k]);
}

/** The contrast of two colours by WCAG 2. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [dark, light] = [a, b]
    .map((rgb) => {
      const [red, green, blue] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('The colours of the editor', () => {
  for (const [theme, background] of Object.entries(backgrounds)) {
    const colour = (id: string) => colours.find((each) => each.id === `day5.${id}`)!.defaults[theme];
    const grounds = [
      channels(background),
      ...phases.map((phase) => over(colour(`${phase}Line`), channels(background))),
    ];

    it(`are legible in ${theme}, on every line`, () => {
      for (const [k, ground] of grounds.entries()) {
        assert.ok(contrast(channels(colour('inlineValue')), ground) >= 4.5, `line ${k}`);
      }
      for (const phase of phases) {
        assert.ok(contrast(channels(colour(phase)), channels(background)) >= 4.5, phase);
      }
    });

    it(`tell in ${theme} what was earlier, and leave it readable`, () => {
      const [now, earlier] = ['inlineValue', 'inlineValueEarlier'].map((id) =>
        contrast(channels(colour(id)), channels(background)),
      );
      assert.ok(earlier >= (theme.startsWith('high') ? 4.5 : 3), `${earlier}`);
      assert.ok(now > 1.5 * earlier, `${now} against ${earlier}`);
    });
  }
});
