import { commentLines } from '../../naming/comment-text.js';
import { lineWidth } from './lay-out.js';

export interface DocParts {
  /** Where a description is missing, what is said instead. Trusted text. */
  readonly otherwise?: string | undefined;
  readonly description?: string | undefined;
  /** Sentences of ours after the description. Trusted text. */
  readonly notes?: readonly string[];
  readonly deprecated?: string | undefined;
}

/**
 * A doc comment with the newline behind it and the indentation of what follows, so that it can stand right in front of a
 * declaration; empty when there is nothing to say.
 */
export function docComment(parts: DocParts, indent = 0): string {
  const lines = docLines(parts);
  if (lines.length === 0) return '';
  const blanks = ' '.repeat(indent);
  const [only] = lines;
  if (lines.length === 1 && only !== undefined && indent + only.length + 7 <= lineWidth)
    return `/** ${only} */\n${blanks}`;
  const body = lines.map((line) => (line === '' ? `${blanks} *\n` : `${blanks} * ${line}\n`));
  return `/**\n${body.join('')}${blanks} */\n${blanks}`;
}

const nothing: readonly string[] = [];

function docLines({ otherwise, description, notes = nothing, deprecated }: DocParts): readonly string[] {
  const said = description === undefined ? nothing : commentLines(description);
  const first = said.length > 0 || otherwise === undefined ? said : [otherwise];
  if (notes.length === 0 && deprecated === undefined) return first;
  return [...first, ...notes, ...deprecatedLines(deprecated)];
}

function deprecatedLines(reason: string | undefined): readonly string[] {
  if (reason === undefined) return [];
  const [first, ...rest] = commentLines(reason);
  return first === undefined ? ['@deprecated'] : [`@deprecated ${first.trim()}`, ...rest];
}
