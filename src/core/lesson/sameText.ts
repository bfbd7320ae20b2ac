/** Whether two texts differ in their line ends at most. */
export function isSameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

/** Whether two texts differ in blank space at the ends of their lines, and in empty lines, at most. */
export function isSameCode(a: string, b: string): boolean {
  const bare = (text: string) => text.replace(/\s+$/gm, '');
  return bare(a) === bare(b);
}
