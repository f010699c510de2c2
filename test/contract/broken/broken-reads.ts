import type { StoredEvent } from '../../../runtime/src/store/stored-event.js';
import type { BrokenStore } from './broken-store.js';

export const brokenReads: readonly BrokenStore[] = [
  {
    fault: 'a page never holds more than a thousand events, and calls itself the last one',
    caughtBy: ['a limit above ten thousand is not capped'],
    breakStore: (sound) => ({
      ...sound,
      async readStream(streamName, options) {
        const limit = Math.min(options?.limit ?? 1_000, 1_000);
        const page = await sound.readStream(streamName, { ...options, limit });
        return page.events.length === 1_000 ? { ...page, end: true } : page;
      },
    }),
  },
  {
    fault: 'a page holds one event too many',
    caughtBy: [
      'from is inclusive and limit counts events',
      'pages of any size, followed by scannedTo until end, give every event once',
    ],
    breakStore: (sound) => ({
      ...sound,
      readStream: (streamName, options) =>
        sound.readStream(streamName, options?.limit === undefined ? options : { ...options, limit: options.limit + 1 }),
    }),
  },
  {
    fault: 'the version is the number of events just read',
    caughtBy: ['the version is the stream’s, however little was read'],
    breakStore: (sound) => ({
      ...sound,
      async readStream(streamName, options) {
        const page = await sound.readStream(streamName, options);
        return { ...page, streamVersion: page.events.length };
      },
    }),
  },
  {
    fault: 'readers are given the stored objects themselves',
    caughtBy: ['later changes to what was read change nothing stored'],
    breakStore(sound) {
      const kept = new Map<string, StoredEvent>();
      const own = (event: StoredEvent): StoredEvent => {
        const known = kept.get(event.eventId) ?? { ...event };
        kept.set(event.eventId, known);
        return known;
      };
      return {
        ...sound,
        async readStream(streamName, options) {
          const page = await sound.readStream(streamName, options);
          return { ...page, events: page.events.map(own) };
        },
      };
    },
  },
  {
    fault: 'slow commits appear in the log behind places that were read already (a sequence without a fence)',
    caughtBy: [
      'a reader beside thirty-two writers meets every event once, in the order of the log',
      'many writers at once: whatever happens, what was answered is what is there',
    ],
    breakStore(sound) {
      // Id of an event that is not visible yet → how many reads will still miss it.
      const slow = new Map<string, number>();
      let appends = 0;
      return {
        ...sound,
        async append(request, options) {
          appends += 1;
          if (appends % 5 === 0) for (const { eventId } of request.events) slow.set(eventId, 2);
          return sound.append(request, options);
        },
        async readLog(options) {
          const page = await sound.readLog(options);
          const events = page.events.filter(({ eventId }) => !slow.has(eventId));
          for (const [eventId, reads] of slow) {
            if (reads > 1) slow.set(eventId, reads - 1);
            else slow.delete(eventId);
          }
          return { ...page, events };
        },
      };
    },
  },
  {
    fault: 'a page that is empty after filtering ends the log',
    caughtBy: ['filters by type and category let through what fits all of them'],
    breakStore: (sound) => ({
      ...sound,
      async readLog(options) {
        const page = await sound.readLog(options);
        return page.events.length === 0 ? { ...page, end: true, scannedTo: options?.after } : page;
      },
    }),
  },
  {
    fault: 'places are kept with 3 bits',
    caughtBy: ['positions survive as text, and compare as the log is ordered'],
    breakStore: (sound) => ({
      ...sound,
      serializeLogPosition: (position) => String((Number(sound.serializeLogPosition(position)) % 8) + 1),
    }),
  },
  {
    fault: 'recorded times are the clock’s, even when it steps back',
    caughtBy: ['a clock that steps back does not take the stream with it'],
    breakStore(sound, now) {
      const times = new Map<string, string>();
      return {
        ...sound,
        append(request, options) {
          for (const { eventId } of request.events) times.set(eventId, now());
          return sound.append(request, options);
        },
        async readStream(streamName, options) {
          const page = await sound.readStream(streamName, options);
          const events = page.events.map((event) => ({
            ...event,
            recordedAt: times.get(event.eventId) ?? event.recordedAt,
          }));
          return { ...page, events };
        },
      };
    },
  },
  {
    fault: 'events of deleted streams stay in the log',
    caughtBy: ['the log hides a deleted stream, and readers move over the hidden places'],
    breakStore: (sound) => ({
      ...sound,
      async deleteStream(streamName) {
        const { streamVersion } = await sound.readStream(streamName, { limit: 1 });
        return {
          kind: 'appended',
          firstPosition: streamVersion,
          streamVersion,
          eventIds: [],
          recordedAt: '',
          deduplicated: false,
        };
      },
    }),
  },
];
