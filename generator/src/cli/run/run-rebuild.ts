/**
 * `varve rebuild`: the rows of a projection, made anew from the whole log beside those that serve, and put in their place.
 * Stopped or killed, it goes on where it was the next time.
 */
import { resolve } from 'node:path';
import type { Application, RebuildResult } from '@varve/runtime/projections';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { CommandContext } from '../run-command.js';
import { countFrom } from '../store/count-from.js';
import type { Surroundings } from '../surroundings.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { createScanProgress } from '../app/scan-progress.js';
import { loadApplication } from './load-application.js';

export interface RebuildFlags {
  readonly app: string;
  readonly eventsPerSecond?: string;
  readonly slices?: string;
  readonly format: 'pretty' | 'json';
}

/** @throws UsageError */
export async function runRebuild(
  projection: string,
  flags: RebuildFlags,
  { place: { cwd }, terminal }: Pick<CommandContext, 'place' | 'terminal'>,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { eventsPerSecond, slices } = flags;
  const limits = {
    ...(eventsPerSecond === undefined ? {} : { eventsPerSecond: countFrom('--events-per-second', eventsPerSecond, 1) }),
    ...(slices === undefined ? {} : { slices: countFrom('--slices', slices, 1) }),
  };
  const stopped = surroundings.stopped();
  surroundings.leave();
  const { application, close } = await loadApplication(resolve(cwd, flags.app));
  const bar = createScanProgress(surroundings, flags.format);
  const begun = surroundings.now();
  try {
    const report = ({ done, of }: { readonly done: number; readonly of: number }): void => bar.on(done, of);
    const work = rebuilt(application, projection, { ...limits, report });
    const result = await Promise.race([work, untilAborted(stopped)]).finally(bar.end);
    const seconds = (surroundings.now() - begun) / 1_000;
    if (result === undefined) {
      terminal.status('stopped before the rows were made; run it again, and it goes on from here');
      return exitCodes.findings;
    }
    return printResult(result, seconds, flags.format, terminal);
  } finally {
    await application.stop();
    await close();
  }
}

/** @throws UsageError for a projection that is not kept there, or cannot be kept so */
async function rebuilt(
  application: Application,
  projection: string,
  options: Parameters<Application['rebuild']>[1],
): Promise<RebuildResult> {
  try {
    return await application.rebuild(projection, options);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

function printResult(
  { projection, events, skipped, firstSkipped, parked, isComplete }: RebuildResult,
  seconds: number,
  format: RebuildFlags['format'],
  terminal: Terminal,
): ExitCode {
  const exitCode = isComplete ? exitCodes.clean : exitCodes.findings;
  const eventsPerSecond = seconds > 0 ? Math.round(events / seconds) : 0;
  if (format === 'json') {
    const status = isComplete ? 'clean' : 'findings';
    const counts = { events, eventsPerSecond, skipped, parked };
    terminal.result(
      JSON.stringify({ format: 1, command: 'rebuild', status, exitCode, projection, ...counts }, undefined, 2),
    );
    return exitCode;
  }
  const { green, yellow } = terminal.paint.status;
  terminal.status(
    green(`  ${projection}  ${plural(events, 'event')}  ${String(eventsPerSecond)}/s  ${seconds.toFixed(2)} s`),
  );
  if (!isComplete) {
    terminal.status(yellow(`  the rows serve, but ${String(skipped)} were skipped and ${String(parked)} are parked`));
    for (const { streamName, position, reason } of firstSkipped) {
      terminal.status(yellow(`  skipped: ${streamName} at ${String(position)}: ${reason.replaceAll(/\s+/g, ' ')}`));
    }
  }
  return exitCode;
}
