import type { NewStoredEvent } from '../../../runtime/src/store/stored-event.js';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import { codeOf } from '../../../runtime/src/testing/contract/claims.js';
import type { BrokenStore } from './broken-store.js';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export const brokenAppends: readonly BrokenStore[] = [
  {
    fault: 'two writers at the same place: the second is dropped and told that it succeeded (ON CONFLICT DO NOTHING)',
    caughtBy: [
      'thirty-two writers append to one stream under any, and every event is there',
      'many writers at once: whatever happens, what was answered is what is there',
    ],
    breakStore: (sound) => ({
      ...sound,
      async append(request) {
        if (request.expected !== 'any') return sound.append(request);
        const { streamVersion } = await sound.readStream(request.streamName, { limit: 1 });
        const result = await sound.append({ ...request, expected: { streamVersion } });
        if (result.kind === 'appended') return result;
        const eventIds = request.events.map(({ eventId }) => eventId);
        const after = streamVersion + eventIds.length;
        const recordedAt = '2024-02-29T12:00:00.000Z';
        return {
          kind: 'appended',
          firstPosition: streamVersion,
          streamVersion: after,
          eventIds,
          recordedAt,
          deduplicated: false,
        };
      },
    }),
  },
  {
    fault: 'a stream ends where this opening has left it, whatever others have done since',
    caughtBy: [
      'what others have appended meanwhile counts, whatever an opening remembers',
      'a stream that others have gone on with and truncated goes on at its end, not where an opening remembers it',
      'several openings asked in turns, archive and all, give every verdict of the model',
    ],
    breakStore(sound) {
      const ends = new Map<string, number>();
      return {
        ...sound,
        async append(request, options) {
          const { streamName, expected } = request;
          const remembered = typeof expected === 'object' && expected.streamVersion === ends.get(streamName);
          const result = await sound.append(remembered ? { ...request, expected: 'any' } : request, options);
          if (result.kind === 'appended') ends.set(streamName, result.streamVersion);
          return result;
        },
      };
    },
  },
  {
    fault: 'the version is taken from the length of the batch',
    caughtBy: ['the version counts all events of the stream, not those of the batch'],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        const result = await sound.append(request, options);
        return result.kind === 'appended' ? { ...result, streamVersion: request.events.length } : result;
      },
    }),
  },
  {
    fault: 'the condition is checked first and the batch inserted later',
    caughtBy: [
      'of sixteen writers with the same version one wins, the others get the actual one',
      'of sixteen writers that begin the same stream one wins, in each of fifty streams',
    ],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        const checked = await sound.append({ ...request, events: [] });
        if (checked.kind === 'conflict') return checked;
        await Promise.resolve();
        return sound.append({ ...request, expected: 'any' }, options);
      },
    }),
  },
  {
    fault: 'no-stream and stream-exists are ignored',
    caughtBy: [
      'no-stream begins a stream, and conflicts once it exists',
      'stream-exists conflicts on a missing stream, and holds once it exists',
    ],
    breakStore: (sound) => ({
      ...sound,
      append: ({ expected, ...request }, options) =>
        sound.append({ ...request, expected: typeof expected === 'object' ? expected : 'any' }, options),
    }),
  },
  {
    fault: 'a conflict moves the stream’s version on, so that the right one is refused from then on',
    caughtBy: ['a conflict stores nothing, and the right version still holds afterwards'],
    breakStore(sound) {
      const moved = new Map<string, number>();
      return {
        ...sound,
        async append(request, options) {
          const ahead = moved.get(request.streamName) ?? 0;
          const { expected } = request;
          const shifted =
            typeof expected === 'object' ? { streamVersion: Math.max(0, expected.streamVersion - ahead) } : expected;
          const result = await sound.append({ ...request, expected: shifted }, options);
          if (result.kind === 'conflict') moved.set(request.streamName, ahead + request.events.length);
          return result;
        },
      };
    },
  },
  {
    fault: 'events of a batch are inserted one by one',
    caughtBy: [
      'one event that cannot be stored keeps its whole batch out',
      'a reader never meets a part of a batch at its end',
    ],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        const [first, ...rest] = request.events;
        const begun = await sound.append({ ...request, events: first === undefined ? [] : [first] }, options);
        if (begun.kind === 'conflict') return begun;
        for (const event of rest) await sound.append({ ...request, expected: 'any', events: [event] });
        const eventIds = request.events.map(({ eventId }) => eventId);
        const streamVersion = begun.firstPosition + eventIds.length;
        return { ...begun, eventIds, streamVersion };
      },
    }),
  },
  {
    fault: 'a batch that was stored in part is completed with its tail',
    caughtBy: ['a batch that was stored in part is refused, and its tail is never appended'],
    breakStore: (sound) => ({
      ...sound,
      append: (request, options) =>
        sound.append(request, options).catch((error: unknown) => {
          if (codeOf(error) !== 'partial-duplicate') throw error;
          const stored = Number(Reflect.get(Object(error), 'stored'));
          return sound.append({ ...request, expected: 'any', events: request.events.slice(stored) }, options);
        }),
    }),
  },
  {
    fault: 'an id that lies elsewhere is replaced by another one',
    caughtBy: [
      'an id that lies in another stream is refused, and the error says where',
      'ids of a deleted stream are still known',
    ],
    breakStore(sound) {
      let count = 0;
      const renamed = (event: NewStoredEvent): NewStoredEvent => {
        count += 1;
        return { ...event, eventId: `ffffffff-0000-7000-8000-${String(count).padStart(12, '0')}` as EventId };
      };
      return {
        ...sound,
        append: (request, options) =>
          sound.append(request, options).catch((error: unknown) => {
            if (codeOf(error) !== 'duplicate-event-id') throw error;
            return sound.append({ ...request, events: request.events.map(renamed) }, options);
          }),
      };
    },
  },
  {
    fault: 'falsy payloads are dropped',
    caughtBy: [
      'data and metadata come back as the exact text, from stream and log',
      'each of them survives alone, too',
    ],
    breakStore: (sound) => ({
      ...sound,
      append: (request, options) => {
        const events = request.events.map((event) => (parsed(event.data) ? event : { ...event, data: '{}' }));
        return sound.append({ ...request, events }, options);
      },
    }),
  },
  {
    fault: 'payloads are parsed and written anew (jsonb)',
    caughtBy: ['data and metadata come back as the exact text, from stream and log'],
    breakStore: (sound) => ({
      ...sound,
      append: (request, options) => {
        const events = request.events.map((event) => ({ ...event, data: JSON.stringify(parsed(event.data)) }));
        return sound.append({ ...request, events }, options);
      },
    }),
  },
  {
    fault: 'what is handed over is read only when its turn comes',
    caughtBy: ['later changes to what was handed over change nothing stored'],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        await Promise.resolve();
        return sound.append(request, options);
      },
    }),
  },
  {
    fault: 'an append that was stored is reported as aborted',
    caughtBy: ['aborting later never makes a stored append look failed'],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        const result = await sound.append(request);
        if (options?.signal?.aborted !== true) return result;
        throw Object.assign(new Error('aborted'), { code: 'operation-aborted' });
      },
    }),
  },
];
