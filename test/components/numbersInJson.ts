/** JSON with what JSON cannot hold: arrays of numbers as such, and numbers that are not finite. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Float64Array || each instanceof Float32Array) {
      const [kind, numbers] = [each.constructor.name, Array.from(each, (x) => (isPlain(x) ? x : spell(x)))];
      return { $array: kind, numbers };
    }
    return typeof each === 'number' && !isPlain(each) ? { $number: spell(each) } : each;
  });
}

/** What {@link toJson} has written, or plain JSON. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null) {
      return each;
    }
    if ('$number' in each) {
      return Number(each.$number);
    }
    if ('$array' in each && 'numbers' in each && Array.isArray(each.numbers)) {
      const numbers = each.numbers.map(Number);
      return each.$array === 'Float32Array' ? Float32Array.from(numbers) : Float64Array.from(numbers);
    }
    return each;
  });
}

function isPlain(x: number): boolean {
  return Number.isFinite(x) && !Object.is(x, -0);
}

function spell(x: number): string {
  return Object.is(x, -0) ? '-0' : String(x);
}
