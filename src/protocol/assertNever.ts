/** Ends an exhaustive `switch`: the compiler refuses a case that is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected: ${JSON.stringify(value)}`);
}
