/**
 * `varve rebuild`: the rows of a projection, made anew from the whole log beside those that serve, and put in their place.
 * Stopped or killed, it goes on where it was the next time.
 */
import { resolve } from 'node:path';
import type { Application, RebuildResult } from '@varve/runtime/projections';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { findingText } from '../finding-text.js';
import { plural } from '../plural.js';
import type { CommandContext } from '../run-command.js';
import { countFrom } from '../store/count-from.js';
import type { Surroundings } from '../surroundings.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { createScanProgress } from '../app/scan-progress.js';
import { failedFinding, incompleteFindings, type RebuildFinding } from './rebuild-findings.js';
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
    return printResult(projection, result, seconds, { format: flags.format, terminal });
  } finally {
    await application.stop();
    await close();
  }
}

/** What came of it; where it could not be done, nothing but what stood in the way. */
interface Rebuilt extends Pick<RebuildResult, 'events' | 'skipped' | 'parked'> {
  readonly findings: readonly RebuildFinding[];
}

/** @throws UsageError for a projection that is not kept there, or cannot be kept so */
async function rebuilt(
  application: Application,
  projection: string,
  options: Parameters<Application['rebuild']>[1],
): Promise<Rebuilt> {
  try {
    const result = await application.rebuild(projection, options);
    return { ...result, findings: incompleteFindings(result) };
  } catch (error) {
    if (isMisuse(error)) throw new UsageError(error.message, { cause: error });
    return { events: 0, skipped: 0, parked: 0, findings: [failedFinding(projection, error)] };
  }
}

/** Asked for what is not there, or cannot be done so. The runtime may be another copy: its errors are known by their code. */
const isMisuse = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'invalid-use';

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

function printResult(
  projection: string,
  { events, skipped, parked, findings }: Rebuilt,
  seconds: number,
  { format, terminal }: { readonly format: RebuildFlags['format']; readonly terminal: Terminal },
): ExitCode {
  const exitCode = findings.length === 0 ? exitCodes.clean : exitCodes.findings;
  const eventsPerSecond = seconds > 0 ? Math.round(events / seconds) : 0;
  if (format === 'json') {
    const status = exitCode === 0 ? 'clean' : 'findings';
    const told = { events, eventsPerSecond, skipped, parked, findings };
    terminal.result(
      JSON.stringify({ format: 1, command: 'rebuild', status, exitCode, projection, ...told }, undefined, 2),
    );
    return exitCode;
  }
  for (const finding of findings) terminal.result(`${findingText(finding, terminal)}\n`);
  if (findings.some(({ code }) => code === 'rebuild/failed')) return exitCode;
  const { green } = terminal.paint.status;
  terminal.status(
    green(`  ${projection}  ${plural(events, 'event')}  ${String(eventsPerSecond)}/s  ${seconds.toFixed(2)} s`),
  );
  return exitCode;
}
