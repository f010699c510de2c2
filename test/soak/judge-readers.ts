import type { LoggedStoredEvent } from '../../runtime/src/store/stored-event.js';
import type { ArchivingVerdict } from './judge-archiving.js';
import { keyOf, type KnownLog, ownerOf } from './known-log.js';
import { markOf, marksIn, nobody, type Testimony, wordsOf } from './testimony.js';

interface Reader {
  /**
   * `all` reads the archive, too; `kept` leaves it out and has a checkpoint, so that nothing is archived before it was read;
   * `outside` leaves it out and may miss what was archived.
   */
  readonly manner: string;
  readonly owner: string;
  index: number;
  readonly seen: Set<string>;
}

type Archiving = Pick<ArchivingVerdict, 'mayHaveBeenArchived'>;

/**
 * What a reader saw is what lies there now, in the same order: all of it, each event once, and of its tenant alone. So nothing
 * came to lie behind a position that it had been given.
 */
export function judgeReaders(log: KnownLog, members: readonly Testimony[], archiving: Archiving): readonly string[] {
  return members.flatMap((member) => {
    const readers = new Map<string, Reader>();
    const violations: string[] = [];
    for (const [word, manner = '', owner = '', position = '', list = '-'] of wordsOf(member, 'from', 'page')) {
      const name = `${manner} ${owner}`;
      if (word === 'from') {
        const index = position === '-' ? 0 : log.indexBehind(position);
        readers.set(name, { manner, owner, index, seen: new Set() });
      }
      const reader = readers.get(name);
      if (word === 'from' || reader === undefined) continue;
      const to = log.indexBehind(position);
      const due = log.events.slice(reader.index, to).filter((event) => isFor(reader, event));
      violations.push(...judgePage(log, { reader, due, shown: marksIn(list), position }, archiving));
      reader.index = to;
    }
    return violations;
  });
}

const isFor = ({ owner }: Reader, event: LoggedStoredEvent): boolean => owner === nobody || ownerOf(event) === owner;

interface Page {
  readonly reader: Reader;
  /** What lies there for this reader. */
  readonly due: readonly LoggedStoredEvent[];
  /** What it was shown. */
  readonly shown: readonly string[];
  readonly position: string;
}

function judgePage(
  { byMark }: KnownLog,
  { reader, due, shown, position }: Page,
  { mayHaveBeenArchived }: Archiving,
): readonly string[] {
  const who = `Reader ${reader.manner} of ${reader.owner}, up to ${position},`;
  const violations: string[] = [];
  for (const mark of shown) {
    const event = byMark.get(mark);
    if (event === undefined) violations.push(`${who} was shown ${mark}, which is not in the log.`);
    else if (!isFor(reader, event)) violations.push(`${who} was shown ${mark}, an event of ${ownerOf(event)}.`);
    if (reader.seen.has(mark)) violations.push(`${who} was shown ${mark} twice.`);
    reader.seen.add(mark);
  }
  const missed = due.filter((event) => !reader.seen.has(markOf(event)));
  for (const event of missed) {
    if (reader.manner === 'outside' && mayHaveBeenArchived(event)) continue;
    violations.push(
      `${who} missed ${markOf(event)}, which lies at ${String(event.position)} of ${keyOf(ownerOf(event), event.streamName)}.`,
    );
  }
  const marks = new Set(shown);
  const inOrder = due.map(markOf).filter((mark) => marks.has(mark));
  if (violations.length === 0 && inOrder.join() !== shown.join()) {
    violations.push(`${who} was shown events out of their order.`);
  }
  return violations;
}
