/**
 * From a text back to places in it, for files that have findings. A second parser, which keeps positions, says where things
 * stand; what they are has been said by the first one, and is not asked again.
 */
import { isAlias, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { SourceFile, Span } from '../diagnostics/place.js';
import { parseYaml } from './parse-events.js';
import { markLength, parsePositions } from './parse-positions.js';
import { type PlacedScalar, placedSpan, scalarOffsets } from './scalar-offsets.js';

/** Where a node of a document stands. */
export interface PositionNode {
  /** The value; what is absent has the place of its key. */
  readonly span: Span;
  /** The key it stands under, if any. */
  readonly key: PositionText | undefined;
  /** Set for a scalar. */
  readonly text: PositionText | undefined;
  /** By key, or by index as text. */
  readonly children: ReadonlyMap<string, PositionNode>;
}

export interface PositionText {
  readonly span: Span;
  /** Span of UTF-16 units `start` to `end` of the text, or `undefined` when they are not in it. */
  readonly part: (start: number, end: number) => Span | undefined;
}

interface Walk {
  readonly file: SourceFile;
  /** Nodes are shared by their aliases, never copied: the tree is as large as the file. */
  readonly anchors: Map<string, PositionNode>;
}

/** In UTF-16 units. Positions of every bracket take up a lot of memory; findings in a longer text stand at its start. */
const mostCharacters = 2_000_000;

/** Positions of everything in the first document of a file; a file that cannot be parsed is one node without children. */
export function indexPositions(file: SourceFile): PositionNode {
  const whole: Span = { file, start: 0, end: file.text.length };
  // What is YAML, and how deep it may be, is decided by the parser that reads values.
  const isReadable = file.text.length <= mostCharacters && parseYaml(file.text).ok;
  const contents = isReadable ? parsePositions(file.text).contents : undefined;
  return readPosition({ file, anchors: new Map() }, contents, { key: undefined, absent: whole });
}

/** What a node hangs on. */
interface Under {
  readonly key: PositionText | undefined;
  /** The place of a node that is not there. */
  readonly absent: Span;
}

function readPosition(walk: Walk, node: unknown, { key, absent }: Under): PositionNode {
  if (isAlias(node)) {
    const target = walk.anchors.get(node.source);
    return { span: rangeOf(walk, node) ?? absent, key, text: target?.text, children: target?.children ?? new Map() };
  }
  if (isScalar(node)) {
    const text = textOf(walk, node, absent);
    return anchor(walk, node, { span: text.span, key, text, children: new Map() });
  }
  if (isMap(node) || isSeq(node)) return anchor(walk, node, readCollection(walk, node, { key, absent }));
  return { span: absent, key, text: undefined, children: new Map() };
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null | undefined;
}

function rangeOf({ file }: Walk, { range }: Ranged): Span | undefined {
  if (range === undefined || range === null) return undefined;
  const shift = markLength(file.text);
  return { file, start: range[0] + shift, end: range[1] + shift };
}

function anchor(walk: Walk, { anchor: name }: { anchor?: string }, node: PositionNode): PositionNode {
  if (name !== undefined) walk.anchors.set(name, node);
  return node;
}

interface TextNode extends Ranged {
  readonly value: unknown;
  readonly type?: PlacedScalar['type'];
}

function textOf(walk: Walk, { value, type, ...node }: TextNode, absent: Span): PositionText {
  const { file } = walk;
  const range = rangeOf(walk, node);
  if (range === undefined || range.start === range.end) return { span: absent, part: () => undefined };
  const scalar: PlacedScalar = { type, value: String(value), start: range.start, end: range.end };
  const part = (start: number, end: number): Span | undefined => {
    const offsets = scalarOffsets(file.text, scalar);
    // Folded block texts with blank lines cannot be followed unit by unit; then the whole text is meant.
    if (offsets.length < scalar.value.length + 1) return undefined;
    const from = offsets[start];
    const to = offsets[end];
    return from === undefined || to === undefined ? undefined : { file, start: from, end: Math.max(from, to) };
  };
  return { span: placedSpan(file, scalar), part };
}

function readCollection(walk: Walk, node: YAMLMap | YAMLSeq, { key, absent }: Under): PositionNode {
  const { file } = walk;
  const children = new Map<string, PositionNode>();
  const { start, end: close } = rangeOf(walk, node) ?? absent;
  let end = start + (node.flow === true ? 1 : 0);
  const take = (name: string | undefined, child: PositionNode): void => {
    if (name !== undefined && !children.has(name)) children.set(name, child);
    end = Math.max(end, child.span.end, child.key?.span.end ?? 0);
  };
  if (isSeq(node)) {
    for (const item of node.items)
      take(String(children.size), readPosition(walk, item, { key: undefined, absent: { file, start: end, end } }));
  } else {
    for (const pair of node.items) {
      const here = { file, start: end, end };
      const name = readKey(walk, pair.key, here);
      take(name?.name, readPosition(walk, pair.value, { key: name?.text, absent: name?.text.span ?? here }));
    }
  }
  // A block ends where its last entry does, not where the next line starts.
  return { span: { file, start, end: node.flow === true ? close : end }, key, text: undefined, children };
}

function readKey(walk: Walk, key: unknown, here: Span): { name: string; text: PositionText } | undefined {
  return isScalar(key) ? { name: String(key.value), text: textOf(walk, key, here) } : undefined;
}
