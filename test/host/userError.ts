import { constants } from 'node:os';

/** A failure that a person can act on; its message is one sentence and needs no stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Runs an entry point and ends the process with the code that it returns; a failure is printed and ends it with 1. */
export async function runEntryPoint(main: () => Promise<number>): Promise<never> {
  // Left to its default, such a signal would skip the `exit` listeners, which clean up.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    process.exit(1);
  }
}
