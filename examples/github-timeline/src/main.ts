/** `node dist/main.js`: records every delivery in a SQLite file, then tells the story of each repository from the log. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRuntimeError } from '@varve/runtime';
import { openSqliteStore } from '@varve/runtime/sqlite';
import colors from 'picocolors';
import { type Delivery, deliveriesOf, isObject } from './deliveries.js';
import { eventOf, webhooks } from './event-of.js';
import { createGithub } from './generated/github/github.js';
import { printTimeline } from './print-timeline.js';
import { recordDeliveries } from './record-deliveries.js';
import { readTimelines } from './read-timelines.js';

const deliveries = deliveriesOf(webhooks);
const folder = await mkdtemp(join(tmpdir(), 'varve-github-'));
const store = await openSqliteStore(join(folder, 'github.db'));
try {
  const github = createGithub({ store });
  const first = await recordDeliveries(github, deliveries);
  say(`${first.fresh} deliveries of ${webhooks.length} webhooks recorded in ${first.repositories.size} streams`);
  const second = await recordDeliveries(github, deliveries);
  say(`all ${deliveries.length} delivered once more: ${second.fresh} recorded\n`);
  for (const [repository, timeline] of await readTimelines(store)) say(printTimeline(repository, timeline));
  showRefusal(deliveries[0]);
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}

/** What becomes of a payload with four mistakes. */
function showRefusal(delivery: Delivery | undefined): void {
  const sender = delivery?.payload['sender'];
  if (delivery === undefined || !isObject(sender)) return;
  const { node_id: _, ...rest } = sender;
  const payload = { ...delivery.payload, sender: { ...rest, id: '21031067', url: 'nowhere', nickname: 'Cody' } };
  say(`a ${delivery.webhook} delivery with four mistakes is refused:`);
  try {
    eventOf({ ...delivery, payload });
  } catch (error) {
    if (!isRuntimeError(error, 'invalid-message')) throw error;
    for (const { pointer, message } of error.problems) say(`  ${colors.red('✗')} ${pointer}  ${colors.dim(message)}`);
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
