import { Readable } from 'node:stream';
import { main } from '../../generator/src/cli/main.js';

export interface MainRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, with streams that are no terminal. The clock stands still, and whatever goes on is told to stop at once. */
export async function runMain(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  input?: string,
  stopped = AbortSignal.abort(),
): Promise<MainRun> {
  const said = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string): void => {
      said[name] += text;
    },
  });
  const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
  const stdin = Readable.from(input === undefined ? [] : [input]);
  const surroundings = { ...streams, stdin, env, cwd, now: () => 0, stopped: () => stopped, leave: () => undefined };
  const exitCode = await main(args, surroundings);
  return { exitCode, ...said };
}
