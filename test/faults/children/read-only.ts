// Tries to read and to write where it may not write. Prints one line for each. Parameters: path of a store, path of a
// file that cannot be made.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { batch, parameter, say, stream } from './program.js';

async function tell(what: string, attempt: () => Promise<unknown>): Promise<void> {
  try {
    say(`${what}: ${String(await attempt())}`);
  } catch (error) {
    say(`${what}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
  }
}

await tell('new store', () => openSqliteStore(parameter(1)));
await tell('existing store', async () => {
  const store = await openSqliteStore(parameter(0));
  await tell('read', async () => (await store.readLog()).events.length);
  const request = { streamName: stream('account-1'), expected: 'any' as const, events: batch('b', 2) };
  await tell('append', () => store.append(request));
  await tell('unit', () => store.transact((unit) => unit.append(request)));
  await tell('read again', async () => (await store.readLog()).events.length);
  await store.close();
  return 'opened';
});
