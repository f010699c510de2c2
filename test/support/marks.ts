import type { SourceFile, Span } from '../../generator/src/diagnostics/place.js';

/** A text whose `«…»` marks have been taken out, with the ranges they stood around. */
export interface Marked {
  readonly file: SourceFile;
  readonly text: string;
  /** The first mark. Throws when the text has none. */
  readonly span: Span;
  /** All marks in the order in which they open; marks may nest and may be empty. */
  readonly spans: readonly Span[];
}

export function marked(withMarks: string, path = 'schemas/test.yaml'): Marked {
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let text = '';
  for (const character of withMarks) {
    if (character === '«') {
      const range = { start: text.length, end: -1 };
      ranges.push(range);
      open.push(range);
    } else if (character === '»') {
      const range = open.pop();
      if (range === undefined) throw new Error('A » without its « in a marked text.');
      range.end = text.length;
    } else text += character;
  }
  if (open.length > 0) throw new Error('A « without its » in a marked text.');
  const file: SourceFile = { path, text };
  const spans = ranges.map((range) => ({ file, ...range }));
  return {
    file,
    text,
    spans,
    get span() {
      const [first] = spans;
      if (first === undefined) throw new Error('The text has no mark.');
      return first;
    },
  };
}
