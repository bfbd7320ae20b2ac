import { parseArgs } from 'node:util';

/** In milliseconds; the one of the setting day5.run.timeLimit. */
const defaultTimeLimit = 10_000;

/** What a person asks for on the command line. */
export type Asked =
  | { readonly kind: 'help' }
  /** It cannot be understood; why, in one line. */
  | { readonly kind: 'wrong'; readonly reason: string }
  | {
      readonly kind: 'check';
      /** Scripts and folders, as they were written. */
      readonly paths: readonly string[];
      readonly json: boolean;
      /** How long a script may run, in milliseconds. */
      readonly timeLimit: number;
    };

export const help = `Says what is wrong with training loops, and what they have done of the day.

Usage: npm run check -- FILE.py … [--json] [--time-limit SECONDS]

  FILE.py                A script, or a folder of scripts: each Python file in
                         it and below it, but for modules that others import.
  --json                 Print one JSON array with everything that was found,
                         an object for each script, instead of the table.
                         Run it as npm run --silent check, and npm adds nothing.
  --time-limit SECONDS   Stop a script that takes longer; ${defaultTimeLimit / 1000} if left out.
  --help                 Print this.

In the table, steps, loss and rate are those of the script's last run: how many
steps it took, its last loss, and the learning rate that its updates show. Of
one script alone, every finding is told in full.

Exit code: 0 all sound; 1 a loop has an error; 2 a script failed or could not be
read.
`;

/** Reads the command line. */
export function readArguments(args: readonly string[]): Asked {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('. ');
    return { kind: 'wrong', reason };
  }
  const { values, positionals } = parsed;
  if (values.help) {
    return { kind: 'help' };
  }
  const seconds = values['time-limit'];
  const timeLimit = seconds === undefined ? defaultTimeLimit : 1000 * Number(seconds);
  // A timer waits no longer than 2³¹ − 1 milliseconds.
  if (!(timeLimit > 0 && timeLimit < 2 ** 31)) {
    return { kind: 'wrong', reason: `--time-limit takes a number of seconds, not ${seconds}` };
  }
  if (positionals.length === 0) {
    return { kind: 'wrong', reason: 'Name a script or a folder of scripts' };
  }
  return { kind: 'check', paths: positionals, json: values.json, timeLimit };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      'time-limit': { type: 'string' },
    },
  });
}
