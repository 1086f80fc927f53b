// Mocha's spec reporter, followed by one line that test/run.mjs adds up.
const { reporters } = require("mocha");

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // A pending test was not run, and what was not run has not passed.
    runner.once("end", () =>
      console.log(
        `\n${JSON.stringify({ passed: this.stats.passes, failed: this.stats.failures + this.stats.pending })}`,
      ),
    );
  }
};
