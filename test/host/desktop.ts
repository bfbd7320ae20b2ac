import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { UserError } from './userError.ts';

/** Downloads the desktop application unless it is there, and returns the path of its executable. */
export async function ensureDesktop(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The desktop VS Code could not be downloaded (${reason}); without --desktop the one from npm serves.`,
    );
  }
}
