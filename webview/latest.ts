/** The function, with a memory of one: asked again with the same arguments, it answers what it answered before. */
export function latest<Arguments extends readonly unknown[], Result>(
  compute: (...values: Arguments) => Result,
): (...values: Arguments) => Result {
  let memory: { readonly values: Arguments; readonly result: Result } | null = null;
  return (...values) => {
    if (!memory || values.some((value, k) => !Object.is(value, memory?.values[k]))) {
      memory = { values, result: compute(...values) };
    }
    return memory.result;
  };
}
