// Runs a processor until it is killed. Its view counts the events of each stream and refuses one that is out of turn; each
// event also leaves a message in the outbox. Parameters: address of the store, owner.
import { createProcessor } from '../../../runtime/src/processor/create-processor.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { openAt } from '../../support/open-at.js';
import { parameter, say } from './program.js';

const store = await openAt(parameter(0), { allowDrafts: true });
const processor = createProcessor({
  store,
  name: 'view',
  owner: parameter(1),
  registries: [bankRegistry],
  batch: 7,
  lease: 500,
  pollInterval: 25,
  failure: { attempts: 1 },
  report(report) {
    if (report.kind !== 'committed') say(JSON.stringify({ kind: report.kind }));
  },
  async handle({ streamName, position, eventId }, { unit }) {
    const found = await unit.findDocument('view', streamName);
    const count = Number(found?.data ?? '0');
    if (position !== count) throw new Error(`${streamName}: position ${position} came after ${count} events`);
    await unit.putDocument({ collection: 'view', key: streamName, data: String(count + 1) }, found?.revision ?? 0);
    await unit.enqueue({ messageId: eventId, topic: 'view', orderKey: streamName, payload: String(position) });
  },
});
await processor.start();
say('started');
processor.ended.catch((error: unknown) => {
  say(`failed ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
  process.exit(1);
});
