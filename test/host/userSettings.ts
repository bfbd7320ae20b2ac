import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A plain window: what VS Code itself would open, ask or fetch on its own stays away. The side bar is as people have it. */
const plainWindow = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // As on the desktop; a browser would save by itself.
  'files.autoSave': 'off',
};

/** Writes the settings of a new user: a plain window and what is given; a user who has settings keeps them. */
export async function writeUserSettings(
  userDataDir: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const file = join(userDataDir, 'User/settings.json');
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ ...plainWindow, ...settings }, undefined, 2)}\n`);
  }
}
