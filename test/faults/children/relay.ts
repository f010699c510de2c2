// Relays a log to a webhook until it is killed. Parameters: address of the store, owner, address of the receiver, its secret.
import { createRelay } from '../../../runtime/src/relay/create-relay.js';
import { createWebhookTarget } from '../../../runtime/src/relay/webhook/webhook-target.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { openAt } from '../../support/open-at.js';
import { parameter, say } from './program.js';

const store = await openAt(parameter(0), { allowDrafts: true });
const relay = createRelay({
  store,
  name: 'out',
  owner: parameter(1),
  registries: [bankRegistry],
  message: { source: 'urn:bank' },
  target: createWebhookTarget({
    url: parameter(2),
    secrets: [parameter(3)],
    allowHttp: true,
    addresses: 'any',
  }),
  slices: 2,
  batch: 7,
  lease: 500,
  pollInterval: 25,
  timeout: 150,
  failure: { firstPause: 5, longestPause: 20 },
});
await relay.start();
say('started');
relay.ended.catch((error: unknown) => {
  say(`failed ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
  process.exit(1);
});
