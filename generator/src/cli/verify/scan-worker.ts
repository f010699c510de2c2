/** A thread that scans stretches of a log, one after the other, as it is told to. */
import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../usage-error.js';
import { openScanner, type ScanTarget, type TextRange } from './scanner.js';
import type { FromWorker } from './scan-threads.js';

const port = parentPort;
if (port === null) throw new Error('The scan worker runs in a thread of its own.');
const say = (message: FromWorker): void => port.postMessage(message);

try {
  const scanner = await openScanner(workerData as ScanTarget);
  port.on('message', (range: TextRange) => {
    scanner
      .scan(range, (events) => say({ kind: 'progress', events }))
      .then((tally) => say({ kind: 'done', tally }), fail);
  });
  say({ kind: 'ready' });
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  say({ kind: 'failed', message, isUsage: error instanceof UsageError });
}
