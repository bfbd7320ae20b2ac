import type { Outcome } from '../core/training/recording.ts';
import { type CommandId, commands } from './ids.ts';
import type { WireStart, WireStop } from './wire.ts';

/** How fast a run plays, in training steps per second. */
export const speeds = [1, 4, 16] as const;

export type Speed = (typeof speeds)[number];

/** Where the run is looked at, and whether it plays. */
export interface View {
  /** Index of the stop that the cursor stands on; -1 before anything has happened. */
  readonly position: number;
  readonly playing: boolean;
  readonly speed: Speed;
}

/** Everything the panel shows. Sent when it becomes visible, and whenever another run begins. */
export interface Snapshot {
  readonly type: 'snapshot';
  /** Counts the messages of one snapshot and its deltas, so that the webview notices a gap. */
  readonly revision: number;
  readonly start: WireStart;
  readonly stops: readonly WireStop[];
  readonly outcome: Outcome | null;
  readonly view: View;
}

/** What has changed since the message before. */
export interface Delta {
  readonly type: 'delta';
  readonly revision: number;
  readonly stops: readonly WireStop[];
  readonly outcome: Outcome | null;
  readonly view: View;
}

export type ToWebview = Snapshot | Delta;

/** What the learner wants, or what the webview needs. The host decides. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly command: CommandId }
  | { readonly type: 'moveTo'; readonly position: number }
  | { readonly type: 'setSpeed'; readonly speed: Speed };

/** The message, if it is one that the webview may send; else undefined. */
export function parseFromWebview(message: unknown): FromWebview | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) {
    return undefined;
  }
  if (message.type === 'ready') {
    return { type: 'ready' };
  }
  if (message.type === 'run' && 'command' in message) {
    const command = Object.values(commands).find((id) => id === message.command);
    return command && { type: 'run', command };
  }
  if (message.type === 'moveTo' && 'position' in message && Number.isInteger(message.position)) {
    return { type: 'moveTo', position: Number(message.position) };
  }
  if (message.type === 'setSpeed' && 'speed' in message) {
    const speed = speeds.find((candidate) => candidate === message.speed);
    return speed && { type: 'setSpeed', speed };
  }
  return undefined;
}
