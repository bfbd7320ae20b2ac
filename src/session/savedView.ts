import { type Speed, speeds } from '../protocol/messages.ts';

/** What is remembered of a run while the window is closed. A run is deterministic, so its length brings it back whole. */
export interface SavedView {
  readonly version: 1;
  /** Number of stops that had been recorded. */
  readonly stops: number;
  readonly position: number;
  readonly speed: Speed;
}

/** The saved view, or undefined where there is none or it makes no sense, such as one of another version. */
export function parseSavedView(saved: unknown): SavedView | undefined {
  if (typeof saved !== 'object' || saved === null) {
    return undefined;
  }
  const { version, stops, position, speed } = saved as Record<string, unknown>;
  const known = speeds.find((candidate) => candidate === speed);
  const placed = Number.isInteger(stops) && Number.isInteger(position);
  return version === 1 && placed && known
    ? { version, stops: Number(stops), position: Number(position), speed: known }
    : undefined;
}
