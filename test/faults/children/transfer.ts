// Runs a process with timeouts until it is killed. Parameters: address of the store, owner.
import { openAt } from '../../support/open-at.js';
import { openTicking } from '../ticking-transfers.js';
import { parameter, say } from './program.js';

const { application } = openTicking(await openAt(parameter(0), { allowDrafts: true }), parameter(1));
application.ended.catch((error: unknown) => {
  say(`failed ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
  process.exit(1);
});
await application.start();
say('started');
