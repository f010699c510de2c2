// Tries to read and to write where it may not write. Prints one line for each. Parameters: path of a store that others
// have open, path of a file that cannot be made, path of a store that nobody has open.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { batch, parameter, say, stream } from './program.js';

async function tell(what: string, attempt: () => Promise<unknown>): Promise<void> {
  try {
    say(`${what}: ${String(await attempt())}`);
  } catch (error) {
    say(`${what}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
  }
}

async function use(what: string, path: string): Promise<void> {
  await tell(what, async () => {
    const store = await openSqliteStore(path);
    await tell('read', async () => (await store.readLog()).events.length);
    const request = { streamName: stream('account-1'), expected: 'any' as const, events: batch('b', 2) };
    await tell('append', () => store.append(request));
    await tell('unit', () => store.transact((unit) => unit.append(request)));
    await tell('read again', async () => (await store.readLog()).events.length);
    await store.close();
    return 'done';
  });
}

await use('existing store', parameter(0));
await use('new store', parameter(1));
await use('store that nobody has open', parameter(2));
