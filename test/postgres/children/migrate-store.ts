// Waits for the parent, then migrates a store. Parameters: connection string.
import { migratePostgres } from '../../../runtime/src/stores/postgres/operations/index.js';
import { parameter, say, signalFromParent } from '../../faults/children/program.js';

say('ready');
await signalFromParent();
const { from, to } = await migratePostgres({ connection: parameter(0) });
say(`migrated ${String(from)} ${String(to)}`);
