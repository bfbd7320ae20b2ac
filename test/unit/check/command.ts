import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** What a command has left. */
export interface Left {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as `npm run check` does for a person who stands in `folder`. */
export function check(folder: string, ...args: readonly string[]): Promise<Left> {
  return start(process.execPath, [join(project, 'src/check/main.ts'), ...args], project, {
    INIT_CWD: folder,
  });
}

/** Runs a program to its end, without colours unless the environment asks for them. */
export function start(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Left> {
  const { FORCE_COLOR: _, NO_COLOR: _no, ...inherited } = process.env;
  const env = { ...inherited, ...environment };
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
  });
}

/** A folder with these files in it, to be removed by who asks for it. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'day5-check-'));

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [name, content] of Object.entries(files)) {
      const file = join(this.path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
