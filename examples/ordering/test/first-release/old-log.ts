// The log that the first release left behind, each time as a copy: the file in the repository is never opened.
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogReader, StoredEvent } from '@varve/runtime';
import { openSqliteStore, type SqliteEventStore } from '@varve/runtime/sqlite';

const log = new URL('../../log/', import.meta.url);
export const original = fileURLToPath(new URL('first-release.db', log));

export interface OldLog {
  readonly path: string;
  readonly store: SqliteEventStore;
  remove(): Promise<void>;
}

export async function copyOldLog(): Promise<OldLog> {
  const folder = await mkdtemp(join(tmpdir(), 'varve-first-release-'));
  const path = join(folder, 'orders.db');
  await copyFile(original, path);
  const store = await openSqliteStore(path);
  const remove = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { path, store, remove };
}

/** What today's code must not know of: the events as they lie there. */
export async function storedEvents(store: LogReader): Promise<readonly StoredEvent[]> {
  const { events, end } = await store.readLog({ limit: 1000 });
  if (!end) throw new Error('There is more than one page.');
  return events;
}

export interface OldState {
  readonly status: string;
  readonly [key: string]: unknown;
}

/** The states that the first release made of its orders, by order id. */
export async function oldStates(): Promise<Readonly<Record<string, { streamVersion: number; state: OldState }>>> {
  return JSON.parse(await readFile(new URL('first-release.states.json', log), 'utf8'));
}
