/**
 * `varve run`: the projections, processors and processes of an application, in a process of their own, until a signal ends it. What
 * fails is said and stays where it is; everything else goes on.
 */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Application } from '@varve/runtime/projections';
import { safeText } from '../../diagnostics/terminal-text.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { CommandContext } from '../run-command.js';
import { countFrom } from '../store/count-from.js';
import type { Surroundings } from '../surroundings.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { lineOf, type WorkHealth, worksOf } from './work-health.js';
import { loadApplication } from './load-application.js';

export interface RunFlags {
  readonly app: string;
  readonly every: string;
  readonly format: 'pretty' | 'json';
}

/** @throws UsageError */
export async function runApplication(
  flags: RunFlags,
  { place: { cwd }, terminal }: Pick<CommandContext, 'place' | 'terminal'>,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const every = countFrom('--every', flags.every, 1);
  const stopped = surroundings.stopped();
  surroundings.leave();
  runForLong();
  const { application, close } = await loadApplication(resolve(cwd, flags.app));
  try {
    await started(application);
    terminal.status('started; a signal to end lets what is in hand finish');
    const hasFailed = await watch(application, { every, format: flags.format, terminal, stopped });
    await application.stop();
    terminal.status('stopped');
    return hasFailed ? exitCodes.findings : exitCodes.clean;
  } finally {
    await close();
  }
}

/** What cannot be started is the application's mistake, not ours. @throws UsageError */
async function started(application: Application): Promise<void> {
  try {
    await application.start();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** A budget that suits short runs keeps long ones slow. */
function runForLong(): void {
  setFlagsFromString('--interrupt-budget=135168');
}

interface Watching {
  /** Seconds. */
  readonly every: number;
  readonly format: RunFlags['format'];
  readonly terminal: Terminal;
  readonly stopped: AbortSignal;
}

/** Tells how things stand until it is stopped, or nothing works any more. @returns whether something has failed */
async function watch(application: Application, { every, format, terminal, stopped }: Watching): Promise<boolean> {
  const told = new Map<string, string>();
  let works: readonly WorkHealth[] = [];
  const failing = new AbortController();
  application.ended.catch(() => failing.abort());
  for (let isFirst = true; ; isFirst = false) {
    works = worksOf(await application.health(), works, isFirst ? 0 : every);
    if (format === 'json') terminal.result(JSON.stringify({ format: 1, command: 'run', works }));
    else tell(works, told, terminal);
    const hasFailed = works.some(({ state }) => state === 'failed');
    if (stopped.aborted || (works.length > 0 && works.every(({ state }) => state === 'failed'))) return hasFailed;
    // The first failure is said at once; what fails later, with the next look.
    const wake = failing.signal.aborted ? stopped : AbortSignal.any([stopped, failing.signal]);
    await sleep(every * 1_000, undefined, { signal: wake }).catch(() => undefined);
  }
}

/** What has changed since it was told last. */
function tell(works: readonly WorkHealth[], told: Map<string, string>, { status, paint }: Terminal): void {
  const width = Math.max(0, ...works.map(({ name }) => name.length));
  for (const work of works) {
    const key = `${work.kind} ${work.name}`;
    const facts = JSON.stringify([work.state, work.events, work.behind, work.skipped, work.parked, work.lastError]);
    if (told.get(key) === facts) continue;
    const { lastError } = work;
    const isNew = lastError !== undefined && told.get(key)?.includes(JSON.stringify(lastError)) !== true;
    told.set(key, facts);
    status(`  ${safeText(lineOf(work, width))}`);
    if (isNew) status(`  ${paint.status.red('error')}  ${safeText(lastError)}`);
  }
}
