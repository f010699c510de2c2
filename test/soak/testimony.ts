/** What the processes of a soak said, line by line, and how it is read. */

/** What somebody said, in order. */
export interface Testimony {
  readonly kind: 'writer' | 'reader' | 'archiver';
  readonly lines: readonly string[];
}

/** Of a stream, an event or a reader: a tenant's name, or `-` for nobody's, which as a reader is everybody's. */
export type Owner = string;

export const nobody: Owner = '-';

/** What a line says about an event: enough of its id to tell it from all others. */
export const markOf = ({ eventId }: { readonly eventId: string }): string => eventId.slice(0, 13);

/** Marks of events as words of a line, and back. */
export const markList = (events: readonly { readonly eventId: string }[]): string =>
  events.length === 0 ? '-' : events.map(markOf).join(',');

export const marksIn = (list: string): readonly string[] => (list === '-' ? [] : list.split(','));

/** Behind each line whose end could be cut off when its process is killed. */
export const whole = '.';

/** Lines that begin with one of the words, cut into words. A line that was cut off says nothing. */
export function wordsOf({ lines }: Testimony, ...beginnings: readonly string[]): readonly (readonly string[])[] {
  return lines
    .map((line) => line.split(' '))
    .filter(([first = '', ...others]) => beginnings.includes(first) && others.at(-1) === whole)
    .map((words) => words.slice(0, -1));
}

/** The same of all of them, one after the other. */
export function allWordsOf(
  members: readonly Testimony[],
  ...beginnings: readonly string[]
): readonly (readonly string[])[] {
  return members.flatMap((member) => wordsOf(member, ...beginnings));
}
