/** Text to put in place of a range that holds nothing but blanks and line breaks; mostly the range is empty. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/**
 * The text with all splices made. Splices at the same offset keep their order.
 * @throws Error when a splice would remove anything but white space, or overlaps another: a bug of the caller.
 */
export function spliceText(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, insert } of inOrder(splices)) {
    if (start < at || end < start) throw new Error('Splices overlap.');
    if (/\S/.test(text.slice(start, end))) throw new Error('A splice would remove text.');
    result += text.slice(at, start) + insert;
    at = end;
  }
  return result + text.slice(at);
}

/** Whether `after` is `before` with these splices and nothing else changed. Says it by another way than `spliceText`. */
export function onlySpliced(before: string, after: string, splices: readonly Splice[]): boolean {
  let offset = 0;
  let at = 0;
  for (const { start, end, insert } of inOrder(splices)) {
    const kept = before.slice(at, start);
    if (!after.startsWith(kept, at + offset)) return false;
    if (!after.startsWith(insert, start + offset)) return false;
    offset += insert.length - (end - start);
    at = end;
  }
  return after.slice(at + offset) === before.slice(at);
}

function inOrder(splices: readonly Splice[]): readonly Splice[] {
  return [...splices].sort((a, b) => a.start - b.start);
}
