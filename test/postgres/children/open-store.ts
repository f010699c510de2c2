// Waits for the parent, then opens a store several times at once. Parameters: connection string, schema, count.
import { openPostgresStore } from '../../../runtime/src/stores/postgres/index.js';
import { parameter, say, signalFromParent } from '../../faults/children/program.js';

const [connection, schema, count] = [parameter(0), parameter(1), Number(parameter(2))];
say('ready');
await signalFromParent();
const stores = await Promise.all(Array.from({ length: count }, () => openPostgresStore({ connection, schema })));
for (const store of stores) {
  say(`log ${await store.logId()}`);
  await store.close();
}
