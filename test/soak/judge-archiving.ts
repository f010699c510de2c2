import type { LoggedStoredEvent } from '../../runtime/src/store/stored-event.js';
import { keyOf, type KnownLog, ownerOf } from './known-log.js';
import { allWordsOf, type Testimony } from './testimony.js';

/** How a stream stands with the archive: events at positions before the border lie in it. */
export interface Standing {
  readonly state: string;
  readonly border: number;
}

export interface ArchivingVerdict {
  readonly violations: readonly string[];
  /** How a stream, by `keyOf`, may stand at the end: more than one way only where a step was given no answer. */
  mayStand(key: string): readonly Standing[];
  /** Whether the event has been in the archive at some time, so that a reader who leaves the archive out may have missed it. */
  mayHaveBeenArchived(event: LoggedStoredEvent): boolean;
}

const untouched: readonly Standing[] = [{ state: 'open', border: 0 }];

/** Each answer of an archiver follows from how the stream stood, which follows from all the answers before. */
export function judgeArchiving(log: KnownLog, members: readonly Testimony[]): ArchivingVerdict {
  const answers = new Map(
    allWordsOf(members, 'done', 'refused', 'failed').map((words) => [words[1] ?? '', words] as const),
  );
  const standings = new Map<string, readonly Standing[]>();
  const borders = new Map<string, number>();
  const violations: string[] = [];
  for (const [, id = '', owner = '', name = '', kind = '', before = '0'] of allWordsOf(members, 'step')) {
    const key = keyOf(owner, name);
    const stood = standings.get(key) ?? untouched;
    const possible = stood.map((from) => after(from, kind, Number(before), log.streams.get(key)?.length ?? 0));
    const [word, , state = '', version, border] = answers.get(id) ?? [];
    const reached = word === 'done' ? [{ state, border: Number(border) }] : word === undefined ? possible : [];
    for (const { border: moved } of reached) borders.set(key, Math.max(borders.get(key) ?? 0, moved));
    standings.set(key, word === 'done' ? reached : unite(stood, reached));
    if (word !== 'done' || stood.some((from) => follows(after(from, kind, Number(before), Number(version)), reached)))
      continue;
    violations.push(
      `${kind} ${id} of ${key} was answered ${state} ${String(border)}, and it had stood at ${tell(stood)}.`,
    );
  }
  return {
    violations,
    mayStand: (key) => standings.get(key) ?? untouched,
    mayHaveBeenArchived: (event) => event.position < (borders.get(keyOf(ownerOf(event), event.streamName)) ?? 0),
  };
}

function after({ state, border }: Standing, kind: string, before: number, streamVersion: number): Standing {
  if (kind === 'restore') return { state: 'open', border: 0 };
  if (kind === 'archive') return { state: 'archived', border: streamVersion };
  return { state, border: Math.max(border, before) };
}

export const follows = (standing: Standing, reached: readonly Standing[]): boolean =>
  reached.some(({ state, border }) => state === standing.state && border === standing.border);

const unite = (some: readonly Standing[], others: readonly Standing[]): readonly Standing[] => [
  ...some,
  ...others.filter((each) => !follows(each, some)),
];

export const tell = (standings: readonly Standing[]): string =>
  standings.map(({ state, border }) => `${state} ${String(border)}`).join(' or ');
