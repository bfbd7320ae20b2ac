/** The four default themes of VS Code, in short. */
export const themeNames = ['dark', 'light', 'hc', 'hc-light'] as const;

export type ThemeName = (typeof themeNames)[number];

/** A theme as a webview's document has it. */
export interface ThemeVariables {
  /** The class of the body. */
  readonly body: string;
  /** VS Code's custom properties, those that the webview uses. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The theme of this name; undefined for no such name. */
export function themeOf(name: string | null): ThemeName | undefined {
  return themeNames.find((each) => each === name);
}
