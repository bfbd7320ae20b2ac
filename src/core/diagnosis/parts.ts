/** Work that is done in parts: between two of them, whoever asks for it may do something else. */
export type InParts<T> = Generator<void, T, void>;

/** So many stops, or updates, make up a part: a millisecond or two. */
export const partSize = 512;

/** Does all parts at once. */
export function atOnce<T>(work: InParts<T>): T {
  let part = work.next();
  while (!part.done) {
    part = work.next();
  }
  return part.value;
}
