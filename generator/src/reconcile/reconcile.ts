/**
 * Stage reconcile: the files wanted and what stands on the disk, to the changes between them. Pure. The marker in the
 * first line proves that a file is ours: nothing else is ever overwritten or deleted, wherever it lies. Generated files
 * that differ by line endings only, as checkouts on Windows do, count as unchanged.
 */
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.js';
import { finish } from '../diagnostics/stage-result.js';
import type { DiskEntry } from '../host/host.js';
import type { Change, ChangeSet, WantedFile } from './change-set.js';
import type { DiskState } from './disk-state.js';
import { obstacle } from './obstacle.js';
import { report } from './reconcile-messages.js';

export interface ReconcileOptions {
  /** Whether a text is that of a file which `generate` wrote. */
  readonly isOurs: (text: string) => boolean;
  /** Generated files count as changed even where they are not. */
  readonly rewrite?: boolean | undefined;
}

/** Not ok when a wanted file cannot be written where it belongs; then nothing should be written at all. */
export function reconcile(
  wanted: readonly WantedFile[],
  disk: DiskState,
  { isOurs, rewrite = false }: ReconcileOptions,
): StageResult<ChangeSet> {
  const orphans = findOrphans(wanted, disk);
  const removed = orphans.filter(({ text }) => text !== undefined && isOurs(text));
  const foreign = orphans.filter(({ text }) => text === undefined || !isOurs(text));
  const gone = new Set(removed.map(({ path }) => path));
  const problems: Diagnostic[] = foreign.map(({ path }) => report('foreign-file', { path }, undefined));
  const changes: Change[] = [];
  for (const { path, text } of removed) changes.push({ kind: 'delete', path, before: text ?? '' });
  for (const file of [...wanted].sort(byPath)) {
    const entry = currentEntry(file.path, disk, gone);
    const problem = refusal(file, entry, isOurs);
    const change = problem === undefined ? changeOf(file, entry, rewrite) : undefined;
    if (problem !== undefined) problems.push(problem);
    if (change !== undefined) changes.push(change);
  }
  const written = changes.length - removed.length;
  return finish({ changes, unchanged: wanted.length - written }, problems);
}

interface Orphan {
  readonly path: string;
  /** `undefined` for what is no regular file. */
  readonly text: string | undefined;
}

function findOrphans(wanted: readonly WantedFile[], { generated, entries }: DiskState): readonly Orphan[] {
  const paths = new Set(wanted.map(({ path }) => path));
  return generated
    .filter(({ path }) => !paths.has(path))
    .map(({ path }) => {
      const entry = entries.get(path);
      return { path, text: entry?.kind === 'file' ? entry.text : undefined };
    })
    .sort(byPath);
}

/** What will stand at a path once the orphans are gone: the twin of a wanted file may be one of them. */
function currentEntry(path: string, { entries }: DiskState, gone: ReadonlySet<string>): DiskEntry {
  const entry = entries.get(path) ?? { kind: 'absent' };
  if (entry.kind !== 'blocked' || entry.by === 'outside' || entry.by === 'symlink') return entry;
  const inTheWay = [...entries.keys()].filter((other) => other === entry.at || other.startsWith(`${entry.at}/`));
  return inTheWay.length > 0 && inTheWay.every((other) => gone.has(other)) ? { kind: 'absent' } : entry;
}

function refusal(
  { path, ownership }: WantedFile,
  entry: DiskEntry,
  isOurs: (text: string) => boolean,
): Diagnostic | undefined {
  if (entry.kind === 'blocked') {
    return entry.by === 'other-case'
      ? report('case-collision', { path, other: entry.at }, undefined)
      : report('unsafe-path', { path, obstacle: obstacle(entry) }, undefined);
  }
  // An empty file is what a power cut may leave of ours, and holds nothing that could be lost.
  const foreign = ownership === 'generated' && entry.kind === 'file' && entry.text.trim() !== '' && !isOurs(entry.text);
  return foreign ? report('file-in-the-way', { path }, undefined) : undefined;
}

function changeOf({ path, ownership, text }: WantedFile, entry: DiskEntry, rewrite: boolean): Change | undefined {
  if (entry.kind !== 'file') return { kind: 'create', path, ownership, text };
  if (ownership === 'generated' && rewrite) return { kind: 'update', path, ownership, before: entry.text, text };
  if (ownership === 'seed' || entry.text === text) return undefined;
  if (ownership === 'generated' && withLf(entry.text) === text) return undefined;
  return { kind: 'update', path, ownership, before: entry.text, text };
}

function withLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
