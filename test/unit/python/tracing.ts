import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Recorded, Trace } from '../../../src/core/tracing/trace.ts';
import type { PythonRuntime } from '../../../src/python/runtime.ts';
import { type Ran, runLoop, runText } from './runScript.ts';

/** The modules that stand beside the loops. */
export const besides = readdirSync(new URL('../../fixtures/loops/beside/', import.meta.url));

/** Runs scripts traced, to their end. */
export function tracing(runtime: PythonRuntime) {
  const whole = (ran: Ran) => {
    assert.ok(ran.trace);
    return { ran, trace: ran.trace };
  };
  const traced = new Map<string, Promise<Ran>>();
  /** One of the loops; each once. */
  const traceLoop = (name: string): Promise<Ran> => {
    const ran = traced.get(name) ?? runLoop(runtime, name, besides, true);
    traced.set(name, ran);
    return ran;
  };
  return {
    follow: async (text: string) => whole(await runText(runtime, text, {}, true)),
    traceLoop,
    followLoop: async (name: string) => whole(await traceLoop(name)),
  };
}

/** The calls that are under way at an event, the innermost first, with their lines. */
export const stack = (trace: Trace, event: number) =>
  trace
    .stackAt(event)
    .map(({ name, line }) => `${name} ${line}`)
    .join(' < ');

/** A value as people read it. */
export function read(value: Recorded | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'number':
      return value.number;
    case 'text':
      return value.text;
    case 'value':
      return { data: value.data, grad: value.grad };
    case 'list':
      return value.items.map(read);
    case 'dict':
      return Object.fromEntries(value.entries.map(([key, each]) => [key, read(each)]));
    case 'object':
      return Object.fromEntries(value.attributes.map(([key, each]) => [key, read(each)]));
  }
}

/** What the names of the innermost call stand for at the end, or at an event. */
export function namesAt(trace: Trace, event = trace.length, call = trace.data.callOf[event] ?? 0) {
  return Object.fromEntries([...trace.namesAt(event, call)].map(([name, value]) => [name, read(value)]));
}

/** The first event on a line with this text, from an event on. */
export function find({ source }: Ran, trace: Trace, text: string, from = 0): number {
  const event = trace.data.lines.findIndex((line, k) => k >= from && source[line - 1].includes(text));
  assert.ok(event >= 0, text);
  return event;
}
