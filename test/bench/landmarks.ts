import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { projectRoot } from '../host/paths.ts';
import { makeScratchFolder } from '../host/scratchFolder.ts';

/**
 * What the extension host says of itself, through a second extension in it (`probe/`). All times are `Date.now()`: host,
 * browser and bench are processes of one machine and read one clock.
 */
export class Probe {
  /** The folder of the extension, to be linked into the workbench. */
  static readonly extension = join(projectRoot, 'test/bench/probe');
  readonly settings: Readonly<Record<string, unknown>>;
  readonly remove: () => Promise<void>;
  private readonly file: string;

  private constructor(folder: string, remove: () => Promise<void>) {
    this.file = join(folder, 'probe');
    this.remove = remove;
    this.settings = { 'day5Probe.file': this.file };
    writeFileSync(this.file, '');
  }

  static async create(): Promise<Probe> {
    const { path, remove } = await makeScratchFolder();
    return new Probe(path, remove);
  }

  /** When something last happened before a moment. Throws when it has not. */
  last(what: 'heard' | 'begun' | 'shown' | 'moved', before: number): number {
    const times = readFileSync(this.file, 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([at, name]) => name === what && Number(at) <= before)
      .map(([at]) => Number(at));
    if (times.length === 0) {
      throw new Error(`The extension host has not noted "${what}".`);
    }
    return times[times.length - 1];
  }
}

/** A run that the webview has drawn: when its message came, and when the frame with its curve was done. */
export interface Drawn {
  readonly arrived: number;
  readonly drawn: number;
}

/**
 * Lets the lesson note each run of the newest text that it is sent, and the end of the first frame after the plot was drawn
 * anew. To be called once in a document.
 */
export async function noteDrawings(lesson: Frame): Promise<void> {
  await lesson.evaluate(() => {
    const drawings: Drawn[] = [];
    Object.assign(window, { drawings });
    let cleared = 0;
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...rect) {
      cleared = performance.now();
      clearRect.apply(this, rect);
    };
    window.addEventListener('message', ({ data, timeStamp }) => {
      if (data?.type !== 'snapshot' || data.script.stale) {
        return;
      }
      const arrived = Date.now() - (performance.now() - timeStamp);
      const look = () => {
        if (cleared < timeStamp) {
          setTimeout(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        // A frame's callbacks come before it is painted; a message sent from there, after.
        port1.onmessage = () => drawings.push({ arrived, drawn: Date.now() });
        requestAnimationFrame(() => port2.postMessage(null));
      };
      look();
    });
  });
}

/** The drawing that comes next; to be asked for before what brings it about. */
export async function nextDrawing(lesson: Frame): Promise<() => Promise<Drawn>> {
  const count = await lesson.evaluate(() => (window as unknown as { drawings: Drawn[] }).drawings.length);
  return async () => {
    const handle = await lesson.waitForFunction(
      (known) => (window as unknown as { drawings: Drawn[] }).drawings[known],
      count,
      { polling: 20 },
    );
    return (await handle.jsonValue()) as Drawn;
  };
}
