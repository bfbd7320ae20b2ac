import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './paths.ts';
import { uriPath } from './workbenchUrl.ts';

/**
 * Installs an extension for the servers with this extensions folder as a link to its own, which is the project's unless
 * another is given, so that a new build needs no more than a reload of the window. Other extensions there stay.
 */
export async function linkExtension(extensionsDir: string, folder = projectRoot): Promise<void> {
  const manifest: { publisher: string; name: string; version: string } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const id = `${manifest.publisher}.${manifest.name}`;
  const link = join(extensionsDir, id);
  await mkdir(extensionsDir, { recursive: true });
  // Made anew each time: the project may have moved, and this folder with it.
  await unlink(link).catch(() => {});
  // A junction needs no privileges on Windows; elsewhere the word is ignored.
  await symlink(folder, link, 'junction');

  // VS Code looks into the folders only when this list is missing.
  const list = join(extensionsDir, 'extensions.json');
  const installed: { identifier: { id: string } }[] = existsSync(list)
    ? JSON.parse(await readFile(list, 'utf8'))
    : [];
  const entry = {
    identifier: { id },
    version: manifest.version,
    location: { $mid: 1, scheme: 'file', path: uriPath(link) },
    relativeLocation: id,
  };
  const others = installed.filter((extension) => extension.identifier.id !== id);
  await writeFile(list, JSON.stringify([...others, entry]));
}
