import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { uncheckedEventId } from '../../../runtime/src/testing/contract/samples.js';
import type { BrokenStore } from './broken-store.js';

export const brokenArchives: readonly BrokenStore[] = [
  {
    fault: 'archived events are gone from the log',
    caughtBy: [
      'the log shows archived events at the places they had',
      'readers of the log meet every event once while streams move between archive and store',
    ],
    breakStore: (sound) => ({
      ...sound,
      readLog: (options) => sound.readLog({ ...options, archived: 'exclude' }),
    }),
  },
  {
    fault: 'a page without the archive stands still before archived events',
    caughtBy: ['readers of the log who leave the archive out move over archived places'],
    breakStore: (sound) => ({
      ...sound,
      async readLog(options) {
        const page = await sound.readLog(options);
        if (options?.archived !== 'exclude') return page;
        return { ...page, scannedTo: page.events.at(-1)?.logPosition ?? options.after };
      },
    }),
  },
  {
    fault: 'a truncated stream begins at its border without a word, so that half a history is folded',
    caughtBy: ['a truncated stream is read as it was, page by page across the border, in both directions'],
    breakStore: (sound) => ({
      ...sound,
      readStream: (streamName, options) => sound.readStream(streamName, { ...options, archived: 'exclude' }),
    }),
  },
  {
    fault: 'ids of archived events are forgotten',
    caughtBy: ['ids of archived events are still known, in batches of any length'],
    breakStore(sound) {
      let count = 0;
      return {
        ...sound,
        async append(request, options) {
          try {
            return await sound.append(request, options);
          } catch (error) {
            if (!isRuntimeError(error, 'duplicate-event-id')) throw error;
            const events = request.events.map((event) => {
              count += 1;
              return {
                ...event,
                eventId: uncheckedEventId(`99999999-0000-7000-8000-${String(count).padStart(12, '0')}`),
              };
            });
            return sound.append({ ...request, events }, options);
          }
        },
      };
    },
  },
  {
    fault: 'a stream is archived although a checkpoint has not passed it',
    caughtBy: ['events that a checkpoint has not passed are not archived, unless it is to be ignored'],
    breakStore: (sound) => ({
      ...sound,
      archiveStream: (streamName, expected) =>
        sound.archiveStream(streamName, expected, { ignoreCheckpoints: ['slow', 'a-broken-one'] }),
    }),
  },
  {
    fault: 'an archived stream stays open for those who write without a condition',
    caughtBy: ['an archived stream refuses every append: new, replayed or empty, under any condition'],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        if (request.expected === 'any' && (await sound.readStream(request.streamName)).state === 'archived') {
          await sound.restoreStream(request.streamName);
        }
        return sound.append(request, options);
      },
    }),
  },
  {
    fault: 'archiving closes a stream before all writers of before have finished, and loses what they wrote',
    caughtBy: ['a stream is archived while others write to it: what was acknowledged is there, and nothing came later'],
    breakStore(sound) {
      return {
        ...sound,
        async append(request, options) {
          const { state } = await sound.readStream(request.streamName, { limit: 1 });
          if (state === 'archived') {
            const eventIds = request.events.map(({ eventId }) => eventId);
            const streamVersion = eventIds.length;
            return { kind: 'appended', firstPosition: 0, streamVersion, eventIds, recordedAt: '', deduplicated: false };
          }
          return sound.append(request, options);
        },
      };
    },
  },
  {
    fault: 'a replay of archived events is a conflict',
    caughtBy: ['a batch that lies in the archive, or across its border, is judged as if it had not been moved'],
    breakStore: (sound) => ({
      ...sound,
      async append(request, options) {
        const result = await sound.append(request, options);
        const { archivedBefore, streamVersion } = await sound.readStream(request.streamName, { limit: 1 });
        const archived = result.kind === 'appended' && result.deduplicated && result.firstPosition < archivedBefore;
        return archived ? { kind: 'conflict', streamVersion } : result;
      },
    }),
  },
];
