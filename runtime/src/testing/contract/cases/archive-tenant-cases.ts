import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { idsOf, needingArchive, standing } from './archived.js';
import { needing } from './needing.js';

const cases: readonly CaseDefinition[] = [
  {
    name: 'a stream is archived, truncated and restored for its tenant alone',
    async run({ store, samples }) {
      const acme = store.forTenant('acme');
      const globex = store.forTenant('globex');
      const streamName = samples.stream();
      const handles = [store, acme, globex];
      for (const handle of handles) await handle.append({ streamName, expected: 'any', events: samples.events(3) });
      const whole = idsOf((await store.readLog()).events);
      claimSame(await acme.archiveStream(streamName, { streamVersion: 3 }), standing('archived', 3, 3), 'Archived.');
      claimSame(await globex.truncateStream(streamName, { before: 1 }), standing('open', 3, 1), 'Truncated.');
      const told = await Promise.all(handles.map((handle) => handle.readStream(streamName)));
      claimSame(
        told.map(({ state, archivedBefore, events }) => [state, archivedBefore, events.length]),
        [
          ['open', 0, 3],
          ['archived', 3, 3],
          ['open', 1, 3],
        ],
        'Each its own.',
      );
      claimSame(idsOf((await store.readLog()).events), whole, 'The log has everybody’s, where they were.');
      claimSame((await acme.readLog()).events.length, 3, 'A tenant’s log its own.');
      claimSame((await acme.readLog({ archived: 'exclude' })).events.length, 0, 'Which are archived.');
      claimSame((await globex.readLog({ archived: 'exclude' })).events.length, 2, 'Those of another are not.');
      claimSame(
        (await store.readLog({ archived: 'exclude' })).events.length,
        5,
        'Nobody’s, and what is left of others.',
      );
      claimSame(await acme.restoreStream(streamName), standing('open', 3, 0), 'Restored.');
      claimSame((await globex.readStream(streamName)).archivedBefore, 1, 'Alone.');
    },
  },
  {
    name: 'an archived id is known to all tenants, and only its own is told where it lies',
    async run({ store, samples }) {
      const acme = store.forTenant('acme');
      const globex = store.forTenant('globex');
      const [here, there] = [samples.stream(), samples.stream()];
      const events = samples.events(2);
      await acme.append({ streamName: here, expected: 'any', events });
      await acme.archiveStream(here, 'any');
      for (const handle of [acme, globex]) {
        await handle.append({ streamName: there, expected: 'any', events: samples.events(1) });
        const append = handle.append({ streamName: there, expected: { streamVersion: 1 }, events: events.slice(1) });
        const error = await claimFails(append, 'duplicate-event-id', 'An id is stored once.');
        const place = handle === acme ? { streamName: here, position: 1 } : undefined;
        claimSame(Reflect.get(error, 'existing'), place, 'Who may see it is told where.');
      }
    },
  },
  {
    name: 'a tenant’s stream waits for readers of its own and of everybody’s, not for another tenant’s',
    needs: 'transact',
    async run({ store, samples }) {
      const acme = store.forTenant('acme');
      const globex = store.forTenant('globex');
      const streamName = samples.stream();
      const [event] = samples.events(1);
      claim(event !== undefined, 'There is an event.');
      await globex.append({ streamName, expected: 'any', events: [event] });
      await acme.append({ streamName, expected: 'any', events: samples.events(1) });
      const place = await globex.positionOf(streamName, 0);
      claim(place !== undefined, 'It has a place.');
      const logPosition = store.serializeLogPosition(place);
      const logId = await store.logId();
      const save = (handle: Pick<typeof store, 'transact'>, name: string): Promise<void> =>
        handle.transact((unit) => unit.saveCheckpoint({ name, logId, logPosition, eventId: event.eventId, epoch: 1 }));
      await save(globex, 'theirs');
      claimSame((await acme.truncateStream(streamName, { before: 0 })).kind, 'done', 'Nothing is moved.');
      await save(acme, 'own');
      const error = await claimFails(acme.archiveStream(streamName, 'any'), 'checkpoints-behind', 'Its own is behind.');
      claimSame(Reflect.get(error, 'names'), ['own'], 'Another tenant’s is not even named.');
      const archived = await acme.archiveStream(streamName, 'any', { ignoreCheckpoints: ['own'] });
      claimSame(archived, standing('archived', 1, 1), 'Another tenant’s does not count.');
    },
  },
];

export const archiveTenantCases: CaseGroup = {
  group: 'archived streams of tenants',
  cases: cases.map(needingArchive).map(needing('tenants')),
};
