import { parseArgs } from 'node:util';

/** What the launcher understands of the desktop application's command line. */
export interface DesktopArguments {
  readonly folder: string | undefined;
  readonly extensionDevelopmentPath: string | undefined;
  readonly extensionTestsPath: string | undefined;
  readonly userDataDir: string | undefined;
  readonly extensionsDir: string | undefined;
  readonly trust: boolean;
}

/**
 * Reads the command line that `runTests` of `@vscode/test-electron` makes; flags that only concern a desktop window
 * are ignored. `--restricted-mode` is the launcher's own: `runTests` always adds `--disable-workspace-trust`.
 */
export function parseDesktopArguments(argv: string[]): DesktopArguments {
  const { values, positionals } = parseArgs({
    args: argv,
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'restricted-mode': { type: 'boolean' },
    },
  });
  const text = (value: string | boolean | undefined) => (typeof value === 'string' ? value : undefined);
  return {
    folder: positionals[0],
    extensionDevelopmentPath: text(values.extensionDevelopmentPath),
    extensionTestsPath: text(values.extensionTestsPath),
    userDataDir: text(values['user-data-dir']),
    extensionsDir: text(values['extensions-dir']),
    trust: values['restricted-mode'] !== true,
  };
}
