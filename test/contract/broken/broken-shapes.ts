import { ShapeDriftedError } from '../../../runtime/src/errors/store-shape-errors.js';
import type { AppendRequest } from '../../../runtime/src/store/append.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { NewStoredEvent } from '../../../runtime/src/store/stored-event.js';
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import type { BrokenStore } from './broken-store.js';

const unmarked = ({ eventId, type, schemaVersion, data, metadata }: NewStoredEvent): NewStoredEvent => ({
  eventId,
  type,
  schemaVersion,
  data,
  metadata,
});

const released = (event: NewStoredEvent): NewStoredEvent => ({ ...event, draft: false });

/** Appends that see each event as `change` makes it, in units too. */
function changing(sound: FullEventStore, change: (event: NewStoredEvent, index: number) => NewStoredEvent) {
  const changed = (request: AppendRequest): AppendRequest => ({ ...request, events: request.events.map(change) });
  const store: FullEventStore = {
    ...sound,
    append: (request, options) => sound.append(changed(request), options),
    transact: (work, options) =>
      sound.transact((unit) => work({ ...unit, append: (request) => unit.append(changed(request)) }), options),
  };
  return store;
}

/** A guard of its own before the appends, for a store that has none. */
function guarded(sound: FullEventStore, judge: (request: AppendRequest) => void): FullEventStore {
  return {
    ...sound,
    async append(request, options) {
      judge(request);
      return sound.append({ ...request, events: request.events.map(unmarked) }, options);
    },
  };
}

function refuseOther(known: Map<string, string>, key: string, event: NewStoredEvent): void {
  const { type, schemaVersion, shapeHash } = event;
  if (shapeHash === undefined) return;
  const standing = known.get(key) ?? shapeHash;
  known.set(key, standing);
  if (standing !== shapeHash) throw new ShapeDriftedError(type, schemaVersion, standing, shapeHash);
}

const openRefusing = (now: () => string): Promise<FullEventStore> =>
  openSqliteStore({ path: ':memory:', now, allowDrafts: false });

export const brokenShapes: readonly BrokenStore[] = [
  {
    fault: 'shapes are not looked at',
    caughtBy: [
      'another shape under the same type and schema version is refused, on whatever stream',
      'a batch whose events disagree about a new shape is kept out',
      'of many writers with two shapes one shape wins, and all of the other are refused',
    ],
    breakStore: (sound) => changing(sound, unmarked),
  },
  {
    fault: 'only the first event of a batch is looked at',
    caughtBy: [
      'a batch with one drifted event is kept out as a whole',
      'a batch whose events disagree about a new shape is kept out',
    ],
    breakStore: (sound) => changing(sound, (event, index) => (index === 0 ? event : unmarked(event))),
  },
  {
    fault: 'one shape for all schema versions of a type',
    caughtBy: ['each type and each schema version has a shape of its own'],
    breakStore(sound) {
      const known = new Map<string, string>();
      return guarded(sound, ({ events }) => events.forEach((event) => refuseOther(known, event.type, event)));
    },
  },
  {
    fault: 'a shape is noted before it is known whether its events can be stored',
    caughtBy: ['a batch that was not stored leaves no trace of its shapes'],
    breakStore(sound) {
      const known = new Map<string, string>();
      return guarded(sound, ({ events }) =>
        events.forEach((event) => refuseOther(known, `${event.type} ${event.schemaVersion}`, event)),
      );
    },
  },
  {
    fault: 'events without a shape count as a shape of their own',
    caughtBy: ['events without a shape are taken before and after, and say nothing of it'],
    breakStore: (sound) => changing(sound, (event) => ({ ...event, shapeHash: event.shapeHash ?? 'none' })),
  },
  {
    fault: 'drift is noticed after the events before it were stored',
    caughtBy: ['a batch with one drifted event is kept out as a whole'],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        const { events, ...rest } = request;
        const [first, ...others] = events;
        if (first === undefined || others.length === 0) return sound.append(request, options);
        await sound.append({ ...rest, events: [first] }, options);
        return sound.append({ ...rest, expected: 'any', events: others }, options);
      },
    }),
  },
  {
    fault: 'a unit that fails has noted its shapes',
    caughtBy: ['a unit that is rolled back leaves no trace of its shapes, one that commits does'],
    breakStore(sound) {
      const known = new Map<string, string>();
      const judge = ({ events }: AppendRequest): void =>
        events.forEach((event) => refuseOther(known, `${event.type} ${event.schemaVersion}`, event));
      return {
        ...guarded(sound, judge),
        transact: (work, options) =>
          sound.transact(
            (unit) =>
              work({
                ...unit,
                async append(request) {
                  judge(request);
                  return unit.append({ ...request, events: request.events.map(unmarked) });
                },
              }),
            options,
          ),
      };
    },
  },
  {
    fault: 'drafts are stored',
    caughtBy: [
      'drafts are refused, wherever they stand in their batch, and leave no trace',
      'drafts are refused inside a unit too',
    ],
    openSound: openRefusing,
    breakStore: (sound) => changing(sound, released),
  },
  {
    fault: 'only a draft at the beginning of a batch is refused',
    caughtBy: ['drafts are refused, wherever they stand in their batch, and leave no trace'],
    openSound: openRefusing,
    breakStore: (sound) => changing(sound, (event, index) => (index === 0 ? event : released(event))),
  },
  {
    fault: 'drafts are refused by appends, but not by units',
    caughtBy: ['drafts are refused inside a unit too'],
    openSound: openRefusing,
    breakStore: (sound) => ({ ...sound, transact: changing(sound, released).transact }),
  },
];
