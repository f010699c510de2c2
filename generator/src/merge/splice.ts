/** Text to put into a text that stands; nothing is ever taken out of it. */
export interface Splice {
  readonly offset: number;
  readonly insert: string;
}

/** The text with all splices made. Splices at the same offset keep their order. */
export function spliceText(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const { offset, insert } of inOrder(splices)) {
    result += text.slice(at, offset) + insert;
    at = offset;
  }
  return result + text.slice(at);
}

/** Whether `after` is `before` with these splices and nothing else changed. Says it by another way than `spliceText`. */
export function onlySpliced(before: string, after: string, splices: readonly Splice[]): boolean {
  let added = 0;
  let at = 0;
  for (const { offset, insert } of inOrder(splices)) {
    const kept = before.slice(at, offset);
    if (!after.startsWith(kept, at + added)) return false;
    if (!after.startsWith(insert, offset + added)) return false;
    added += insert.length;
    at = offset;
  }
  return after.slice(at + added) === before.slice(at);
}

/**
 * Splices that put `insert` between two offsets with nothing but `gap` between them, so that what was there becomes part
 * of it where it holds the same text: the blank in `{ a }` then is one of the blanks that indent a new line.
 */
export function spliceAround(offset: number, gap: string, insert: string): readonly Splice[] {
  const at = insert.indexOf(gap);
  if (gap === '' || at === -1) return [{ offset, insert }];
  return [
    { offset, insert: insert.slice(0, at) },
    { offset: offset + gap.length, insert: insert.slice(at + gap.length) },
  ];
}

function inOrder(splices: readonly Splice[]): readonly Splice[] {
  return [...splices].sort((a, b) => a.offset - b.offset);
}
