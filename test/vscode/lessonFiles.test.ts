import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { resetFile, saveFilesTo, useFile } from '../../src/editor/fileCommands.ts';
import { LessonFiles } from '../../src/editor/lessonFiles.ts';
import { day5, fileTabs, run, until } from './day5.ts';
import { MemoryFiles } from './memoryFiles.ts';

const { fs } = vscode.workspace;
const { onDidChangeTabs } = vscode.window.tabGroups;

/** The lesson's own files, in a folder's order. */
const all = ['bug_hunt.py', 'day5.py', 'micrograd.py', 'reference.py'];

const read = async (file: vscode.Uri) => new TextDecoder().decode(await fs.readFile(file));
const write = (file: vscode.Uri, text: string) => fs.writeFile(file, new TextEncoder().encode(text));
const namesIn = async (folder: vscode.Uri) => (await fs.readDirectory(folder)).map(([name]) => name).sort();

/** Writes at the beginning of a file, without saving. */
async function type(file: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(file, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  return document;
}

async function closeAll(): Promise<void> {
  await vscode.workspace.saveAll();
  await run('workbench.action.closeAllEditors');
  await until(() => vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0), onDidChangeTabs);
}

describe('The lesson’s files', () => {
  let extensionUri: vscode.Uri;
  let scratch: vscode.Uri;
  let count = 0;
  let at: (...path: string[]) => vscode.Uri;
  let files: LessonFiles;

  /** The files as another window, or the next one, finds them. */
  const reopened = async () => {
    const again = new LessonFiles({ extensionUri, globalStorageUri: at('storage') });
    await again.ready;
    return again;
  };
  const original = (name: string) => read(vscode.Uri.joinPath(extensionUri, 'media', 'lesson', name));

  before(async () => {
    const api = await day5();
    const extension = vscode.extensions.getExtension('eighty-days.day5');
    assert.ok(extension);
    extensionUri = extension.extensionUri;
    scratch = vscode.Uri.joinPath(api.files.reference, '..', '..', 'scratch');
  });

  beforeEach(async () => {
    await closeAll();
    const root = vscode.Uri.joinPath(scratch, String(count++));
    at = (...path) => vscode.Uri.joinPath(root, ...path);
    files = await reopened();
  });

  after(async () => {
    await closeAll();
    await fs.delete(scratch, { recursive: true });
    // The context key is the window's: back to the extension's own files.
    await (await day5()).files.goTo(new Map());
  });

  it('are created once, all of them, and open with the loop in sight', async () => {
    await files.showDay5();
    assert.deepEqual(await namesIn(at('storage', 'lesson')), all);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), files.day5.toString());
    await write(files.day5, '# mine\n');
    await files.show();
    assert.equal(
      vscode.window.activeTextEditor?.document.uri.toString(),
      files.day5.toString(),
      'what is open stays in sight',
    );
    await files.showReference();
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), files.reference.toString());
    assert.equal(await read(files.day5), '# mine\n');
  });

  it('open with the loop that is to be written, the caret where it begins; reference.py stays closed', async () => {
    await files.show();
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.uri.toString(), files.day5.toString());
    assert.deepEqual(fileTabs(files.reference), []);
    const { active } = editor.selection;
    assert.match(editor.document.lineAt(active.line - 1).text, /# Forward/);
    assert.equal(editor.document.lineAt(active.line).text, '    ');
    assert.equal(active.character, 4, 'what is typed there is in the loop');
  });

  it('leave the caret alone in a loop that the learner has begun', async () => {
    await write(files.day5, (await original('day5.py')).replace('    \n', '    ypred = []\n'));
    await files.show();
    assert.deepEqual(vscode.window.activeTextEditor?.selection.active, new vscode.Position(0, 0));
  });

  it('are scripts, all but micrograd.py, which is there to be imported', async () => {
    assert.ok(files.has(files.day5) && files.has(files.reference) && files.has(files.bugHunt));
    assert.ok(!files.has(files.locate('micrograd.py')));
    assert.ok(!files.has(at('day5.py')));
  });

  describe('sourceOf', () => {
    it('has the text as it stands in the editor, and the modules beside it', async () => {
      await files.create();
      const folder = at('storage', 'lesson');
      await write(vscode.Uri.joinPath(folder, 'helpers.py'), 'saved = 1\n');
      await write(vscode.Uri.joinPath(folder, 'day5.backup-1.py'), '');
      await write(vscode.Uri.joinPath(folder, 'notes.txt'), '');
      await fs.createDirectory(vscode.Uri.joinPath(folder, 'package.py'));
      const document = await type(files.day5, '# mine\n');
      await type(vscode.Uri.joinPath(folder, 'helpers.py'), 'typed = 2\n');
      const source = files.sourceOf(document);
      assert.equal(source.uri, files.day5.toString());
      assert.equal(source.file, 'day5.py');
      assert.equal(source.text, `# mine\n${await original('day5.py')}`);
      assert.deepEqual(await source.siblings(), {
        'bug_hunt.py': await original('bug_hunt.py'),
        'helpers.py': 'typed = 2\nsaved = 1\n',
        'reference.py': await original('reference.py'),
      });
    });

    it('has micrograd.py only when it is the learner’s own', async () => {
      await files.create();
      const document = await vscode.workspace.openTextDocument(files.day5);
      assert.equal((await files.sourceOf(document).siblings())['micrograd.py'], undefined);
      await write(files.locate('micrograd.py'), 'class Value: pass\n');
      assert.equal((await files.sourceOf(document).siblings())['micrograd.py'], 'class Value: pass\n');
    });

    it('takes fifty modules at most, what the script imports before the rest', async () => {
      const names = Array.from({ length: 60 }, (_, k) => `m${100 + k}.py`);
      await Promise.all(names.map((name) => write(at('many', name), '')));
      await write(at('many', 'script.py'), 'import m159\n');
      const document = await vscode.workspace.openTextDocument(at('many', 'script.py'));
      const found = Object.keys(await files.sourceOf(document).siblings());
      assert.equal(found.length, 50);
      assert.ok(found.includes('m159.py') && !found.includes('m158.py'));
    });

    it('leaves a module out that is too large, and keeps the others', async () => {
      await write(at('large', 'big.py'), '#'.repeat(1_000_001));
      await write(at('large', 'small.py'), 'x = 1\n');
      await write(at('large', 'script.py'), '');
      const document = await vscode.workspace.openTextDocument(at('large', 'script.py'));
      assert.deepEqual(await files.sourceOf(document).siblings(), { 'small.py': 'x = 1\n' });
    });

    it('has no modules for a document without a folder', async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'python' });
      assert.deepEqual(await files.sourceOf(document).siblings(), {});
    });
  });

  describe('Use This File in the Lesson', () => {
    it('adds a file, shows it, says so, and finds it again the next time', async () => {
      const mine = at('mine.py');
      await write(mine, 'x = 1\n');
      let changes = 0;
      const subscription = files.onDidChangeFiles(() => changes++);
      assert.equal((await useFile(files, mine))?.toString(), mine.toString());
      await useFile(files, mine);
      subscription.dispose();
      assert.ok(files.has(mine));
      assert.equal(changes, 1);
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), mine.toString());
      assert.ok((await reopened()).has(mine));
    });

    it('takes the file that is looked at', async () => {
      await write(at('mine.py'), 'x = 1\n');
      await vscode.window.showTextDocument(at('mine.py'));
      await useFile(files);
      assert.ok(files.has(at('mine.py')));
    });

    it('takes nothing but saved Python files', async () => {
      await write(at('notes.txt'), 'x\n');
      assert.equal(await useFile(files, at('notes.txt')), undefined);
      assert.equal(await useFile(files, vscode.Uri.parse('untitled:mine.py')), undefined);
      assert.equal(await useFile(files, at('gone.py')), undefined);
      assert.equal(await useFile(files), undefined);
      assert.deepEqual((await reopened()).has(at('gone.py')), false);
    });

    it('keeps what two windows have added', async () => {
      const other = await reopened();
      await write(at('a.py'), '');
      await write(at('b.py'), '');
      await useFile(files, at('a.py'));
      await useFile(other, at('b.py'));
      const again = await reopened();
      assert.ok(again.has(at('a.py')) && again.has(at('b.py')));
    });

    it('uses the file in this window when it cannot be remembered', async () => {
      await write(at('storage'), 'no folder');
      await write(at('mine.py'), '');
      await useFile(files, at('mine.py'));
      assert.ok(files.has(at('mine.py')));
    });
  });

  describe('Save My Day 5 Files To…', () => {
    it('copies them all with what is not saved yet, and goes on there', async () => {
      await files.showDay5();
      const before = files.day5;
      await type(before, '# mine\n');
      let had: boolean | undefined;
      const subscription = files.onDidChangeFiles(() => {
        had = files.group !== undefined;
      });
      await saveFilesTo(files, at('work'));
      subscription.dispose();
      assert.deepEqual(await namesIn(at('work')), all);
      const mine = `# mine\n${await original('day5.py')}`;
      assert.equal(await read(at('work', 'day5.py')), mine);
      assert.equal(files.day5.toString(), at('work', 'day5.py').toString());
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), files.day5.toString());
      assert.equal(had, true, 'the new file is open when the lesson learns of it');
      assert.ok(files.has(files.day5) && !files.has(before));
      assert.deepEqual(fileTabs(before), [], 'the old one does not stay beside it');
      assert.equal(await read(before), mine, 'and is saved');
      assert.equal((await reopened()).day5.toString(), files.day5.toString());
    });

    it('never overwrites what is there: the copy gets a number', async () => {
      await write(at('work', 'day5.py'), 'theirs\n');
      await write(at('work', 'day5_2.py'), 'theirs, too\n');
      await write(at('work', 'reference.py'), (await original('reference.py')).replaceAll('\n', '\r\n'));
      await saveFilesTo(files, at('work'));
      assert.equal(await read(at('work', 'day5.py')), 'theirs\n');
      assert.equal(await read(at('work', 'day5_2.py')), 'theirs, too\n');
      assert.equal(await read(at('work', 'day5_3.py')), await original('day5.py'));
      assert.equal(files.day5.toString(), at('work', 'day5_3.py').toString());
      assert.equal(
        files.reference.toString(),
        at('work', 'reference.py').toString(),
        'the same text is used',
      );
      assert.match(await read(files.reference), /\r\n/, 'and left as it is');
    });

    it('does not take the name of a file that is open but not saved yet', async () => {
      const draft = vscode.Uri.joinPath(at('work'), 'day5.py');
      await write(draft, 'theirs\n');
      await type(draft, '# typed\n');
      await fs.delete(draft);
      await saveFilesTo(files, at('work'));
      assert.deepEqual(await namesIn(at('work')), [
        'bug_hunt.py',
        'day5_2.py',
        'micrograd.py',
        'reference.py',
      ]);
    });

    it('keeps what is open in a folder that it already uses', async () => {
      await saveFilesTo(files, at('work'));
      await type(files.day5, '# mine\n');
      for (const folder of [at('work'), at('work', '/')]) {
        await saveFilesTo(files, folder);
        assert.equal(fileTabs(at('work', 'day5.py')).length, 1);
      }
      assert.deepEqual(await namesIn(at('work')), all);
    });

    it('loses nothing where the folder cannot be written to', async () => {
      await files.showDay5();
      const document = await type(files.day5, '# mine\n');
      await write(at('file'), '');
      await saveFilesTo(files, at('file'));
      assert.equal(files.day5.toString(), at('storage', 'lesson', 'day5.py').toString());
      assert.ok(document.isDirty && document.getText().startsWith('# mine\n'));
      assert.equal(fileTabs(files.day5).length, 1);
    });

    it('is not undone by Start, which creates what is missing there', async () => {
      await saveFilesTo(files, at('work'));
      await write(files.day5, '# mine\n');
      await fs.delete(files.reference);
      const again = await reopened();
      await again.show();
      assert.equal(await read(at('work', 'day5.py')), '# mine\n');
      assert.equal(await read(at('work', 'reference.py')), await original('reference.py'));
    });

    it('goes back to the storage while the folder is gone, and remembers it', async () => {
      await write(at('mine.py'), '');
      await saveFilesTo(files, at('work'));
      await useFile(files, at('mine.py'));
      await closeAll();
      await fs.rename(at('work'), at('elsewhere'));
      await files.showDay5();
      assert.equal(files.day5.toString(), at('storage', 'lesson', 'day5.py').toString());
      assert.ok(files.has(at('mine.py')));
      assert.equal(fileTabs(files.day5).length, 1);
      await fs.rename(at('elsewhere'), at('work'));
      assert.equal((await reopened()).day5.toString(), at('work', 'day5.py').toString());
    });
  });

  describe('Reset This File', () => {
    it('brings the original back as an edit that can be undone, and keeps a backup', async () => {
      await files.showDay5();
      const document = await type(files.day5, '# mine\n');
      const mine = document.getText();
      await resetFile(files, files.day5, true);
      assert.equal(document.getText(), await original('day5.py'));
      assert.ok(!document.isDirty);
      assert.equal(await read(files.day5), await original('day5.py'));
      assert.equal(await read(at('storage', 'lesson', 'day5.backup-1.py')), mine);
      await run('undo');
      assert.equal(document.getText(), mine);
      await resetFile(files, undefined, true);
      assert.equal(await read(at('storage', 'lesson', 'day5.backup-2.py')), mine);
    });

    it('leaves a file alone that is as it was', async () => {
      await files.create();
      await resetFile(files, files.reference, true);
      assert.deepEqual(await namesIn(at('storage', 'lesson')), all);
    });

    it('keeps the line ends of the file', async () => {
      await write(files.day5, 'x = 1\r\ny = 2\r\n');
      await resetFile(files, files.day5, true);
      assert.equal(await read(files.day5), (await original('day5.py')).replaceAll('\n', '\r\n'));
    });

    it('brings a file back that is gone', async () => {
      await files.create();
      await fs.delete(files.day5);
      await resetFile(files, files.day5, true);
      assert.equal(await read(files.day5), await original('day5.py'));
    });

    it('goes to the original under the number of a copy', async () => {
      await write(at('work', 'day5.py'), 'theirs\n');
      await saveFilesTo(files, at('work'));
      await type(files.day5, '# mine\n');
      await resetFile(files, files.day5, true);
      assert.equal(await read(at('work', 'day5_2.py')), await original('day5.py'));
      assert.match(await read(at('work', 'day5_2.backup-1.py')), /^# mine\n/);
      await resetFile(files, at('work', 'day5.py'), true);
      assert.equal(await read(at('work', 'day5.py')), 'theirs\n', 'a file without an original is left alone');
    });
  });

  describe('on a file system that is on no disk', () => {
    const memory = new MemoryFiles();
    const folder = vscode.Uri.parse('day5-memory:/work');
    const registration = vscode.workspace.registerFileSystemProvider('day5-memory', memory);

    after(() => registration.dispose());

    beforeEach(() => {
      memory.full = false;
      for (const [name] of memory.readDirectory(folder)) {
        memory.delete(vscode.Uri.joinPath(folder, name));
      }
    });

    it('are saved, found again, and have their modules', async () => {
      await saveFilesTo(files, folder);
      await write(vscode.Uri.joinPath(folder, 'helpers.py'), 'x = 1\n');
      const again = await reopened();
      assert.equal(again.day5.toString(), 'day5-memory:/work/day5.py');
      const document = await vscode.workspace.openTextDocument(again.day5);
      assert.deepEqual(Object.keys(await again.sourceOf(document).siblings()).sort(), [
        'bug_hunt.py',
        'helpers.py',
        'reference.py',
      ]);
    });

    it('stay where they are when it is full', async () => {
      await files.showDay5();
      const document = await type(files.day5, '# mine\n');
      memory.full = true;
      await saveFilesTo(files, folder);
      assert.equal(files.day5.toString(), at('storage', 'lesson', 'day5.py').toString());
      assert.ok(document.isDirty && fileTabs(files.day5).length === 1);
    });

    it('are not reset when it has no room for a backup', async () => {
      await saveFilesTo(files, folder);
      const document = await type(files.day5, '# mine\n');
      const mine = document.getText();
      memory.full = true;
      await resetFile(files, files.day5, true);
      assert.equal(document.getText(), mine);
      memory.full = false;
      await resetFile(files, files.day5, true);
      assert.equal(document.getText(), await original('day5.py'));
    });
  });

  it('are those of the commands, too', async () => {
    const { files: extensionFiles } = await day5();
    await write(at('mine.py'), 'x = 1\n');
    await run('day5.useFile', at('mine.py'));
    assert.ok(extensionFiles.has(at('mine.py')));
    await run('day5.saveFiles', { folder: at('work').toString() });
    assert.equal(extensionFiles.day5.toString(), at('work', 'day5.py').toString());
    await type(extensionFiles.day5, '# mine\n');
    await run('day5.resetFile', { confirmed: true });
    assert.match(await read(at('work', 'day5.backup-1.py')), /^# mine\n/);
    await extensionFiles.goTo(new Map());
  });
});
