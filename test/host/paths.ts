import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder, absolute. */
export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Where downloads and the state of `npm start` live, as `@vscode/test-electron` has it; ignored by git. */
export const hostRoot = join(projectRoot, '.vscode-test');
