/**
 * `varve verify`: a real log read with today's code, from end to end, before that code is deployed. Nothing is written but
 * the file that a run can be resumed from, if one was asked for.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RangeTally } from '@varve/runtime/operations';
import { fingerprintOf } from './code-fingerprint.js';
import { type Progress, readProgress, writeProgress } from './resume-file.js';
import { scanInThreads } from './scan-threads.js';
import { countEvents, openScanner, type Scanner, type ScanTarget, type TextRange } from './scanner.js';
import type { VerifiedLog } from './verified-log.js';

export interface VerifyRun {
  readonly target: ScanTarget;
  /** At least 1; with 1 there is no other thread. */
  readonly threads: number;
  /** Script of a thread. */
  readonly script: URL;
  /** File to take up and to keep the progress in. */
  readonly resume: string | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds, from any starting point. */
  readonly now: () => number;
  /** Told how many events were read by now, of how many there are; both counted in places of the log. */
  readonly progress: (done: number, all: number) => void;
}

/** Places of the log that a thread takes at a time: what is lost of the work when a run is stopped. */
const stretch = 20_000;

/** @throws UsageError for an app, a store or a file that cannot be used */
export async function verify(run: VerifyRun): Promise<VerifiedLog> {
  if (run.threads === 1) return verifyLog(run);
  // Every thread loads the app for itself; compiling it takes longer than reading a hundred thousand events.
  const compiled = mkdtempSync(join(tmpdir(), 'varve-verify-'));
  try {
    return await verifyLog({ ...run, target: { ...run.target, compiled } });
  } finally {
    rmSync(compiled, { recursive: true, force: true });
  }
}

async function verifyLog(run: VerifyRun): Promise<VerifiedLog> {
  const started = run.now();
  const scanner = await openScanner(run.target);
  try {
    const identity = { logId: await scanner.reader.logId(), code: fingerprintOf(scanner.registries) };
    const earlier = run.resume === undefined ? undefined : readProgress(run.resume, identity);
    const { ranges, places } = await rangesOf(scanner, earlier?.to);
    const totals = totalsOf(scanner, run, { ...identity, earlier });
    let read = 0;
    const before = earlier === undefined ? 0 : countEvents(earlier.tally);
    const progress = (events: number): void => {
      read += events;
      run.progress(before + read, before + places);
    };
    await scanAll(scanner, run, { ranges, finished: totals.add, progress, signal: run.signal });
    const { types, foreign } = totals.tally();
    return {
      isComplete: !run.signal.aborted,
      events: countEvents(totals.tally()),
      foreign,
      waiting: await scanner.reader.countWaiting(),
      types,
      read,
      seconds: (run.now() - started) / 1000,
    };
  } finally {
    await scanner.reader.close();
  }
}

async function rangesOf(
  { reader }: Scanner,
  after: string | undefined,
): Promise<{ readonly ranges: readonly TextRange[]; readonly places: number }> {
  const from = after === undefined ? undefined : reader.parseLogPosition(after);
  const [whole] = await reader.partitionLog(1, from);
  const places = whole?.places ?? 0;
  const ranges = await reader.partitionLog(Math.max(1, Math.ceil(places / stretch)), from);
  return {
    places,
    ranges: ranges.map((range) => ({
      after: range.after === undefined ? undefined : reader.serializeLogPosition(range.after),
      to: reader.serializeLogPosition(range.to),
    })),
  };
}

type Start = Pick<Progress, 'logId' | 'code'> & { readonly earlier: Progress | undefined };

/** Adds up what stretches gave, in their order, and keeps it in the file to resume from. */
function totalsOf(
  { runtime: { operations } }: Scanner,
  { resume, target: { mostFailures } }: VerifyRun,
  { logId, code, earlier }: Start,
): { readonly add: (range: TextRange, tally: RangeTally) => void; readonly tally: () => RangeTally } {
  let total: RangeTally = earlier?.tally ?? { types: [], foreign: 0 };
  return {
    tally: () => total,
    add({ to }, { types, foreign }) {
      total = {
        types: operations.mergeTallies([total.types, types], mostFailures),
        foreign: total.foreign + foreign,
      };
      if (resume !== undefined) writeProgress(resume, { format: 1, logId, code, to, tally: total });
    },
  };
}

async function scanAll(
  scanner: Scanner,
  { target, threads, script }: VerifyRun,
  scan: Parameters<typeof scanInThreads>[3],
): Promise<void> {
  if (threads > 1) return scanInThreads(target, threads, script, scan);
  for (const range of scan.ranges) {
    if (scan.signal.aborted) return;
    scan.finished(range, await scanner.scan(range, scan.progress));
  }
}
