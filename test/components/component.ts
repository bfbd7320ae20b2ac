import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { leftInEnglish } from '../e2e/leftInEnglish.ts';
import { outOfBox } from '../e2e/outOfBox.ts';
import { pseudoLanguage } from '../host/pseudo.ts';
import { chromiumVariable, galleryVariable } from './addresses.ts';
import type { Gallery, Happened } from './gallery.ts';
import type { ThemeName } from './themes.ts';
import { unnamedDrawings } from './unnamedDrawings.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is about the page that a component stands in. */
const rulesOfPages = ['heading-order'];

/** What is the same in every language: code and names in it, files and keys, and what a number is that is none. */
const names = [
  /(layers\[\d\]\.neurons\[\d\]\.(w\[\d\]|b)|parameters\(\)\[\d+\])(\.(data|grad))?/g,
  /ypred = model\(x\)|L\.backward\(\)|p\.data −= lr · p\.grad|p\.grad = 0\.0/g,
  /\b[a-z_0-9]+\.py\b/g,
  /\b(Alt|Ctrl|Shift|Enter|End|Home|Page(Up|Down))\b/g,
  /\b(backward|model\.parameters|zero_grad)\b/g,
  /\bNaN\b/g,
];

export interface Asked {
  readonly theme?: ThemeName;
  /** Of the window. */
  readonly width?: number;
  readonly language?: string;
}

let browser: Promise<Browser> | null = null;

/** One component, shown by its fixture in a real Chromium. */
export class Component {
  readonly name: string;
  private opened: Page | null = null;
  private problems: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  get page(): Page {
    assert.ok(this.opened, 'A component is there while its tests run.');
    return this.opened;
  }

  /** The component itself. */
  get element(): Locator {
    return this.page.locator('main > div > *').first();
  }

  async open(): Promise<void> {
    browser ??= chromium.connect(process.env[chromiumVariable] ?? '');
    const page = await (await browser).newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => this.problems.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.problems.push(message.text());
      }
    });
    this.opened = page;
    await page.goto(`${process.env[galleryVariable]}/?empty`);
    await page.evaluate(axe);
  }

  async close(): Promise<void> {
    await this.opened?.close();
  }

  /** Shows a state, afresh, and resolves when it stands. */
  async show(state: string, { theme = 'dark', width = 700, language = 'en' }: Asked = {}): Promise<void> {
    this.problems = [];
    await this.page.setViewportSize({ width, height: 800 });
    await this.page.evaluate(
      async ([component, state, language, theme]) => {
        const { gallery } = globalThis as unknown as InPage;
        gallery.paint(theme as ThemeName);
        await gallery.show(component, state, language);
      },
      [this.name, state, language, theme] as const,
    );
    assert.deepEqual(this.problems, [], state);
  }

  async states(): Promise<readonly string[]> {
    return this.page.evaluate((name) => (globalThis as unknown as InPage).gallery.states(name), this.name);
  }

  /** What stands in an element, in one line. */
  async text(locator: Locator): Promise<string> {
    return ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();
  }

  /** What the component has fired since it was shown; of one type, when one is named. */
  async happened(type?: string): Promise<readonly Happened[]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as InPage).gallery.happened);
    return all.filter((each) => type === undefined || each.type === type);
  }

  /** The intents among them. */
  async intents(): Promise<readonly unknown[]> {
    return (await this.happened('day5-intent')).map(({ intent }) => intent);
  }

  /** Gives the editor's text a size in pixels, which that of the lesson follows, until it is given another; null for the usual one. */
  async setTextSize(size: number | null): Promise<void> {
    await this.page.evaluate((size) => {
      const { style } = document.documentElement;
      if (size === null) {
        style.removeProperty('--vscode-editor-font-size');
      } else {
        style.setProperty('--vscode-editor-font-size', `${size}px`);
      }
    }, size);
    await this.frames();
  }

  /** What sticks out of its box in windows of two widths, or these. */
  async outOfBox(widths: readonly number[] = [700, 320]): Promise<string[]> {
    const found: string[] = [];
    for (const width of widths) {
      await this.page.setViewportSize({ width, height: 800 });
      await this.frames();
      found.push(...(await this.page.evaluate(outOfBox)).map((each) => `${width} px: ${each}`));
    }
    return found;
  }

  /** What axe objects to: everything in the theme that is on, the contrast of colours in the three others as well. */
  async violations(): Promise<string[]> {
    const found = await this.runAxe();
    for (const theme of ['light', 'hc', 'hc-light'] as const) {
      await this.page.evaluate((name) => (globalThis as unknown as InPage).gallery.paint(name), theme);
      await this.frames();
      found.push(...(await this.runAxe(['color-contrast'])));
    }
    return found;
  }

  private runAxe(only?: string[]): Promise<string[]> {
    return this.page.evaluate(
      async ([rules, off]) => {
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const { violations } = await axe.run(
          rules
            ? { runOnly: rules }
            : { rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])) },
        );
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      },
      [only, rulesOfPages] as const,
    );
  }

  async leftInEnglish(): Promise<string[]> {
    const found = await this.page.evaluate(leftInEnglish);
    return found.filter((each) => {
      const said = each.slice(each.indexOf(': ') + 2);
      return /[A-Za-z]{3,}/.test(names.reduce((rest, name) => rest.replace(name, ''), said));
    });
  }

  /** Two frames: what follows a size or a theme has been drawn. */
  async frames(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
}

interface InPage {
  readonly gallery: Gallery;
}

/** The component of this fixture for the tests of a `describe`, opened before them and closed after. */
export function opened(name: string): Component {
  const shown = new Component(name);
  before(() => shown.open());
  after(() => shown.close());
  return shown;
}

/** The same; asserts of every state what goes for all components. */
export function component(name: string): Component {
  const shown = opened(name);

  /** Shows each state and collects what is found in it. */
  const inEachState = async (asked: Asked, look: () => Promise<Found>) => {
    const found: Found = { wrong: [], objections: [] };
    const states = await shown.states();
    assert.ok(states.length > 0);
    for (const state of states) {
      await shown.show(state, asked);
      const { wrong, objections } = await look();
      found.wrong.push(...wrong.map((each) => `${state}: ${each}`));
      found.objections.push(...objections.map((each) => `${state}: ${each}`));
    }
    return found;
  };

  // Each state is shown once for both; axe is what takes time.
  let looked: Promise<Found> | null = null;
  const look = () => {
    looked ??= inEachState({}, async () => ({
      objections: await shown.violations(),
      wrong: [...(await shown.page.evaluate(unnamedDrawings)), ...(await shown.outOfBox())],
    }));
    return looked;
  };

  it('stands in each state without an error and within its box, every drawing with a name', async () => {
    assert.deepEqual((await look()).wrong, []);
  });

  it('has nothing that axe objects to, in any theme', async () => {
    assert.deepEqual((await look()).objections, []);
  });

  it('says everything in another language, and its longer words fit', async () => {
    const { wrong } = await inEachState({ language: pseudoLanguage }, async () => ({
      objections: [],
      wrong: [...(await shown.leftInEnglish()), ...(await shown.outOfBox())],
    }));
    assert.deepEqual(wrong, []);
  });

  return shown;
}

/** Asserts that each state of a component fits with large text in the editor; the narrowest are what half of a dashboard may have. */
export function fitsLargeText(shown: Component): void {
  for (const size of [20, 28]) {
    it(`fits with text of ${size} px in the editor`, async () => {
      const found: string[] = [];
      for (const state of await shown.states()) {
        await shown.show(state);
        await shown.setTextSize(size);
        found.push(...(await shown.outOfBox([900, 565, 440, 280])).map((each) => `${state}: ${each}`));
      }
      await shown.setTextSize(null);
      assert.deepEqual(found, []);
    });
  }
}

/** What is found in the states of a component, and what axe objects to. */
interface Found {
  readonly wrong: string[];
  readonly objections: string[];
}
