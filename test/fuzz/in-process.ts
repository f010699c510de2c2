/** The built command, run in this process: as people have it, without the time that starting one takes. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

export interface CommandRun {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

type Start = (process: object) => Promise<void>;

/** What `bin.js` does with the process, for a process of ours. */
export async function openCommand(
  root: string,
): Promise<(args: readonly string[], cwd: string) => Promise<CommandRun>> {
  const chunks = join(root, 'generator/dist/chunks');
  const [file, other] = readdirSync(chunks).filter((name) => /^start-[A-Z0-9]+\.js$/.test(name));
  if (file === undefined || other !== undefined) throw new Error('There is no build, or more than one.');
  const module: unknown = await import(pathToFileURL(join(chunks, file)).href);
  const start = startOf(module);
  return async (args, cwd) => {
    const said = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr'): object => ({
      write: (text: string): void => void (said[name] += text),
      on: () => undefined,
    });
    const nothing = (): void => undefined;
    const fake = {
      ...{ argv: ['node', 'varve', ...args], env: { NO_COLOR: '1' }, cwd: () => cwd, stdin: Readable.from([]) },
      ...{ stdout: stream('stdout'), stderr: stream('stderr'), on: nothing, once: nothing, exit: nothing },
      exitCode: undefined as number | undefined,
    };
    await start(fake);
    return { ...said, exitCode: fake.exitCode };
  };
}

function startOf(module: unknown): Start {
  if (typeof module === 'object' && module !== null && 'start' in module && typeof module.start === 'function') {
    return module.start as Start;
  }
  throw new Error('The build has no start.');
}
