import { html, LitElement, render } from 'lit';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { pseudo, pseudoHtml, pseudoLanguage } from '../host/pseudo.ts';
import type { Fixture, Words } from './fixture.ts';
import themes from './themes.json' with { type: 'json' };
import { type ThemeName, themeNames, themeOf } from './themes.ts';

/** The names of the fixtures; the server fills them in. */
declare const fixtureNames: readonly string[];

/** What tests ask of the page. */
export interface Gallery {
  /** The events of the components since they were shown: type and what they carry. */
  happened: readonly Happened[];
  paint(theme: ThemeName): void;
  states(component: string): Promise<readonly string[]>;
  /** Shows one state of a component alone, in place of what was shown, and resolves when it stands. */
  show(component: string, state: string, language: string): Promise<void>;
}

export interface Happened {
  readonly type: string;
  readonly [name: string]: unknown;
}

/** The events that components fire; those that do not bubble are heard on their way down. */
const events = [
  'day5-intent',
  'day5-keep',
  'day5-show',
  'day5-choice',
  'day5-chosen',
  'day5-compare',
  'day5-grab',
  'day5-parameter',
  'day5-picture',
  'day5-scale',
  'day5-step',
];

const gallery: Gallery = { happened: [], paint, states, show: showAlone };
Object.assign(globalThis, { gallery });

const asked = new URLSearchParams(location.search);
const theme = themeOf(asked.get('theme')) ?? 'dark';
paint(theme);
if (!asked.has('empty')) {
  await showAsked(asked.get('component'), asked.get('state'), asked.get('language') ?? 'en');
}

/** One state of one component alone; all states of one; or all of all. */
async function showAsked(component: string | null, state: string | null, language: string): Promise<void> {
  if (component && state) {
    await showAlone(component, state, language);
    return;
  }
  const main = emptyPage(language);
  main.append(title('Components'), links(component));
  for (const name of component ? [component] : fixtureNames) {
    await showComponent(main, name);
  }
  main.dataset.whole = '';
}

async function showAlone(component: string, state: string, language: string): Promise<void> {
  const main = emptyPage(language);
  main.append(title(`${component}: ${state}`, 'hidden'));
  const { until } = await fixture(component);
  // Alone it is in sight, and trains what it then trains.
  await settled(await putState(main, component, state), until);
}

/** A page without anything, in a language; the events of what is put into it are noted. */
function emptyPage(language: string): HTMLElement {
  document.documentElement.lang = language;
  const main = document.createElement('main');
  const happened: Happened[] = [];
  for (const type of events) {
    main.addEventListener(type, (event) => happened.push({ type, ...contentOf(event) }), { capture: true });
  }
  gallery.happened = happened;
  document.body.replaceChildren(main);
  window.scrollTo(0, 0);
  return main;
}

async function showComponent(main: HTMLElement, name: string): Promise<void> {
  const { tag, states } = await fixture(name);
  const heading = document.createElement('h2');
  heading.textContent = `<${tag}>`;
  main.append(heading);
  for (const state of Object.keys(states)) {
    const over = document.createElement('h3');
    render(html`<a href=${addressOf(name, state)}>${state}</a>`, over);
    main.append(over);
    await settled(await putState(main, name, state));
  }
}

/** Puts a state on the page, in a box of the width that was asked for. */
async function putState(main: HTMLElement, name: string, state: string): Promise<HTMLElement> {
  const { states } = await fixture(name);
  const box = document.createElement('div');
  const width = Number(asked.get('width'));
  if (width > 0) {
    box.style.width = `${width}px`;
  }
  main.append(box);
  render(await states[state](words()), box);
  return box;
}

/** Resolves when all elements have rendered, have had their sizes, and what is waited for is there. */
async function settled(box: HTMLElement, until?: string): Promise<void> {
  for (let rounds = 0; rounds < 2 || (until && !find(box, until)); rounds++) {
    for (const element of elementsIn(box)) {
      if (element instanceof LitElement) {
        await element.updateComplete;
      }
    }
    await new Promise(requestAnimationFrame);
  }
}

function find(root: ParentNode, selector: string): boolean {
  return elementsIn(root).some((element) => element.matches(selector));
}

/** All elements below, those in shadow trees too. */
function elementsIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
  ]);
}

async function fixture(name: string): Promise<Fixture> {
  const module: { readonly fixture: Fixture } = await import(`./${name}.fixture.ts`);
  return module.fixture;
}

async function states(component: string): Promise<readonly string[]> {
  return Object.keys((await fixture(component)).states);
}

/** What is said, in the language of the page. */
function words(): Words {
  const { lang } = document.documentElement;
  const translate = lang === pseudoLanguage ? pseudo : (sentence: string) => sentence;
  const entries = Object.entries(lessonStrings).map(([key, sentence]) => [key, translate(sentence)]);
  return {
    // SAFETY: the same keys, each with its translation.
    strings: Object.fromEntries(entries) as Words['strings'],
    say: (sentence, ...values) =>
      translate(sentence).replace(/\{(\d+)\}/g, (_, k) => String(values[Number(k)])),
    html: (paragraphs) => (lang === pseudoLanguage ? pseudoHtml(paragraphs) : paragraphs),
  };
}

/** Gives the page a theme, as VS Code does. */
function paint(name: ThemeName): void {
  const { style } = document.documentElement;
  for (const property of [...style].filter((each) => each.startsWith('--vscode-'))) {
    style.removeProperty(property);
  }
  const { body, variables } = themes[name];
  for (const [property, value] of Object.entries(variables)) {
    style.setProperty(property, value);
  }
  document.body.className = body;
}

function contentOf(event: Event): object {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'));
}

function title(text: string, className = ''): HTMLElement {
  const heading = document.createElement('h1');
  heading.textContent = text;
  heading.className = className;
  heading.lang = 'en';
  return heading;
}

function addressOf(component: string | null, state: string | null, inTheme: ThemeName = theme): string {
  const address = new URLSearchParams(asked);
  for (const [name, value] of Object.entries({ component, state, theme: inTheme })) {
    if (value === null) {
      address.delete(name);
    } else {
      address.set(name, value);
    }
  }
  return `?${address}`;
}

function links(component: string | null): HTMLElement {
  const nav = document.createElement('nav');
  render(
    html`
      ${themeNames.map((name) => html`<a href=${addressOf(component, null, name)}>${name}</a>`)}
      <a href=${addressOf(null, null)}>all</a>
      ${fixtureNames.map((name) => html`<a href=${addressOf(name, null)}>${name}</a>`)}
    `,
    nav,
  );
  return nav;
}
