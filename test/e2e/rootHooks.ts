import { photographFailure } from './harness.ts';

/** What every end-to-end test has around it. */
export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const { currentTest } = this;
    if (currentTest?.state === 'failed') {
      await photographFailure(currentTest.fullTitle());
    }
  },
};
