import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bin } from './project.js';

const helper = fileURLToPath(new URL('../support/pseudo_terminal.py', import.meta.url));

/** Whether there is a pseudo-terminal to be had: python3 knows them, on every system but Windows. */
export const hasTerminal = spawnSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode(0)']).status === 0;

export interface TerminalRun {
  readonly exitCode: number;
  /** Everything that was printed, with all escapes. */
  readonly said: string;
  /** What was waited for in vain. */
  readonly missed: string | null;
}

export interface Talk {
  /** Arguments of the built command. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What to wait for, and what to type then. */
  readonly talk?: readonly (readonly [waitFor: string, type: string])[];
}

/** Runs the built command as on somebody's terminal, with standard input, output and error all on it. */
export function onTerminal({ args, ...talk }: Talk): TerminalRun {
  return commandOnTerminal({ command: [process.execPath, bin, ...args], ...talk });
}

/** The same for any command. */
export function commandOnTerminal(spec: Omit<Talk, 'args'> & { readonly command: readonly string[] }): TerminalRun {
  const { command, cwd, env = {}, talk = [] } = spec;
  const input = JSON.stringify({
    command,
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm-256color', ...env },
    talk,
  });
  const { status, stdout, stderr } = spawnSync('python3', [helper], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`The pseudo-terminal failed: ${stderr}`);
  return JSON.parse(stdout) as TerminalRun;
}

/** What is left on the screen, line by line, as far as it is made with carriage returns and cleared lines. */
export function leftOnScreen(said: string): string {
  const lines = said.split('\n').map((line) => {
    const parts = line.replace(/\r$/, '').split('\r');
    return (parts.at(-1) ?? '').replaceAll('\u001b[K', '');
  });
  return lines.join('\n');
}
