import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errors, type Frame, type Locator, type Page } from 'playwright-core';
import { launchChromium } from '../host/chromium.ts';
import { installExtension, startCodeServer } from '../host/codeServer.ts';
import { linkExtension } from '../host/linkExtension.ts';
import { projectRoot } from '../host/paths.ts';
import { pseudoLanguage } from '../host/pseudo.ts';
import { addPseudoLanguage } from '../host/pseudoLocale.ts';
import { makeScratchFolder } from '../host/scratchFolder.ts';
import { writeUserSettings } from '../host/userSettings.ts';
import { workbenchUrl } from '../host/workbenchUrl.ts';
import { collectProblems } from './problems.ts';

/** The themes of the tests, each with the class by which the workbench shows that it is on. */
const themes = {
  'Default Dark Modern': 'vscode-theme-defaults-themes-dark_modern-json',
  'Default Light Modern': 'vscode-theme-defaults-themes-light_modern-json',
  'Default High Contrast': 'vscode-theme-defaults-themes-hc_black-json',
  'Default High Contrast Light': 'vscode-theme-defaults-themes-hc_light-json',
};

export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  readonly width: number;
  readonly height: number;
  /** Default Dark Modern when left out. */
  readonly theme?: Theme;
  /** The files that the workspace has when it opens: relative path to text. */
  readonly workspaceFiles?: Readonly<Record<string, string>>;
  /** User settings beyond the theme and a plain window. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False opens the workspace in Restricted Mode; the dialog that asks for trust stays away. */
  readonly trust?: boolean;
  /** What the extension has in its own folder when it starts, as an earlier window left it: file name to text. */
  readonly storage?: Readonly<Record<string, string>>;
  /** The window speaks the pseudo language, as far as the extension has been translated. */
  readonly pseudo?: boolean;
  /** Folders of other extensions that are there as well. */
  readonly extensions?: readonly string[];
}

const openWorkbenches = new Set<Workbench>();

/** Photographs every workbench that is open, as `failed-<title>`; for a test that has failed. */
export async function photographFailure(title: string): Promise<void> {
  const name = title.toLowerCase().replaceAll(/\W+/g, '-').slice(0, 80);
  for (const workbench of openWorkbenches) {
    await workbench.screenshot(`failed-${name}`);
  }
}

/** A fresh VS Code with the packaged extension in it, in a headless browser, as a person meets it. */
export class Workbench {
  readonly page: Page;
  /** The folder that is open, absolute. */
  readonly workspace: string;
  /** The folder of the extension's own files, absolute. */
  readonly storage: string;
  readonly #themeClass: string;
  readonly #problems: readonly string[];
  readonly #disposeParts: () => Promise<void>;

  constructor(
    page: Page,
    { workspace, storage }: { readonly workspace: string; readonly storage: string },
    themeClass: string,
    disposeParts: () => Promise<void>,
  ) {
    this.page = page;
    this.workspace = workspace;
    this.storage = storage;
    this.#problems = collectProblems(page);
    this.#themeClass = themeClass;
    this.#disposeParts = disposeParts;
  }

  /** Resolves when the window stands: side bar, status bar and theme. Extensions may still be starting. */
  async ready(): Promise<void> {
    await this.page.locator(`.monaco-workbench.${this.#themeClass}`).waitFor();
    await this.page.locator('.part.statusbar').waitFor();
    await this.page.locator('.explorer-folders-view').waitFor();
  }

  /** Runs a command as a person does: F1, its title, Enter when it is the first of the list. */
  async runCommand(title: string): Promise<void> {
    const palette = this.page.locator('.quick-input-widget');
    const first = palette.locator('.monaco-list-row').first().filter({ hasText: title });
    // The palette lists the commands of the moment it opens, and a window that is starting has neither all of them
    // nor, at first, the key: ask again until it does.
    await this.#until(`The command "${title}" did not appear.`, async () => {
      if (await palette.isVisible()) {
        await this.page.keyboard.press('Escape');
      }
      await this.page.keyboard.press('F1');
      await palette.locator('input').fill(`>${title}`, { timeout: 3000 });
      await first.waitFor({ timeout: 3000 });
    });
    await this.page.keyboard.press('Enter');
    await palette.waitFor({ state: 'hidden' });
  }

  /** The document of the lesson panel, once it is loaded. After a reload or a new HTML, ask again. */
  async lessonFrame(): Promise<Frame> {
    const host = await this.page.waitForSelector('iframe.webview.ready[src*="extensionId=eighty-days.day5"]');
    const outer = await host.contentFrame();
    // It is another frame, `pending-frame`, until its content is loaded.
    const lesson = await (await outer!.waitForSelector('iframe#active-frame')).contentFrame();
    await lesson!.waitForLoadState();
    return lesson!;
  }

  /** Starts the lesson and has it show the finished loop, before its first step; returns the document of the lesson. */
  async watchFinishedLoop(): Promise<Frame> {
    await this.runCommand('Start Day 5');
    const lesson = await this.lessonFrame();
    await lesson.getByRole('button', { name: 'Watch the finished one', exact: true }).click();
    await lesson.locator('day5-status').getByText('reference.py').waitFor();
    await lesson.locator('day5-controls [aria-disabled=false]', { hasText: 'Step phase' }).waitFor();
    return lesson;
  }

  /** Changes the window's colours to those of the theme that is found first by this name. */
  async chooseTheme(name: string): Promise<void> {
    const palette = this.page.locator('.quick-input-widget');
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.press('Control+t');
    await palette.locator('input').fill(name);
    await palette.locator('.monaco-list-row').first().filter({ hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await palette.waitFor({ state: 'hidden' });
  }

  /** The notifications that are on show. */
  notifications(): Locator {
    return this.page.locator('.notification-toast .notification-list-item-message');
  }

  /** Reloads the window and resolves when it stands again. */
  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('domcontentloaded');
    // The command saves the window's state first; a reload of the page would lose that of the last five seconds.
    await this.runCommand('Developer: Reload Window');
    await reloaded;
    await this.ready();
  }

  /** Writes `out/screenshots/<name>.png`, with animations at their end, and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(projectRoot, 'out/screenshots', `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  /**
   * What went wrong so far in the extension and its webviews, and the dialogs that are open, as for a command that
   * threw; a test asserts that there is nothing.
   */
  async problems(): Promise<readonly string[]> {
    return [...this.#problems, ...(await this.#dialogs())];
  }

  /** Closes browser and server and removes their folders. */
  async dispose(): Promise<void> {
    await this.#disposeParts();
  }

  async #dialogs(): Promise<readonly string[]> {
    const texts = await this.page.locator('.monaco-dialog-box').allInnerTexts();
    return texts.map((text) => `A dialog is open: ${text.replaceAll('\n', ' ')}`);
  }

  /** Repeats what times out; gives up after a minute, or when a dialog is in the way. */
  async #until(message: string, attempt: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) {
          throw error;
        }
        const dialogs = await this.#dialogs();
        if (dialogs.length > 0 || Date.now() > deadline) {
          throw new Error([message, ...dialogs].join('\n'));
        }
      }
    }
  }
}

/** Starts a workbench with `out/day5.vsix` installed and resolves when its window stands. */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { width, height, theme = 'Default Dark Modern', trust = true } = options;
  const disposals: (() => Promise<void>)[] = [];
  const dispose = async () => {
    for (const disposal of disposals.splice(0).reverse()) {
      await disposal();
    }
  };
  try {
    const scratch = await makeScratchFolder();
    disposals.push(scratch.remove);
    const workspace = join(scratch.path, 'workspace');
    await writeFiles(workspace, options.workspaceFiles ?? {});
    const folders = {
      userDataDir: join(scratch.path, 'user'),
      extensionsDir: join(scratch.path, 'extensions'),
    };
    await writeUserSettings(folders.userDataDir, {
      'workbench.colorTheme': theme,
      'security.workspace.trust.startupPrompt': 'never',
      ...options.settings,
    });
    const storage = join(folders.userDataDir, 'User/globalStorage/eighty-days.day5');
    await writeFiles(storage, options.storage ?? {});
    await installExtension(join(projectRoot, 'out/day5.vsix'), folders);
    if (options.pseudo) {
      const [installed] = (await readdir(folders.extensionsDir)).filter((name) =>
        name.startsWith('eighty-days.day5'),
      );
      await addPseudoLanguage(join(folders.extensionsDir, installed));
    }
    for (const extension of options.extensions ?? []) {
      await linkExtension(folders.extensionsDir, extension);
    }

    const server = await startCodeServer({ ...folders, trust });
    disposals.push(server.stop);
    const browser = await launchChromium();
    disposals.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width, height } });
    if (options.pseudo) {
      // Where the workbench finds its language; its own sentences stay English.
      await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(pseudoLanguage)}`);
    }
    // What is waited for comes; on a busy machine it takes its time.
    page.setDefaultTimeout(90_000);
    const workbench = new Workbench(page, { workspace, storage }, themes[theme], dispose);
    openWorkbenches.add(workbench);
    disposals.push(async () => {
      openWorkbenches.delete(workbench);
    });
    await page.goto(workbenchUrl({ port: server.port, folder: workspace }), { waitUntil: 'commit' });
    await workbench.ready();
    return workbench;
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
