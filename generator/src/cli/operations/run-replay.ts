import { setTimeout as sleep } from 'node:timers/promises';
import { resolve } from 'node:path';
import type { Application } from '@varve/runtime/projections';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import { loadApplication } from '../run/load-application.js';
import { countFrom } from '../store/count-from.js';
import { UsageError } from '../usage-error.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { isJson, type OperationFlags } from './operation-flags.js';
import { plainText } from './plain-text.js';
import { workNameOf } from './work-names.js';

export interface ReplayFlags extends Pick<OperationFlags, 'format' | 'json'> {
  readonly app: string;
  readonly wait: string;
}

/**
 * Handles what was parked again, in its order, with the application of the user's, which works here meanwhile as it does under
 * `varve run`. @throws UsageError
 */
export async function replayParked(processor: string, flags: ReplayFlags, operation: Operation): Promise<ExitCode> {
  const { place, terminal } = operation.context;
  const seconds = countFrom('--wait', flags.wait, 1);
  const stopped = operation.surroundings.stopped();
  operation.surroundings.leave();
  const { application, close } = await loadApplication(resolve(place.cwd, flags.app));
  const { name } = workNameOf(processor);
  try {
    await started(application);
    const waited = sleep(seconds * 1_000, undefined, { signal: stopped }).catch(() => undefined);
    const result = await Promise.race([replayed(application, name), waited]);
    if (result === undefined) {
      throw new UsageError(
        `${plainText(name)} is worked on by another process, which has not let go of it for ${String(seconds)} seconds: stop that one, or replay there.`,
      );
    }
    const { handled, left } = result;
    const exitCode = left === 0 ? exitCodes.clean : exitCodes.findings;
    if (isJson(flags))
      terminal.result(jsonLine({ format: 1, command: 'parked replay', processor: name, handled, left, exitCode }));
    const { green, yellow } = terminal.paint.status;
    if (!isJson(flags)) {
      terminal.status(green(`  ${plural(handled, 'event')} handled`));
      if (left > 0)
        terminal.status(
          yellow(`  ${plural(left, 'stream')} failed again and stayed parked; varve parked list says why`),
        );
    }
    return exitCode;
  } finally {
    await application.stop();
    await close();
  }
}

async function started(application: Application): Promise<void> {
  try {
    await application.start();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function replayed(
  application: Application,
  name: string,
): Promise<{ readonly handled: number; readonly left: number }> {
  try {
    return await application.replayParked(name);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
