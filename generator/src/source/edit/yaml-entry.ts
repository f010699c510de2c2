/** Where the entries of a mapping stand in the text, for changes that leave everything else as it is. */
import { isAlias, isMap, isNode, isScalar, type Node } from 'yaml';
import { markLength, parsePositions } from '../parse-positions.js';

/** What is written cannot be changed without guessing. The message is the reason. */
export class NotEditable extends Error {
  override readonly name = 'NotEditable';
}

export interface YamlText {
  readonly text: string;
  /** How far the parser's offsets are shifted. */
  readonly shift: number;
  readonly newline: string;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Behind the anchor, if there is one. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly value: Node;
}

export interface YamlMapping {
  readonly isFlow: boolean;
  readonly entries: readonly YamlEntry[];
}

/** The text and its outermost mapping. @throws NotEditable */
export function readYaml(text: string): { readonly yaml: YamlText; readonly root: YamlMapping } {
  const yaml = { text, shift: markLength(text), newline: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n' };
  return { yaml, root: mappingOf(parsePositions(text).contents, yaml) };
}

/** @throws NotEditable for anything else than a mapping that is written out */
export function mappingOf(node: unknown, yaml: YamlText): YamlMapping {
  if (isAlias(node)) throw new NotEditable('it is an alias; write out what it stands for');
  if (!isMap(node)) throw new NotEditable('it is no mapping');
  return { isFlow: node.flow === true, entries: node.items.map(({ key, value }) => entryOf(key, value, yaml)) };
}

function entryOf(key: unknown, value: unknown, yaml: YamlText): YamlEntry {
  if (!isScalar(key) || !isNode(value)) throw new NotEditable('a key beside it has no value');
  const [keyStart, keyEnd] = rangeOf(key, yaml);
  const [valueStart, end] = rangeOf(value, yaml);
  // A block ends with its last line, not where the next one starts.
  const valueEnd = valueStart + yaml.text.slice(valueStart, end).trimEnd().length;
  return { key: String(key.value), keyStart, keyEnd, valueStart, valueEnd, value };
}

function rangeOf({ range }: Node, { shift }: YamlText): readonly [number, number] {
  if (range === undefined || range === null) throw new NotEditable('it has no place in the file');
  return [range[0] + shift, range[1] + shift];
}

/** @throws NotEditable */
export function entryAt({ entries }: YamlMapping, key: string): YamlEntry {
  const entry = entries.find((each) => each.key === key);
  if (entry === undefined) throw new NotEditable(`${key} does not stand where it should`);
  return entry;
}

/** Where the line that holds an offset starts. */
function lineStart({ text, shift }: YamlText, offset: number): number {
  const before = text.slice(0, offset);
  return Math.max(before.lastIndexOf('\n') + 1, before.lastIndexOf('\r') + 1, shift);
}

/** Where the line that holds an offset ends, before its line break. */
export function lineEnd({ text }: YamlText, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length === -1 ? text.length : offset + length;
}

/** What stands before a key in its line. */
export function beforeKey(yaml: YamlText, { keyStart }: YamlEntry): string {
  return yaml.text.slice(lineStart(yaml, keyStart), keyStart);
}

/** The blanks before a key that starts its line. @throws NotEditable for one that does not */
export function indentOf(yaml: YamlText, entry: YamlEntry): string {
  const indent = beforeKey(yaml, entry);
  if (!/^ *$/.test(indent)) throw new NotEditable('its key is not the first thing in its line');
  return indent;
}

/**
 * Where an entry of a block ends: with its last line, the comment behind it, and the comments right below that stand
 * further in than its key.
 */
export function blockEnd(yaml: YamlText, entry: YamlEntry): number {
  const column = indentOf(yaml, entry).length;
  let end = lineEnd(yaml, entry.valueEnd);
  for (let next = nextLine(yaml, end); next > end; next = nextLine(yaml, end)) {
    const indent = /^( *)#/.exec(yaml.text.slice(next, lineEnd(yaml, next)))?.[1];
    if (indent === undefined || indent.length <= column) break;
    end = lineEnd(yaml, next);
  }
  return end;
}

/** Where the line below starts; the same offset where there is none. */
function nextLine({ text }: YamlText, end: number): number {
  return end + (/^(?:\r\n|\n|\r)/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}
