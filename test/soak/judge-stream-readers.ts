import { keyOf, type KnownLog } from './known-log.js';
import { markOf, marksIn, type Testimony, wordsOf } from './testimony.js';

/**
 * A page of a stream begins where it was asked for, or, the archive left out, at the border of the archive; it has the
 * stream's events without gaps, and none of a stream of the same name that is another tenant's.
 */
export function judgeStreamReaders(log: KnownLog, members: readonly Testimony[]): readonly string[] {
  return members.flatMap((member) => {
    const versions = new Map<string, number>();
    return wordsOf(member, 'stream').flatMap((words) => {
      const page = pageIn(words);
      const { key, streamVersion } = page;
      const before = versions.get(key) ?? 0;
      versions.set(key, streamVersion);
      return [
        ...(streamVersion < before ? [`${key} went back from ${String(before)} to ${String(streamVersion)}.`] : []),
        ...judgePage(log, page),
      ];
    });
  });
}

interface StreamPageSaid {
  readonly key: string;
  readonly archived: string;
  readonly state: string;
  readonly streamVersion: number;
  readonly archivedBefore: number;
  readonly from: number;
  readonly limit: number;
  readonly shown: readonly string[];
}

function pageIn(words: readonly string[]): StreamPageSaid {
  const [, owner = '', name = '', archived = '', state = '', ...others] = words;
  const [streamVersion = 0, archivedBefore = 0, from = 0, limit = 0] = others.slice(0, 4).map(Number);
  const shown = marksIn(others[4] ?? '-');
  return { key: keyOf(owner, name), archived, state, streamVersion, archivedBefore, from, limit, shown };
}

function judgePage({ streams, byMark }: KnownLog, page: StreamPageSaid): readonly string[] {
  const { key, archived, state, streamVersion, archivedBefore, shown } = page;
  const from = archived === 'exclude' ? Math.max(page.from, archivedBefore) : page.from;
  const due = (streams.get(key) ?? []).slice(from, Math.min(from + page.limit, streamVersion)).map(markOf);
  const foreign = shown.filter((mark) => {
    const event = byMark.get(mark);
    return event !== undefined && keyOf(event.tenant ?? '-', event.streamName) !== key;
  });
  const tells = state === 'archived' ? archivedBefore === streamVersion : archivedBefore <= streamVersion;
  const what = `A page of ${key} at ${String(streamVersion)}, ${archived} archived before ${String(archivedBefore)},`;
  return [
    ...foreign.map((mark) => `${what} showed ${mark}, an event of another stream.`),
    ...(foreign.length > 0 || shown.join() === due.join() ? [] : [`${what} does not show what lies there.`]),
    ...(tells ? [] : [`${what} says that the stream is ${state}.`]),
  ];
}
