// The log that the first release left behind, each time as a copy: the file in the repository is never opened.
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteStore, type SqliteEventStore } from '@varve/runtime/sqlite';

const log = new URL('../../log/', import.meta.url);
export const original = fileURLToPath(new URL('first-release.db', log));

export interface OldLog {
  readonly store: SqliteEventStore;
  remove(): Promise<void>;
}

export async function copyOldLog(): Promise<OldLog> {
  const folder = await mkdtemp(join(tmpdir(), 'varve-first-release-'));
  const path = join(folder, 'bank.db');
  await copyFile(original, path);
  const store = await openSqliteStore(path);
  const remove = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, remove };
}

interface OldAccount {
  readonly state: { readonly status: string; readonly customerId: string; readonly cents?: number };
  readonly streamVersion: number;
}

/** The states that the first release made of its accounts, by id. */
export async function oldAccounts(): Promise<Readonly<Record<string, OldAccount>>> {
  return JSON.parse(await readFile(new URL('first-release.states.json', log), 'utf8'));
}
