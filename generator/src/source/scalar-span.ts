import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { SourceFile, Span } from '../diagnostics/place.js';

/** The whole scalar with its quotes; a block text without its header and closing line break. Empty for an absent scalar. */
export function scalarSpan(file: SourceFile, event: ScalarEvent): Span | undefined {
  if (event.valueStart < 0) return undefined;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { file, start: event.valueStart - 1, end: event.valueEnd + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return trimmed(file, event.valueStart, event.valueEnd);
    default:
      return { file, start: event.valueStart, end: event.valueEnd };
  }
}

/** A range without the white space at its ends. */
export function trimmed(file: SourceFile, from: number, to: number): Span {
  const content = file.text.slice(from, to);
  const start = from + (content.length - content.trimStart().length);
  const end = from + content.trimEnd().length;
  return start < end ? { file, start, end } : { file, start: from, end: from };
}
