import { claimFails, claimSame } from '../claims.js';
import type { CaseGroup } from '../contract-case.js';
import { aborted, abortable } from '../samples.js';

export const lifecycleCases: CaseGroup = {
  group: 'closing and aborting',
  cases: [
    {
      name: 'a closed store refuses everything, and closing again is no error',
      async run({ openAnother, samples }) {
        const store = await openAnother();
        const streamName = samples.stream();
        await store.append({ streamName, expected: 'any', events: samples.events(1) });
        await store.close();
        await store.close();
        const uses: Readonly<Record<string, () => Promise<unknown>>> = {
          append: () => store.append({ streamName, expected: 'any', events: samples.events(1) }),
          'append of nothing': () => store.append({ streamName, expected: 'any', events: [] }),
          readStream: () => store.readStream(streamName),
          readLog: () => store.readLog(),
          head: () => store.head(),
          logId: () => store.logId(),
          positionOf: () => store.positionOf(streamName, 0),
        };
        for (const [name, use] of Object.entries(uses)) await claimFails(use(), 'store-closed', `${name} is refused.`);
      },
    },
    {
      name: 'a closed store runs no unit',
      needs: 'transact',
      async run({ openAnother }) {
        const store = await openAnother();
        await store.close();
        let ran = false;
        await claimFails(
          store.transact(() => void (ran = true)),
          'store-closed',
          'A unit is refused.',
        );
        claimSame(ran, false, 'Its work was not run.');
        await claimFails(store.findDocument('c', 'k'), 'store-closed', 'A document cannot be found.');
        await claimFails(store.readOutbox(1), 'store-closed', 'The outbox cannot be read.');
      },
    },
    {
      name: 'closing waits for the writes that were asked for before',
      async run({ openAnother, samples }) {
        const store = await openAnother();
        const streamName = samples.stream();
        const writes = Array.from({ length: 20 }, () =>
          store.append({ streamName, expected: 'any', events: samples.events(1) }),
        );
        await store.close();
        const results = await Promise.all(writes);
        const versions = results.map(({ streamVersion }) => streamVersion);
        claimSame(Math.max(...versions), 20, 'All of them were acknowledged.');
      },
    },
    {
      name: 'what was aborted before it was asked for is not done',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const signal = aborted('enough');
        const append = store.append({ streamName, expected: 'any', events: samples.events(1) }, { signal });
        const error = await claimFails(append, 'operation-aborted', 'The append is refused.');
        claimSame(error.cause, 'enough', 'With the reason given.');
        await claimFails(store.readStream(streamName, { signal }), 'operation-aborted', 'A read too.');
        await claimFails(store.readLog({ signal }), 'operation-aborted', 'A read of the log too.');
        claimSame(await store.head(), undefined, 'Nothing was stored.');
      },
    },
    {
      name: 'aborting later never makes a stored append look failed',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const { signal, abort } = abortable();
        const append = store.append({ streamName, expected: 'any', events: samples.events(2) }, { signal });
        abort('too late, perhaps');
        const stored = await append.then(
          ({ kind }) => kind === 'appended',
          (error: unknown) => Reflect.get(Object(error), 'code') === 'outcome-unknown',
        );
        const { streamVersion } = await store.readStream(streamName);
        if (!stored) claimSame(streamVersion, 0, 'An append that failed for certain has stored nothing.');
      },
    },
    {
      name: 'a signal that is never aborted changes nothing',
      async run({ store, samples }) {
        const { signal } = abortable();
        const streamName = samples.stream();
        const result = await store.append({ streamName, expected: 'any', events: samples.events(1) }, { signal });
        claimSame(result.kind, 'appended', 'Appended.');
        claimSame((await store.readStream(streamName, { signal })).events.length, 1, 'Read.');
      },
    },
  ],
};
