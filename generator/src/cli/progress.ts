import type { OnProgress, ProgressStep } from '../compile/on-progress.js';
import type { Streams } from './terminal.js';

/** One line at the bottom of a terminal, which says what a run that takes long is at. */
export interface Progress {
  /** `undefined` where nobody would see it. */
  readonly on: OnProgress | undefined;
  /** Takes the line away; afterwards something else may be printed. */
  readonly end: () => void;
}

export interface ProgressOptions extends Pick<Streams, 'stderr' | 'env'> {
  readonly format: string;
  readonly now: () => number;
}

/** Runs that are over sooner say nothing, in milliseconds. */
const patience = 400;
const pause = 80;

const words: Readonly<Record<ProgressStep, string>> = {
  read: 'reading schemas',
  bind: 'resolving names',
  plan: 'planning files',
  render: 'rendering files',
  write: 'writing files',
};

const startOfLine = '\r';
const clearToEnd = '\u001b[K';

/** Shows progress to people only: on a terminal that can move its cursor, and on no build server. */
export function createProgress({ stderr, env, format, now }: ProgressOptions): Progress {
  const isShown = stderr.isTTY === true && format === 'pretty' && env['TERM'] !== 'dumb' && !isSet(env['CI']);
  if (!isShown) return { on: undefined, end: () => undefined };
  const started = now();
  let isThere = false;
  let last = -Infinity;
  return {
    on(step, done, total) {
      const at = now();
      if (at - started < patience || at - last < pause) return;
      last = at;
      isThere = true;
      stderr.write(`${startOfLine}  ${lineOf(step, done, total)}${clearToEnd}`);
    },
    end() {
      if (isThere) stderr.write(`${startOfLine}${clearToEnd}`);
      isThere = false;
    },
  };
}

function lineOf(step: ProgressStep, done: number, total: number): string {
  return total === 0 ? words[step] : `${words[step]}, ${String(done)} of ${String(total)}`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false';
}
