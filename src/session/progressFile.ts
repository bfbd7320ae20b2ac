import * as vscode from 'vscode';
import type { ProgressFile } from './progressStore.ts';

/** `progress.json` in the extension's storage. */
export class StoredProgressFile implements ProgressFile, vscode.Disposable {
  private readonly folder: vscode.Uri;
  private readonly watcher: vscode.FileSystemWatcher;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Somebody has written or removed it; this window too. */
  readonly onDidChange = this.changed.event;

  constructor(folder: vscode.Uri) {
    this.folder = folder;
    this.watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, 'progress.json'),
    );
    this.watcher.onDidChange(() => this.changed.fire());
    this.watcher.onDidCreate(() => this.changed.fire());
    this.watcher.onDidDelete(() => this.changed.fire());
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
    await vscode.workspace.fs.createDirectory(this.folder);
    // Written beside it and then renamed: whoever reads it meanwhile, or after a crash, finds the old text or the new.
    const beside = vscode.Uri.joinPath(this.folder, `progress.${crypto.randomUUID()}.tmp`);
    try {
      await vscode.workspace.fs.writeFile(beside, new TextEncoder().encode(text));
      await vscode.workspace.fs.rename(beside, this.uri, { overwrite: true });
    } catch (error) {
      await Promise.resolve(vscode.workspace.fs.delete(beside)).catch(() => undefined);
      throw error;
    }
  }

  async setAside(): Promise<string> {
    for (let k = 1; ; k++) {
      const name = `progress.damaged-${k}.json`;
      try {
        await vscode.workspace.fs.rename(this.uri, vscode.Uri.joinPath(this.folder, name), {
          overwrite: false,
        });
        return name;
      } catch (error) {
        if (!(error instanceof vscode.FileSystemError && error.code === 'FileExists')) {
          throw error;
        }
      }
    }
  }

  dispose(): void {
    this.watcher.dispose();
    this.changed.dispose();
  }
}
