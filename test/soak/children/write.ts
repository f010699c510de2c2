// Appends to forty streams, see append-without-end.ts. Parameters: address, name of this run, number of writers.
import { appendWithoutEnd } from '../../faults/children/append-without-end.js';
import { parameter } from '../../faults/children/program.js';
import { openAt } from '../../support/open-at.js';

const store = await openAt(parameter(0));
const rest = (writer: number, count: number): number => 10 + ((writer * 5 + count * 11) % 30);
await appendWithoutEnd({ store, run: parameter(1), writers: Number(parameter(2)), streams: 40, rest });
