import type { StreamName } from '../../../message/identifiers.js';
import type { LogFilter } from '../../../store/read.js';
import type { LogPosition } from '../../../store/stored-event.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';

/** Thirty events over three streams of two categories, of three types, interleaved. */
async function mixedLog({ store, samples }: World) {
  const streams = [samples.stream('order'), samples.stream('order'), samples.stream('invoice')] as const;
  const types = ['shop.Placed', 'shop.Paid', 'shop.Shipped'] as const;
  const appended: { readonly eventId: string; readonly type: string; readonly streamName: StreamName }[] = [];
  for (let index = 0; index < 30; index += 1) {
    const streamName = streams[index % 3] ?? streams[0];
    const event = samples.event({ type: types[(index >> 1) % 3] ?? types[0] });
    await store.append({ streamName, expected: 'any', events: [event] });
    appended.push({ eventId: event.eventId, type: event.type, streamName });
  }
  return { appended, streams };
}

/** Ids of the whole log under a filter, read in pages; claims what every page must show. */
async function readInPages({ store }: World, limit: number, filter?: LogFilter): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: LogPosition | undefined;
  for (let pages = 0; ; pages += 1) {
    const page = await store.readLog({ limit, ...(after && { after }), ...(filter && { filter }) });
    claim(page.events.length <= limit, `A page of ${limit} holds no more.`);
    ids.push(...page.events.map(({ eventId }) => eventId));
    if (page.end) {
      claimSame(page.scannedTo, await store.head(), 'At the end everything up to the head was scanned.');
      return ids;
    }
    claim(page.scannedTo !== undefined && page.scannedTo !== after, 'Every page moves on, empty ones too.');
    claim(pages < 1_000, 'The pages come to an end.');
    after = page.scannedTo;
  }
}

export const logReadCases: CaseGroup = {
  group: 'reading the log',
  cases: [
    {
      name: 'an empty log has no head and no place',
      async run({ store }) {
        claimSame(await store.head(), undefined, 'No head.');
        claimSame(await store.readLog(), { events: [], scannedTo: undefined, end: true }, 'Nothing to read.');
      },
    },
    {
      name: 'the log is in the order of the appends, across streams and page borders',
      async run(world) {
        const { appended } = await mixedLog(world);
        for (const limit of [1, 2, 7, 30, 31]) {
          const ids = await readInPages(world, limit);
          claimSame(
            ids,
            appended.map(({ eventId }) => eventId),
            `In pages of ${limit}.`,
          );
        }
      },
    },
    {
      name: 'events carry their place besides everything a stream read shows',
      async run({ store, samples }) {
        const streamName = samples.stream();
        await store.append({ streamName, expected: 'any', events: samples.events(2) });
        const { events } = await store.readStream(streamName);
        const log = await store.readLog();
        const expected = [];
        for (const event of events) {
          expected.push({ ...event, logPosition: await store.positionOf(streamName, event.position) });
        }
        claimSame(log.events, expected, 'Stream reads and log reads agree.');
      },
    },
    {
      name: 'filters by type and category let through what fits all of them',
      async run(world) {
        const { appended } = await mixedLog(world);
        const filters: readonly LogFilter[] = [
          { types: ['shop.Paid'] },
          { types: ['shop.Paid', 'shop.Placed'] },
          { categories: ['invoice'] },
          { categories: ['invoice', 'order'] },
          { categories: ['order'], types: ['shop.Shipped'] },
          { types: ['shop.paid'] },
          { categories: ['ord'] },
          { types: ["shop.Paid' OR 1=1"] },
          { types: [] },
          { categories: [] },
          {},
        ];
        for (const filter of filters) {
          const expected = appended.filter(
            ({ type, streamName }) =>
              (filter.types?.includes(type) ?? true) &&
              (filter.categories?.includes(streamName.slice(0, streamName.indexOf('-'))) ?? true),
          );
          for (const limit of [1, 4, 100]) {
            const ids = await readInPages(world, limit, filter);
            claimSame(
              ids,
              expected.map(({ eventId }) => eventId),
              `${JSON.stringify(filter)} in pages of ${limit}.`,
            );
          }
        }
      },
    },
    {
      name: 'a filter that nothing passes still moves the reader to the head',
      async run(world) {
        await mixedLog(world);
        const page = await world.store.readLog({ filter: { types: ['shop.Never'] } });
        claimSame(
          page,
          { events: [], scannedTo: await world.store.head(), end: true },
          'Empty, but scanned to the end.',
        );
      },
    },
    {
      name: 'positions survive as text, and compare as the log is ordered',
      async run(world) {
        const { store } = world;
        await mixedLog(world);
        const { events } = await store.readLog();
        for (const [index, { logPosition }] of events.entries()) {
          const text = store.serializeLogPosition(logPosition);
          const back = store.parseLogPosition(text);
          claimSame(typeof text, 'string', 'A kept position is text.');
          claimSame(store.compareLogPositions(back, logPosition), 0, 'It comes back as the same place.');
          claimSame(store.serializeLogPosition(back), text, 'And as the same text.');
          const next = events[index + 1];
          if (next === undefined) continue;
          claimSame(store.compareLogPositions(logPosition, next.logPosition), -1, 'Before its successor.');
          claimSame(store.compareLogPositions(next.logPosition, logPosition), 1, 'After its predecessor.');
        }
      },
    },
    {
      name: 'text that no store wrote is no position',
      async run({ store }) {
        const texts = ['', ' ', 'x', '-1', '1.5', '1e3', '0x10', ' 1', '1 ', 'NaN', 'null', '１', '9'.repeat(40)];
        for (const text of texts) {
          const parse = Promise.resolve().then(() => store.parseLogPosition(text));
          await claimFails(parse, 'invalid-log-position', `${JSON.stringify(text)} is refused.`);
        }
      },
    },
    {
      name: 'a reader behind the head finds nothing, stays, and goes on with what comes',
      async run({ store, samples }) {
        const streamName = samples.stream();
        await store.append({ streamName, expected: 'any', events: samples.events(3) });
        const head = await store.head();
        claim(head !== undefined, 'A log with events has a head.');
        claimSame(
          await store.readLog({ after: head }),
          { events: [], scannedTo: head, end: true },
          'Nothing behind it.',
        );
        const later = samples.event();
        await store.append({ streamName, expected: 'any', events: [later] });
        const { events } = await store.readLog({ after: head });
        claimSame(
          events.map(({ eventId }) => eventId),
          [later.eventId],
          'Exactly the later event.',
        );
      },
    },
    {
      name: 'an event’s place can be asked for, and what lies at a place',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const [first, second] = [samples.event(), samples.event()];
        await store.append({ streamName, expected: 'any', events: [first, second] });
        const place = await store.positionOf(streamName, 1);
        claim(place !== undefined, 'A stored event has a place.');
        claimSame(place, await store.head(), 'The last one stands at the head.');
        claimSame(await store.eventIdAt(place), second.eventId, 'And its id lies at its place.');
        claimSame(await store.positionOf(streamName, 2), undefined, 'An event that is not there has none.');
        claimSame(await store.positionOf(samples.stream(), 0), undefined, 'Nor has one of an absent stream.');
      },
    },
    {
      name: 'a log knows itself by one id, and another log by another',
      async run({ store, openAnother }) {
        const logId = await store.logId();
        claim(logId !== '' && logId === (await store.logId()), 'The id stays.');
        const other = await openAnother();
        claim((await other.logId()) !== logId, 'Another log has another.');
        await other.close();
      },
    },
    {
      name: 'limits that are none are refused',
      async run({ store }) {
        for (const limit of [0, -1, 1.5, Number.NaN]) {
          await claimFails(store.readLog({ limit }), 'invalid-store-argument', `${limit} is refused.`);
        }
      },
    },
  ],
};
