import { Worker } from 'node:worker_threads';
import type { RangeTally } from '@varve/runtime/operations';
import { UsageError } from '../usage-error.js';
import type { ScanTarget, TextRange } from './scanner.js';

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly events: number }
  | { readonly kind: 'done'; readonly tally: RangeTally }
  | { readonly kind: 'failed'; readonly message: string; readonly isUsage: boolean };

export interface ScanRun {
  readonly ranges: readonly TextRange[];
  /** Told the results in the order of the ranges, whoever is done first. */
  readonly finished: (range: TextRange, tally: RangeTally) => void;
  readonly progress: (events: number) => void;
  /** Aborted: stretches under way are left unfinished. */
  readonly signal: AbortSignal;
}

/**
 * Scans stretches in threads, each of which takes the next one when it is done. @param script of a thread
 * @throws UsageError, or what a thread stopped with
 */
export async function scanInThreads(
  target: ScanTarget,
  threads: number,
  script: URL,
  { ranges, finished, progress, signal }: ScanRun,
): Promise<void> {
  const results = inOrder(ranges, finished);
  let next = 0;
  const workers = Array.from({ length: Math.min(threads, ranges.length) }, () => {
    return new Worker(script, { workerData: target });
  });
  const stop = (): void => void Promise.all(workers.map((worker) => worker.terminate()));
  signal.addEventListener('abort', stop);
  try {
    await Promise.all(workers.map((worker) => serve(worker)));
  } finally {
    signal.removeEventListener('abort', stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  function serve(worker: Worker): Promise<void> {
    let current = -1;
    return new Promise((resolve, reject) => {
      const give = (): void => {
        current = next;
        next += 1;
        const range = ranges[current];
        if (range === undefined) resolve();
        else worker.postMessage(range);
      };
      worker.on('message', (message: FromWorker) => {
        switch (message.kind) {
          case 'ready':
            give();
            break;
          case 'progress':
            progress(message.events);
            break;
          case 'done':
            results(current, message.tally);
            give();
            break;
          case 'failed':
            reject(message.isUsage ? new UsageError(message.message) : new Error(message.message));
            break;
        }
      });
      worker.once('error', reject);
      worker.once('exit', () => (signal.aborted ? resolve() : reject(new Error('A thread ended early.'))));
    });
  }
}

/** Holds back what came too early, at most one result a thread. */
function inOrder(
  ranges: readonly TextRange[],
  finished: ScanRun['finished'],
): (index: number, tally: RangeTally) => void {
  const waiting = new Map<number, RangeTally>();
  let next = 0;
  return (index, tally) => {
    waiting.set(index, tally);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      const range = ranges[next];
      if (range !== undefined) finished(range, ready);
      waiting.delete(next);
      next += 1;
    }
  };
}
