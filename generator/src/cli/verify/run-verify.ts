import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeFolder } from '../../host/package-folder.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { CommandContext } from '../run-command.js';
import type { Surroundings } from '../surroundings.js';
import type { ReportFormat } from '../print-report.js';
import { printVerified } from './print-verified.js';
import { createScanProgress } from '../app/scan-progress.js';
import { countFrom } from '../store/count-from.js';
import { parseStoreUrl } from '../store/store-url.js';
import { failedEvents } from './verified-log.js';
import { verify } from './verify.js';

export interface VerifyFlags {
  readonly app: string;
  readonly store: string;
  readonly schema?: string;
  readonly format: ReportFormat;
  readonly threads?: string;
  readonly failures?: string;
  readonly resume?: string;
}

/** @throws UsageError */
export async function runVerify(
  flags: VerifyFlags,
  { place: { cwd }, terminal }: Pick<CommandContext, 'place' | 'terminal'>,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const app = resolve(cwd, flags.app);
  const bar = createScanProgress(surroundings, flags.format);
  const log = await verify({
    target: {
      root: dirname(app),
      app,
      store: parseStoreUrl(flags.store, { cwd, env: surroundings.env, schema: flags.schema }),
      mostFailures: countFrom('--failures', flags.failures ?? '5', 0),
    },
    threads: countFrom('--threads', flags.threads ?? String(Math.min(availableParallelism(), 8)), 1),
    script: pathToFileURL(join(codeFolder, 'scan-worker.js')),
    resume: flags.resume === undefined ? undefined : resolve(cwd, flags.resume),
    signal: surroundings.stopped(),
    now: surroundings.now,
    progress: bar.on,
  }).finally(bar.end);
  const exitCode = failedEvents(log) > 0 || !log.isComplete ? exitCodes.findings : exitCodes.clean;
  printVerified(log, terminal, flags.format, exitCode);
  return exitCode;
}
