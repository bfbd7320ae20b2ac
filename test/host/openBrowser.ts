import { spawn } from 'node:child_process';
import { findChromium, onPath } from './chromium.ts';
import { UserError } from './userError.ts';

/** A program that opens an address, and its arguments before the address. */
export type BrowserCommand = readonly [program: string, ...args: string[]];

/**
 * The person's browser, or undefined where there is no display to show one. `CHROME_PATH` comes first; throws a
 * `UserError` when there is no browser.
 */
export function findBrowser(): BrowserCommand | undefined {
  const { platform, env } = process;
  const chosen = env.CHROME_PATH || env.CHROMIUM_PATH ? chromiumCommand() : undefined;
  if (platform === 'win32') {
    // `start` would need a shell, which takes the address's ampersands for its own.
    return chosen ?? ['rundll32', 'url.dll,FileProtocolHandler'];
  }
  if (platform === 'darwin') {
    return chosen ?? ['open'];
  }
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return undefined;
  }
  const xdgOpen = onPath('xdg-open')[0];
  return chosen ?? (xdgOpen ? [xdgOpen] : chromiumCommand());
}

/** Opens an address; settles only when that fails, with a `UserError`. */
export function openBrowser([program, ...args]: BrowserCommand, address: string): Promise<never> {
  const browser = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  browser.unref();
  return new Promise((_, fail) => {
    const failBecause = (reason: string) =>
      fail(
        new UserError(`No browser could be opened (${reason}); use --no-open and open the address yourself.`),
      );
    browser.once('error', (error) => failBecause(error.message));
    browser.once('exit', (code) => {
      if (code) {
        failBecause(`${program} ended with ${code}`);
      }
    });
  });
}

function chromiumCommand(): BrowserCommand {
  // Root gets no sandbox, and without saying so no window either.
  return process.getuid?.() === 0 ? [findChromium(), '--no-sandbox'] : [findChromium()];
}
