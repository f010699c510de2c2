import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import type { RangeTally } from '@varve/runtime/operations';
import { UsageError } from '../usage-error.js';

/** How far a log was verified, and what was found up to there. */
export interface Progress {
  readonly format: 1;
  /** Of the log, which another file does not have. */
  readonly logId: string;
  /** Of the shapes that it was read with. */
  readonly code: string;
  /** Everything up to here, inclusive. */
  readonly to: string;
  readonly tally: RangeTally;
}

/**
 * What an earlier run left, for the same log and the same shapes; `undefined` where there is no file yet.
 * @throws UsageError for a file that is something else, so that it is not overwritten
 */
export function readProgress(path: string, { logId, code }: Pick<Progress, 'logId' | 'code'>): Progress | undefined {
  if (!existsSync(path)) return undefined;
  const progress = parsed(readFileSync(path, 'utf8'));
  if (progress === undefined) {
    throw new UsageError(`--resume: ${path} was not written by varve verify. Name another file, or remove it.`);
  }
  if (progress.logId !== logId) throw new UsageError(`--resume: ${path} is about another log. Name another file.`);
  if (progress.code !== code) {
    throw new UsageError(
      `--resume: the schemas, or functions that their steps call, have changed since ${path} was written, so that nothing in it counts. Remove it to begin anew.`,
    );
  }
  return progress;
}

/** Whole or not at all: a killed run leaves what was there before. */
export function writeProgress(path: string, progress: Progress): void {
  const temporary = `${path}.${String(process.pid)}`;
  writeFileSync(temporary, `${JSON.stringify(progress)}\n`);
  renameSync(temporary, path);
}

function parsed(text: string): Progress | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isProgress(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isProgress(value: unknown): value is Progress {
  if (typeof value !== 'object' || value === null) return false;
  const { format, logId, code, to, tally } = value as Readonly<Record<string, unknown>>;
  if (format !== 1 || typeof tally !== 'object' || tally === null) return false;
  return [logId, code, to].every((text) => typeof text === 'string') && 'types' in tally && Array.isArray(tally.types);
}
