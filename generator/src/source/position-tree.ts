import {
  COLLECTION_STYLE,
  type Event,
  EVENT_ID,
  getScalarValue,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { SourceFile, Span } from '../diagnostics/place.js';
import { parseYaml } from './parse-events.js';
import { scalarOffsets, scalarSpan } from './scalar-offsets.js';

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
  readonly events: readonly Event[];
  next: number;
  readonly anchors: Map<string, PositionNode>;
}

/** Positions of everything in the first document of a file; a file that cannot be parsed is one node without children. */
export function indexPositions(file: SourceFile): PositionNode {
  const parsed = parseYaml(file.text);
  const whole: Span = { file, start: 0, end: file.text.length };
  if (!parsed.ok || parsed.events.length < 2)
    return { span: whole, key: undefined, text: undefined, children: new Map() };
  return readPosition({ file, events: parsed.events, next: 1, anchors: new Map() }, undefined, whole);
}

function readPosition(walk: Walk, key: PositionText | undefined, absent: Span): PositionNode {
  const event = walk.events[walk.next];
  walk.next += 1;
  switch (event?.type) {
    case EVENT_ID.SCALAR: {
      const text = textOf(walk.file, event, absent);
      return anchor(walk, event, { span: text.span, key, text, children: new Map() });
    }
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return anchor(walk, event, readCollection(walk, event, key));
    case EVENT_ID.ALIAS: {
      const span = { file: walk.file, start: event.anchorStart - 1, end: event.anchorEnd };
      const target = walk.anchors.get(walk.file.text.slice(event.anchorStart, event.anchorEnd));
      return { span, key, text: target?.text, children: target?.children ?? new Map() };
    }
    default:
      return { span: absent, key, text: undefined, children: new Map() };
  }
}

function anchor(walk: Walk, event: { anchorStart: number; anchorEnd: number }, node: PositionNode): PositionNode {
  if (event.anchorStart >= 0) walk.anchors.set(walk.file.text.slice(event.anchorStart, event.anchorEnd), node);
  return node;
}

function textOf(file: SourceFile, event: ScalarEvent, absent: Span): PositionText {
  const span = scalarSpan(file, event) ?? absent;
  const part = (start: number, end: number): Span | undefined => {
    const offsets = scalarOffsets(file.text, event);
    // Folded block texts with blank lines cannot be followed unit by unit; then the whole text is meant.
    if (offsets.length < getScalarValue(file.text, event).length + 1) return undefined;
    const from = offsets[start];
    const to = offsets[end];
    return from === undefined || to === undefined ? undefined : { file, start: from, end: Math.max(from, to) };
  };
  return { span, part };
}

function readCollection(walk: Walk, event: MappingEvent | SequenceEvent, key: PositionText | undefined): PositionNode {
  const { file } = walk;
  const children = new Map<string, PositionNode>();
  let end = event.start + (event.style === COLLECTION_STYLE.FLOW ? 1 : 0);
  const take = (name: string | undefined, node: PositionNode): void => {
    if (name !== undefined && !children.has(name)) children.set(name, node);
    end = Math.max(end, node.span.end, node.key?.span.end ?? 0);
  };
  while ((walk.events[walk.next]?.type ?? EVENT_ID.POP) !== EVENT_ID.POP) {
    const here = { file, start: end, end };
    if (event.type === EVENT_ID.SEQUENCE) take(String(children.size), readPosition(walk, undefined, here));
    else {
      const { name, text } = readKey(walk, here);
      take(name, readPosition(walk, text, text?.span ?? here));
    }
  }
  walk.next += 1;
  return { span: { file, start: event.start, end: closeOf(file.text, event, end) }, key, text: undefined, children };
}

function readKey(walk: Walk, here: Span): { name: string | undefined; text: PositionText | undefined } {
  const event = walk.events[walk.next];
  if (event?.type !== EVENT_ID.SCALAR) {
    readPosition(walk, undefined, here);
    return { name: undefined, text: undefined };
  }
  walk.next += 1;
  return { name: getScalarValue(walk.file.text, event), text: textOf(walk.file, event, here) };
}

// Between the last entry of a flow collection and its bracket stand only blanks, comments and a comma.
function closeOf(text: string, event: MappingEvent | SequenceEvent, end: number): number {
  if (event.style !== COLLECTION_STYLE.FLOW) return end;
  const rest = /(?:[\s,:?]|#[^\r\n]*)*[\]}]/y;
  rest.lastIndex = end;
  return rest.test(text) ? rest.lastIndex : end;
}
