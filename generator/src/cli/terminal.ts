import { createColors } from 'picocolors';
import type { Severity } from '../diagnostics/diagnostic.js';
import type { Paint } from '../diagnostics/format-diagnostic.js';

export type ColorChoice = 'auto' | 'always' | 'never';

/** What a command says and to whom: findings are its result, everything else is about the run. */
export interface Terminal {
  /** Findings, diffs, JSON: standard output. */
  readonly result: (text: string) => void;
  /** Text of a file, to standard output as it is. */
  readonly write: (text: string) => void;
  /** Summary, progress, failures: standard error. */
  readonly status: (text: string) => void;
  readonly paint: { readonly result: Colors; readonly status: Colors };
}

export type Colors = ReturnType<typeof createColors>;

export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Output {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

export function createTerminal({ stdout, stderr, env }: Streams, choice: ColorChoice): Terminal {
  return {
    result: (text) => void stdout.write(`${text}\n`),
    write: (text) => void stdout.write(text),
    status: (text) => void stderr.write(`${text}\n`),
    paint: {
      result: createColors(wantsColor(choice, env, stdout.isTTY === true)),
      status: createColors(wantsColor(choice, env, stderr.isTTY === true)),
    },
  };
}

/** The flag wins over `NO_COLOR`, that over `FORCE_COLOR`, and all of them over what the stream is. */
export function wantsColor(choice: ColorChoice, env: Streams['env'], isTerminal: boolean): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (isSet(env['NO_COLOR'])) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0';
  return isTerminal && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

export function paintOf(colors: Colors): Paint {
  const severities: Readonly<Record<Severity, (text: string) => string>> = {
    error: (text) => colors.red(colors.bold(text)),
    warning: (text) => colors.yellow(colors.bold(text)),
    info: (text) => colors.blue(colors.bold(text)),
  };
  return {
    severity: (severity, text) => severities[severity](text),
    code: colors.bold,
    location: colors.cyan,
    faint: colors.dim,
    label: colors.green,
  };
}
