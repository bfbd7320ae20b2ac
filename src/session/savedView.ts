import { type Speed, speeds } from '../protocol/messages.ts';
import { type Place, parsePlace } from './place.ts';

/** What is remembered of a run while the window is closed. The run itself is made again from its file. */
export interface SavedView {
  readonly version: 2;
  /** The URI of the script that was followed; null where there was none. */
  readonly script: string | null;
  /** Which of the script's runs was chosen; null for the last. */
  readonly run: number | null;
  readonly place: Place;
  readonly revealed: Place;
  readonly speed: Speed;
}

/** The saved view, or undefined where there is none or it makes no sense, such as one of another version. */
export function parseSavedView(saved: unknown): SavedView | undefined {
  if (typeof saved !== 'object' || saved === null) {
    return undefined;
  }
  const { version, script, run, speed, ...places } = saved as Record<string, unknown>;
  const known = speeds.find((candidate) => candidate === speed);
  const place = parsePlace(places.place);
  const revealed = parsePlace(places.revealed);
  return version === 2 && place && revealed && known
    ? {
        version,
        script: typeof script === 'string' ? script : null,
        run: Number.isInteger(run) ? Number(run) : null,
        place,
        revealed,
        speed: known,
      }
    : undefined;
}
