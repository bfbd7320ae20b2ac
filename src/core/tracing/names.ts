import { firstAt } from './timeline.ts';
import type { Given, Recorded, Trace, ValueChange } from './trace.ts';

/** What names stood for and what values held, found quickly: indexed by call and name, and by value. */
export class Names {
  private readonly calls = new Map<number, Map<string, Given[]>>();
  private readonly changes = new Map<number, ValueChange[]>();

  constructor(trace: Trace | null) {
    for (const given of trace?.data.given ?? []) {
      const names = entry(this.calls, given.call, () => new Map<string, Given[]>());
      entry(names, given.name, () => []).push(given);
    }
    for (const change of trace?.data.changes ?? []) {
      entry(this.changes, change.id, () => []).push(change);
    }
  }

  /** The names of a call that had been given anything when an event began, in the order in which they first were. */
  at(event: number, call: number): string[] {
    const names = this.calls.get(call) ?? new Map<string, Given[]>();
    return [...names].flatMap(([name, given]) => (given[0].event < event ? [name] : []));
  }

  /** What a name of a call stood for when an event began; undefined before it was given anything. */
  lookUp(event: number, call: number, name: string): Recorded | undefined {
    const given = this.calls.get(call)?.get(name) ?? [];
    return given[firstAt(given, event) - 1]?.value;
  }

  /** The last change of a value before an event; undefined where it has not changed. */
  changeOf(id: number, event: number): ValueChange | undefined {
    const changes = this.changes.get(id) ?? [];
    return changes[firstAt(changes, event) - 1];
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
