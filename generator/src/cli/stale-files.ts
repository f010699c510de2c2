import type { Change } from '../reconcile/change-set.js';
import type { CommandReport } from './command-report.js';

export interface StaleFile {
  readonly path: string;
  readonly word: 'missing' | 'changed' | 'orphaned';
}

const words: Readonly<Record<Change['kind'], StaleFile['word']>> = {
  create: 'missing',
  update: 'changed',
  delete: 'orphaned',
};

/** What `--check` of `generate` or `release` found to be out of date. */
export function staleFiles({ mode, changes }: CommandReport): readonly StaleFile[] {
  if (mode !== 'compare') return [];
  return (changes?.changes ?? []).map(({ kind, path }) => ({ path, word: words[kind] }));
}
