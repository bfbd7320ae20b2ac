import type { Recording } from '../core/training/recording.ts';
import type { LiveScript } from './liveScript.ts';
import { referenceRecording } from './referenceRecording.ts';
import { isSameText, type ScriptSource } from './scriptSource.ts';

/**
 * The lesson's own run, and when it stands in for one of the script: where no script may run, where there is none, where
 * Python cannot be started, and while it loads for a script whose run is known to be the same.
 */
export class StandIn {
  private readonly live: LiveScript;
  private readonly isTrusted: () => boolean;
  private made: Recording | null = null;
  /** There is no script to follow. */
  private alone = false;
  /** The text whose run is the lesson's own, so that it can be shown while Python loads. */
  private preview: ScriptSource | null = null;

  constructor(live: LiveScript, isTrusted: () => boolean) {
    this.live = live;
    this.isTrusted = isTrusted;
  }

  /** The lesson's own run, made when it is first needed. */
  get recording(): Recording {
    this.made ??= referenceRecording();
    return this.made;
  }

  /** Whether the lesson goes on without a script. */
  get isAlone(): boolean {
    return this.alone;
  }

  /** Whether it is to be shown now. */
  get isNeeded(): boolean {
    const broken = this.live.ended?.end?.kind === 'crashed' && !this.live.shown;
    return !this.isTrusted() || this.alone || broken || this.isPreview;
  }

  /** Whether it is shown for a text that has been edited since. */
  get isStale(): boolean {
    return this.isPreview && !isSameText(this.preview, this.live.source);
  }

  /** The lesson opens with this script, or with none; `isReference`: its run is known to be the lesson's own. */
  begin(source: ScriptSource | null, isReference: boolean): void {
    this.alone = source === null;
    this.preview = isReference ? source : null;
  }

  /** There is a script to follow, from here on. */
  makeWay(): void {
    this.alone = false;
  }

  /** The lesson is closed. */
  clear(): void {
    this.alone = false;
    this.preview = null;
  }

  /** Whether the script's first run is on its way, and what it is going to be is known and there. */
  private get isPreview(): boolean {
    const { shown, ended } = this.live;
    const onItsWay = !shown || (shown.end === null && isSameText(shown.source, this.preview));
    return this.preview !== null && !ended && onItsWay;
  }
}
