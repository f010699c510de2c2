// Appends to five streams, see append-without-end.ts. Parameters: connection string, schema, name of this run, number of writers.
import { openPostgresStore } from '../../../runtime/src/stores/postgres/index.js';
import { appendWithoutEnd } from '../../faults/children/append-without-end.js';
import { parameter } from '../../faults/children/program.js';

const store = await openPostgresStore({ connection: parameter(0), schema: parameter(1) });
await appendWithoutEnd({ store, run: parameter(2), writers: Number(parameter(3)), streams: 5 });
