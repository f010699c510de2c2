// Appends to streams of three owners, see append-without-end.ts. Parameters: address, name of this run, number of writers.
import { appendWithoutEnd } from '../../faults/children/append-without-end.js';
import { parameter } from '../../faults/children/program.js';
import { openPatiently } from '../open-patiently.js';
import { ownerAt, streamCount } from '../owners.js';

const store = await openPatiently(parameter(0));
const rest = (writer: number, count: number): number => 10 + ((writer * 5 + count * 11) % 30);
await appendWithoutEnd({
  store,
  run: parameter(1),
  writers: Number(parameter(2)),
  streams: streamCount,
  rest,
  owner: ownerAt,
  areArchived: true,
});
