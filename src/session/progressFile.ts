import { rename } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ProgressFile } from './progressStore.ts';

/** `progress.json` in the extension's storage. */
export class StoredProgressFile implements ProgressFile, vscode.Disposable {
  private readonly folder: vscode.Uri;
  private watcher: vscode.FileSystemWatcher | null = null;
  private disposed = false;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Somebody has written or removed it; this window too. */
  readonly onDidChange = this.changed.event;

  constructor(folder: vscode.Uri) {
    this.folder = folder;
  }

  /** From here on {@link onDidChange} tells of changes. What is in no folder cannot be watched: it is created. */
  async watch(): Promise<void> {
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
    } catch {
      // Nothing can be saved there; whoever tries will say so.
    }
    if (!this.disposed) {
      this.watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(this.folder, 'progress.json'),
      );
      this.watcher.onDidChange(() => this.changed.fire());
      this.watcher.onDidCreate(() => this.changed.fire());
      this.watcher.onDidDelete(() => this.changed.fire());
    }
  }

  get uri(): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, 'progress.json');
  }

  async read(): Promise<string | null> {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(this.uri));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
        return null;
      }
      throw error;
    }
  }

  async write(text: string): Promise<void> {
    const content = new TextEncoder().encode(text);
    const { fs } = vscode.workspace;
    await fs.createDirectory(this.folder);
    if (this.folder.scheme !== 'file') {
      await fs.writeFile(this.uri, content);
      return;
    }
    // Written beside it and then renamed: whoever reads it meanwhile, or after a crash, finds the old text or the new. By
    // Node, which replaces a file in one go; VS Code would remove the old one first.
    const beside = vscode.Uri.joinPath(this.folder, `progress.${crypto.randomUUID()}.tmp`);
    try {
      await fs.writeFile(beside, content);
      await rename(beside.fsPath, this.uri.fsPath);
    } catch (error) {
      await this.remove(beside);
      throw error;
    }
  }

  async setAside(): Promise<string> {
    const { fs } = vscode.workspace;
    for (let k = 1; ; k++) {
      const name = `progress.damaged-${k}.json`;
      const aside = vscode.Uri.joinPath(this.folder, name);
      if (await exists(aside)) {
        continue;
      }
      try {
        await fs.rename(this.uri, aside, { overwrite: false });
      } catch {
        // Not every file system renames.
        await fs.writeFile(aside, await fs.readFile(this.uri));
        await fs.delete(this.uri);
      }
      return name;
    }
  }

  private async remove(file: vscode.Uri): Promise<void> {
    try {
      await vscode.workspace.fs.delete(file);
    } catch {
      // It was never there.
    }
  }

  dispose(): void {
    this.disposed = true;
    this.watcher?.dispose();
    this.changed.dispose();
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
