/** Every command of the extension, as package.json contributes it. */
export const commands = {
  start: 'day5.start',
  stepPhase: 'day5.stepPhase',
  stepIteration: 'day5.stepIteration',
  stepBack: 'day5.stepBack',
  play: 'day5.play',
  pause: 'day5.pause',
  setSpeed: 'day5.setSpeed',
  runToEnd: 'day5.runToEnd',
  reset: 'day5.reset',
  runToLine: 'day5.runToLine',
  nextTimeLine: 'day5.nextTimeLine',
  previousTimeLine: 'day5.previousTimeLine',
  openDay5: 'day5.openDay5',
  openReference: 'day5.openReference',
  openHunt: 'day5.openHunt',
  markReset: 'day5.markReset',
  debug: 'day5.debug',
  run: 'day5.run',
  stop: 'day5.stop',
  showOutput: 'day5.showOutput',
  saveFiles: 'day5.saveFiles',
  useFile: 'day5.useFile',
  resetFile: 'day5.resetFile',
  increaseNumber: 'day5.increaseNumber',
  decreaseNumber: 'day5.decreaseNumber',
  exportReport: 'day5.exportReport',
  resetProgress: 'day5.resetProgress',
  showFinding: 'day5.showFinding',
  readFinding: 'day5.readFinding',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Every context key that `when` clauses in package.json ask for. */
export const contextKeys = {
  /** The lesson is open. */
  open: 'day5.open',
  /** The run is playing. */
  playing: 'day5.playing',
  /** The script has been running for so long that one may want to stop it. */
  running: 'day5.running',
  /** Something of the day is done, so that there is progress to export or to reset. */
  begun: 'day5.begun',
  /** Something is wrong with the loop whose run is shown. */
  found: 'day5.found',
  /** The paths of the lesson's files. */
  lessonFiles: 'day5.lessonFiles',
  /** The paths of the file with the bug to hunt. */
  huntFile: 'day5.huntFile',
} as const;

/** The type of the debugger, in launch configurations. */
export const debugType = 'day5';

/** The lesson panel's view type: for its serializer, its activation event and its `when` clauses. */
export const lessonViewType = 'day5.lesson';
