/** Types of the functions that users write, as interfaces of the generated files. */
import { commentText } from '../../naming/comment-text.js';
import { propertyKey } from '../../naming/property-key.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutSignature } from '../layout/type-text.js';
import type { CustomFunction } from './custom-functions.js';

/** The text of what a function takes and gives, in the file's own names. */
export interface CustomSignature {
  readonly parameters: readonly string[];
  readonly returns: string;
}

interface ObjectNode {
  /** Texts, and objects inside, by key. */
  readonly entries: Map<string, string | ObjectNode>;
}

/** Members stand in the order of their containers. */
export function customInterface(
  head: string,
  functions: readonly { readonly function: CustomFunction; readonly signature: CustomSignature }[],
): string {
  const root: ObjectNode = { entries: new Map() };
  for (const { function: each, signature } of functions) {
    let node = root;
    for (const key of each.container) {
      const known = node.entries.get(key);
      const inner: ObjectNode = typeof known === 'object' ? known : { entries: new Map() };
      node.entries.set(key, inner);
      node = inner;
    }
    node.entries.set(each.name, memberText(each, signature, 2 + 2 * each.container.length));
  }
  return `${head} {\n${nodeText(root, 2)}}`;
}

function nodeText({ entries }: ObjectNode, indent: number): string {
  const blanks = ' '.repeat(indent);
  const lines = [...entries].map(([key, entry]) =>
    typeof entry === 'string'
      ? entry
      : `${blanks}readonly ${numberOrKey(key)}: {\n${nodeText(entry, indent + 2)}${blanks}};\n`,
  );
  return lines.join('');
}

function memberText(each: CustomFunction, { parameters, returns }: CustomSignature, indent: number): string {
  const blanks = ' '.repeat(indent);
  const doc = docComment({ otherwise: customDoc(each) }, indent);
  // A method called `new` would be a constructor.
  if (each.kind === 'whole' || each.name === 'new') {
    return `${blanks}${doc}readonly ${each.name}: (${parameters.join(', ')}) => ${returns};\n`;
  }
  return `${blanks}${doc}${layOutSignature(propertyKey(each.name), parameters, returns, { indent, end: ';' }).trimStart()}\n`;
}

/** Versions stand without quotes. */
export const numberOrKey = (key: string): string => (/^[1-9][0-9]*$/.test(key) ? key : propertyKey(key));

export function customDoc({ kind, name, from, to }: CustomFunction): string {
  const versions = `from schema version ${String(from)} to ${String(to)}`;
  if (kind === 'becomes') return 'The events that stand for it, in order; perhaps none.';
  return kind === 'whole' ? `The whole data ${versions}.` : `\`${commentText(name)}\` ${versions}.`;
}
