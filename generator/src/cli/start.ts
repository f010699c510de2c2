import { describeFailure } from './describe-failure.js';
import { main } from './main.js';
import { createTerminal } from './terminal.js';

/** Runs the command line of this process and sets its exit code. */
export async function start(process: NodeJS.Process): Promise<void> {
  const { stdout, stderr, env } = process;
  // A reader that has seen enough, such as `head`, is no failure of ours; the exit code still says what was found.
  stdout.on('error', ignoreClosedPipe);
  stderr.on('error', ignoreClosedPipe);
  const fail = (error: unknown): void => {
    const terminal = createTerminal({ stdout, stderr, env }, 'auto');
    const { exitCode, text } = describeFailure(error, terminal.paint.status, env['VARVE_DEBUG'] === '1');
    terminal.status(text);
    process.exitCode = exitCode;
  };
  process.on('uncaughtException', (error) => {
    fail(error);
    process.exit();
  });
  try {
    const now = (): number => performance.now();
    const end = { isForced: false };
    process.exitCode = await main(process.argv.slice(2), {
      stdin: process.stdin,
      stdout,
      stderr,
      env,
      cwd: process.cwd(),
      now,
      stopped: () => stopSignal(process),
      leave: () => void (end.isForced = true),
    });
    if (end.isForced) await said(stdout, stderr).then(() => process.exit());
  } catch (error) {
    fail(error);
  }
}

/** Aborted by the first signal to end; the second one ends the process at once. */
function stopSignal(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

/** Resolves when what was printed has left this process, or nobody takes it any more: pipes take their time. */
async function said(...streams: readonly NodeJS.WriteStream[]): Promise<void> {
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))));
}

/** Nothing more can be said there; the run ends as it would have, and so does its exit code. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
