// Answers questions about a store that other processes are asked about, too. In: requests by the channel to its parent,
// one reply to each.
import type { FullEventStore } from '../../../../runtime/src/store/event-store.js';
import { openPostgresStore } from '../../../../runtime/src/stores/postgres/index.js';
import { openSqliteStore } from '../../../../runtime/src/stores/sqlite/index.js';
import { ask, type Asked } from '../ask.js';
import type { Address, Reply, Request } from '../questions.js';

let store: FullEventStore | undefined;

function open(address: Address): Promise<FullEventStore> {
  if (address.kind === 'sqlite') {
    return openSqliteStore({ path: address.path, durability: 'normal', allowDrafts: true });
  }
  return openPostgresStore({ connection: address.url, schema: address.schema, allowDrafts: true });
}

async function replyTo(request: Request): Promise<Reply> {
  if (request.kind === 'open') {
    store = await open(request.address);
    return {};
  }
  const current = store;
  if (current === undefined) throw new Error('No store is open.');
  if (request.kind === 'close') {
    await current.close();
    return {};
  }
  const asked: Asked = {
    store: current,
    reopen: async () => current,
    seen: request.seen.map((text) => current.parseLogPosition(text)),
    leases: [...request.leases],
  };
  const answer = await ask(asked, request.operation);
  return { answer, seen: asked.seen.map((place) => current.serializeLogPosition(place)), leases: asked.leases };
}

process.on('message', ({ id, request }: { readonly id: number; readonly request: Request }) => {
  void replyTo(request)
    .catch((error: unknown): Reply => ({ failure: error instanceof Error ? (error.stack ?? '') : String(error) }))
    .then((reply) => process.send?.({ id, reply }));
});
