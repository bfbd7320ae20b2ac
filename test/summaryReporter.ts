import Mocha from 'mocha';

/** Mocha's spec report, closed by a line of its own: "N passed, N failed". */
export class SummaryReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    // Registered after Spec's own listener, so this stands below its report.
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      Mocha.reporters.Base.consoleLog(`${this.stats.passes} passed, ${this.stats.failures} failed`);
    });
  }
}

// What `require` of this file yields: mocha's configuration files name a reporter by its path.
export { SummaryReporter as 'module.exports' };
