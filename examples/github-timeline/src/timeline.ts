/** Folds a repository's log into what a person wants to read: the lines of each subject, in the order they happened. */
import type { Entry } from './entry.js';

export interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly people: readonly string[];
  readonly chapters: readonly Chapter[];
}

/** Everything about one subject. */
export interface Chapter {
  readonly subject: string;
  readonly lines: readonly Line[];
}

/** Equal entries of one moment are one line that counts them. */
export interface Line extends Entry {
  readonly times: number;
}

/** @returns `undefined` when nothing happened. */
export function timelineOf(entries: readonly Entry[]): Timeline | undefined {
  const ordered = entries.toSorted((a, b) => byCodeUnit(a.at, b.at));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const subjects = [...new Set(ordered.map(({ subject }) => subject))];
  return {
    from: first.at,
    to: last.at,
    events: ordered.length,
    people: [...new Set(ordered.map(({ who }) => who))].toSorted(byCodeUnit),
    chapters: subjects.map((subject) => ({
      subject,
      lines: ordered.filter((entry) => entry.subject === subject).reduce(addLine, []),
    })),
  };
}

function addLine(lines: readonly Line[], entry: Entry): readonly Line[] {
  const same = lines.findIndex(({ at, what, who }) => at === entry.at && what === entry.what && who === entry.who);
  if (same < 0) return [...lines, { ...entry, times: 1 }];
  return lines.map((line, index) => (index === same ? { ...line, times: line.times + 1 } : line));
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
