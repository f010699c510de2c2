import { parseDocument, type ParsedNode } from 'yaml';

export interface ParsedPositions {
  /** Root of the first document; ranges do not count a byte order mark, see `markLength`. */
  readonly contents: ParsedNode | null;
  /** Offset in the text of the first thing that makes no sense. */
  readonly firstError: number | undefined;
}

/** The tolerant parse of a text, with the place of every node. Throws on no text; costs several times the fast parse. */
export function parsePositions(text: string): ParsedPositions {
  // Texts only: what they mean is no business of positions.
  const options = { prettyErrors: false, logLevel: 'silent', schema: 'failsafe', uniqueKeys: false } as const;
  const shift = markLength(text);
  // To this parser only LF ends a line, and a byte order mark takes up a column.
  const { contents, errors } = parseDocument(text.slice(shift).replace(/\r(?!\n)/g, '\n'), options);
  const firstError = errors.reduce((first, { pos }) => Math.min(first, pos[0] + shift), Number.POSITIVE_INFINITY);
  return { contents, firstError: Number.isFinite(firstError) ? firstError : undefined };
}

/** How far ranges of nodes are shifted: by a byte order mark, if there is one. */
export function markLength(text: string): number {
  return text.startsWith('\ufeff') ? 1 : 0;
}
