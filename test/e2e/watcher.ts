import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { type Project, type Run, finished } from './project.js';

/** A running `generate --watch`. */
export interface Watcher {
  /** Everything said so far. */
  readonly said: { stdout: string; stderr: string };
  /** Waits until the condition holds, and fails with all that was said when it never does. */
  readonly until: (what: string, holds: () => boolean) => Promise<void>;
  /** Makes an edit and waits until a cycle is over after which `holds` does; gives what that took to say. */
  readonly edit: (what: string, change: () => void, holds: (said: string) => boolean) => Promise<string>;
  readonly cycles: () => number;
  readonly stop: (signal: 'SIGINT' | 'SIGTERM') => Promise<Run>;
}

const patience = 60_000;
const cycleEnd = / \d+ ms\n/g;

export async function startWatch(project: Project): Promise<Watcher> {
  const child: ChildProcess = project.spawn(['generate', '--watch']);
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text) => (said.stdout += String(text)));
  child.stderr?.on('data', (text) => (said.stderr += String(text)));
  const ended = finished(child);
  const all = (): string => `${said.stdout}${said.stderr}`;
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    const deadline = performance.now() + patience;
    while (!settled(holds)) {
      if (child.exitCode !== null || performance.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`${what}: never.\n${all()}`);
      }
      await setTimeout(10);
    }
  };
  await until('the first run', () => said.stderr.includes('watching'));
  return {
    said,
    until,
    async edit(what, change, holds) {
      const [out, err] = [said.stdout.length, said.stderr.length];
      const since = (): string => said.stdout.slice(out) + said.stderr.slice(err);
      change();
      await until(what, () => holds(since()));
      return since();
    },
    cycles: () => [...said.stderr.matchAll(cycleEnd)].length,
    async stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** A file that goes while the condition looks at it is not there yet, or no longer. */
function settled(holds: () => boolean): boolean {
  try {
    return holds();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
