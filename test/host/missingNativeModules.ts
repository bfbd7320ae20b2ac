/**
 * Whether VS Code only reports that its native modules are missing; `--ignore-scripts` does not compile them, and it
 * does without: spdlog (log files) and the watchdog.
 */
export function reportsMissingNativeModule(line: string): boolean {
  return /Could not locate the bindings file|build\/Release\/watchdog/.test(line);
}
