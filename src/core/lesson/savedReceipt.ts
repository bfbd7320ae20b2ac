import { phases } from '../training/phase.ts';
import type { Receipt, ReceiptNumbers } from './receipt.ts';

/** A receipt with its fields in one order, so that equal ones are equal as text. */
export function inForm(receipt: Receipt): Receipt {
  const { at, file, seed, run, step, line, numbers, siblings, shown, text } = receipt;
  return {
    at,
    file,
    seed,
    run,
    step,
    line,
    ...(numbers ? { numbers } : {}),
    ...(shown ? { shown } : {}),
    text,
    ...(siblings === undefined ? {} : { siblings }),
  };
}

/** Reads a receipt that was saved; null for what is none. A measured number that makes no sense counts as not there. */
export function readReceipt(saved: unknown): Receipt | null {
  const { at, file, text, seed, run, step, line, numbers, siblings, shown } = fieldsOf(saved);
  if (
    !isCount(at) ||
    typeof file !== 'string' ||
    typeof text !== 'string' ||
    !isCount(seed) ||
    !isCount(run) ||
    !isCount(step)
  ) {
    return null;
  }
  return inForm({
    at,
    file,
    text,
    seed,
    run,
    step,
    line: isCount(line) ? line : null,
    ...(isObject(numbers) ? { numbers: readNumbers(numbers) } : {}),
    ...(siblings === null ? { siblings } : isObject(siblings) ? { siblings: readTexts(siblings) } : {}),
    ...(Array.isArray(shown) ? { shown: phases.filter((phase) => shown.includes(phase)) } : {}),
  });
}

function readNumbers(numbers: object): ReceiptNumbers {
  const read = Object.entries(numbers).filter(([, value]) =>
    [value].flat().every((each) => typeof each === 'number' || each === null),
  );
  return Object.fromEntries(read);
}

function readTexts(texts: object): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => typeof text === 'string'));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? { ...value } : {};
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
