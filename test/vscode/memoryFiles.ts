import * as vscode from 'vscode';

/** A file system that is on no disk, as a virtual workspace has one; it can be made to be full. */
export class MemoryFiles implements vscode.FileSystemProvider {
  /** Whether new files are refused. */
  full = false;
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly files = new Map<string, { readonly content: Uint8Array; readonly mtime: number }>();
  private clock = 0;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.files.get(uri.path);
    if (!file && this.readDirectory(uri).length === 0) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const type = file ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: file?.mtime ?? 0, size: file?.content.length ?? 0 };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    return [...this.files.keys()]
      .filter((path) => path.startsWith(`${uri.path}/`))
      .map((path) => [path.slice(uri.path.length + 1), vscode.FileType.File]);
  }

  createDirectory(): void {}

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.files.get(uri.path);
    if (!file) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return file.content;
  }

  /** Rejects rather than throws: VS Code would leave every later write of the file waiting. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (this.full && !this.files.has(uri.path)) {
      throw vscode.FileSystemError.NoPermissions('No space is left.');
    }
    const type = this.files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.files.set(uri.path, { content, mtime: ++this.clock });
    this.changed.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}
