/** Text in the place of another; with `start` and `end` the same, it is put between. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all edits made, which must not overlap. Edits at the same place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((left, right) => left.start - right.start)
    .reduceRight((result, { start, end, text: to }) => result.slice(0, start) + to + result.slice(end), text);
}

export const insertion = (at: number, text: string): TextEdit => ({ start: at, end: at, text });
