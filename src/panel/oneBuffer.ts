type Numbers = Float64Array | Float32Array;

/**
 * The same message, with the numbers of all its typed arrays in one buffer.
 *
 * VS Code passes the buffers of a message to the webview as arguments of one call, and counts these in a byte: from the 254th
 * buffer on they are lost without a word (the arrays arrive empty, or as plain objects). A run of sixty steps has more.
 */
export function inOneBuffer<T>(message: T): T {
  const places = new Map<Numbers, number>();
  let bytes = 0;
  eachOf(message, (numbers) => {
    if (!places.has(numbers)) {
      places.set(numbers, bytes);
      // The next one may need to begin at a multiple of eight.
      bytes += Math.ceil(numbers.byteLength / 8) * 8;
    }
  });
  if (places.size < 2) {
    return message;
  }
  const buffer = new ArrayBuffer(bytes);
  const views = new Map<Numbers, Numbers>();
  for (const [numbers, at] of places) {
    const view =
      numbers instanceof Float64Array
        ? new Float64Array(buffer, at, numbers.length)
        : new Float32Array(buffer, at, numbers.length);
    view.set(numbers);
    views.set(numbers, view);
  }
  return withViews(message, views) as T;
}

function isNumbers(value: unknown): value is Numbers {
  return value instanceof Float64Array || value instanceof Float32Array;
}

function eachOf(value: unknown, take: (numbers: Numbers) => void): void {
  if (isNumbers(value)) {
    take(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) {
      eachOf(part, take);
    }
  }
}

function withViews(value: unknown, views: ReadonlyMap<Numbers, Numbers>): unknown {
  if (isNumbers(value)) {
    return views.get(value);
  }
  if (Array.isArray(value)) {
    return value.map((part) => withViews(part, views));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withViews(part, views)]));
  }
  return value;
}
