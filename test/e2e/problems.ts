import type { ConsoleMessage, Page } from 'playwright-core';
import { reportsMissingNativeModule } from '../host/missingNativeModules.ts';

const extensionId = 'eighty-days.day5';

/**
 * Collects what goes wrong in the extension and its webviews from now on: exceptions, rejections that nobody handles,
 * `console.error`, violations of the content security policy, resources that do not load. The list grows as it happens.
 */
export function collectProblems(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (isProblem(message)) {
      problems.push(message.text().replaceAll('%c', ''));
    }
  });
  return problems;
}

function isProblem(message: ConsoleMessage): boolean {
  const text = message.text();
  const { url } = message.location();
  if (reportsMissingNativeModule(text)) {
    return false;
  }
  // Rejections in the extension host come as warnings.
  if (text.startsWith('%c[Extension Host] %crejected promise not handled')) {
    return true;
  }
  if (message.type() !== 'error') {
    return false;
  }
  if (text.includes(extensionId) || url.includes(extensionId) || text.startsWith('%c[Extension Host]')) {
    return true;
  }
  // What is left of VS Code: its log, files that a server does not have, the service worker of its web site.
  const isVsCode = /\/out\/vs\/|\/_static\/|\/static\/|\/update\/check/.test(url);
  return (
    !isVsCode && !text.startsWith('A bad HTTP response code (404) was received when fetching the script')
  );
}
