#!/usr/bin/env node
/** Takes the arguments of the desktop VS Code, runs an extension's tests and exits with their code. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startCodeServer } from './codeServer.ts';
import { type DesktopArguments, parseDesktopArguments } from './desktopArguments.ts';
import { reportsMissingNativeModule } from './missingNativeModules.ts';
import { makeScratchFolder } from './scratchFolder.ts';
import { runEntryPoint, UserError } from './userError.ts';
import { workbenchUrl } from './workbenchUrl.ts';

const limitMinutes = 30;
// Begins what the tests print, see `test/vscode/index.ts`.
const mark = '[test] ';

await runEntryPoint(async () => {
  const args = parseDesktopArguments(process.argv.slice(2));
  const scratch = await makeScratchFolder();
  try {
    return await runTests(args, scratch.path);
  } finally {
    await scratch.remove();
  }
});

async function runTests(args: DesktopArguments, scratch: string): Promise<number> {
  process.env.DAY5_TEST_OUTPUT_MARK = mark;
  const server = await startCodeServer({
    userDataDir: args.userDataDir ?? join(scratch, 'user'),
    extensionsDir: args.extensionsDir ?? join(scratch, 'extensions'),
    trust: args.trust,
    automation: true,
  });
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const code = exitCode(page);
      await page.goto(workbenchUrl({ ...args, port: server.port, folder: args.folder ?? scratch }));
      return await Promise.race([
        code,
        failure(server.crashed),
        failure(new Promise((done) => page.once('crash', () => done('The page of VS Code crashed.')))),
        failure(new Promise((done) => browser.once('disconnected', () => done('Chromium ended early.')))),
        failure(delay(limitMinutes * 60_000, `The tests gave no result within ${limitMinutes} minutes.`)),
      ]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** Prints what the tests print and resolves with their exit code; when they never spoke, VS Code's own errors say why. */
async function exitCode(page: Page): Promise<number> {
  let spoke = false;
  const vsCodeErrors: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    const line = format(...args);
    if (reportsMissingNativeModule(line)) {
      return;
    }
    if (line.startsWith(mark)) {
      spoke = true;
      console.log(line.slice(mark.length));
    } else if (type === 'error') {
      vsCodeErrors.push(line);
    }
  });
  const code = await new Promise<number>((done) => page.exposeFunction('codeAutomationExit', done));
  if (code !== 0 && !spoke) {
    console.log(`The tests did not start. VS Code reported:\n${vsCodeErrors.join('\n')}`);
  }
  return code;
}

async function failure(sentence: Promise<string>): Promise<never> {
  throw new UserError(await sentence);
}
