// The bank of examples/banking, opened until it is killed. Parameters: address of the store, owner, and the seconds by
// which its clock is ahead.
import { startServer } from '../../../examples/banking/src/server.js';
import { openAt } from '../../support/open-at.js';
import { parameter, say } from './program.js';

const store = await openAt(parameter(0));
const ahead = Number(parameter(2)) * 1_000;
const quick = { owner: parameter(1), lease: 1_000, pollInterval: 25 };
const server = await startServer(store, {
  port: 0,
  keep: quick,
  processes: { 'banking.TransferMoney': quick },
  now: () => new Date(Date.now() + ahead).toISOString(),
  report: (error) => say(`failed ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
});
say(`open ${server.address}`);
server.ended.catch((error: unknown) => {
  say(`failed ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
  process.exit(1);
});
