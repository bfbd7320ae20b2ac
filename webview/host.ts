import type { Section } from '../src/core/lesson/sections.ts';
import type { CommandId } from '../src/protocol/ids.ts';
import { type FromWebview, type ToWebview, toWebviewTypes } from '../src/protocol/messages.ts';
import { type LessonStrings, lessonStrings } from '../src/protocol/strings.ts';
import type { PagePlace } from './pagePlace.ts';

/** The extension host, as the webview sees it: intents go out, state comes in. */
export interface Host {
  send(message: FromWebview): void;
  onMessage(listener: (message: ToWebview) => void): void;
  /** What the eye was doing when the document was last there. */
  readonly eye: Eye;
  keep(eye: Partial<Eye>): void;
}

/** What the eye was doing: kept by the webview while it is hidden, and over a reload of the window. */
export interface Eye {
  readonly logarithmic: boolean;
  readonly place: PagePlace;
  /** How the exhibits were left: which hints are open, what was guessed. */
  readonly exhibits: Readonly<Record<string, string>>;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): Partial<Eye> | undefined;
  setState(state: Eye): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Connects to the host. Once per document. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  let eye: Eye = { logarithmic: false, place: { section: -1, offset: 0 }, exhibits: {}, ...api.getState() };
  return {
    get eye() {
      return eye;
    },
    keep: (changed) => {
      eye = { ...eye, ...changed };
      api.setState(eye);
    },
    send: (message) => api.postMessage(message),
    onMessage: (listener) => {
      window.addEventListener('message', ({ data }) => {
        if (toWebviewTypes.includes(data?.type)) {
          listener(data);
        } else {
          console.warn('Day 5: the host sent something unknown, ignored.', data);
        }
      });
    },
  };
}

/** The sentences the host put into the document, in the language of the window. */
export function readStrings(): LessonStrings {
  const element = document.getElementById('strings');
  return element?.textContent ? { ...lessonStrings, ...JSON.parse(element.textContent) } : lessonStrings;
}

/** Asks whoever hosts the component for something; it bubbles up to the lesson, which sends it on. */
export class IntentEvent extends Event {
  static readonly type = 'day5-intent';
  readonly intent: FromWebview;

  constructor(intent: FromWebview) {
    super(IntentEvent.type, { bubbles: true, composed: true });
    this.intent = intent;
  }
}

/** An exhibit asks for its state to be there again when the document is; it bubbles up to the lesson. */
export class KeepEvent extends Event {
  static readonly type = 'day5-keep';
  readonly exhibit: string;
  readonly value: string;

  constructor(exhibit: string, value: string) {
    super(KeepEvent.type, { bubbles: true, composed: true });
    this.exhibit = exhibit;
    this.value = value;
  }
}

/** A section is to be shown, as by a link to it; it bubbles up to the lesson. */
export class ShowEvent extends Event {
  static readonly type = 'day5-show';
  readonly section: Section;

  constructor(section: Section) {
    super(ShowEvent.type, { bubbles: true, composed: true });
    this.section = section;
  }
}

/** The intent of running a command. */
export function run(command: CommandId): IntentEvent {
  return new IntentEvent({ type: 'run', command });
}
