import type { TraceContext } from '../message/trace-context.js';
import type { Ending, Notice, Observer, Operation } from './observer.js';

/**
 * Does the work with an observer around it. The work is done once and its result is the answer, whatever the observer does:
 * throw, never call it, call it twice, or never come back.
 */
export function observed<T>(
  observer: Observer,
  operation: Operation,
  work: (trace: TraceContext) => Promise<T>,
  endingOf: (value: T) => Ending,
): Promise<T> {
  let running: Promise<T> | undefined;
  const begin = (trace: TraceContext = {}): Promise<T> => (running ??= started(work, trace));
  const run = (trace?: TraceContext): Promise<Ending> => begin(trace).then(endingOf).catch(failure);
  try {
    const watching = observer.around(operation, run);
    if (watching !== undefined) Promise.resolve(watching).catch(() => undefined);
  } catch {
    // Whoever watches badly is no reason to fail.
  }
  return begin();
}

const failure = (error: unknown): Ending => ({ error });

async function started<T>(work: (trace: TraceContext) => Promise<T>, trace: TraceContext): Promise<T> {
  return work(trace);
}

export function noted(observer: Observer | undefined, notice: Notice): void {
  try {
    observer?.note?.(notice);
  } catch {
    // As above.
  }
}
