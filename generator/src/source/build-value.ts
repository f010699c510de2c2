import {
  type AliasEvent,
  type Event,
  EVENT_ID,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../diagnostics/place.js';
import type { JsonValue } from '../model/type-model.js';
import { type KeyedMapping, keepKey, noteOf, startMapping } from './mapping-keys.js';
import { resolvePlain } from './plain-scalar.js';
import { scalarSpan } from './scalar-span.js';
import type { MappingNote } from './source-document.js';
import { sourceReport as report } from './source-messages.js';

/** A document's value with everything found on the way; the value is only meaningful without errors. */
export interface BuiltValue {
  readonly value: JsonValue;
  readonly notes: ReadonlyMap<object, MappingNote>;
  readonly problems: readonly Diagnostic[];
  /** Span of the first alias, if there is one. */
  readonly firstAlias: Span | undefined;
}

interface ValueBuilder {
  readonly file: SourceFile;
  readonly events: readonly Event[];
  next: number;
  readonly problems: Diagnostic[];
  readonly notes: Map<object, MappingNote>;
  /** `undefined` while the anchored value is still being built. */
  readonly anchors: Map<string, JsonValue | undefined>;
  firstAlias: Span | undefined;
}

/** Reads the node that starts at an event. Depth is bounded by the parser. */
export function buildValue(file: SourceFile, events: readonly Event[], first: number): BuiltValue {
  const builder: ValueBuilder = {
    file,
    events,
    next: first,
    problems: [],
    notes: new Map(),
    anchors: new Map(),
    firstAlias: undefined,
  };
  const value = readNode(builder);
  return { value, notes: builder.notes, problems: builder.problems, firstAlias: builder.firstAlias };
}

function readNode(builder: ValueBuilder): JsonValue {
  const event = builder.events[builder.next];
  builder.next += 1;
  if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return null;
  if (event.type === EVENT_ID.ALIAS) return aliasValue(builder, event);
  if (event.tagStart >= 0) refuseTag(builder, event);
  if (event.anchorStart < 0) return readContent(builder, event);
  const name = builder.file.text.slice(event.anchorStart, event.anchorEnd);
  builder.anchors.set(name, undefined);
  const value = readContent(builder, event);
  builder.anchors.set(name, value);
  return value;
}

function readContent(builder: ValueBuilder, event: ScalarEvent | SequenceEvent | MappingEvent): JsonValue {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return scalarValue(builder, event);
    case EVENT_ID.SEQUENCE:
      return readSequence(builder);
    case EVENT_ID.MAPPING:
      return readMapping(builder);
  }
}

function refuseTag(
  { file, problems }: ValueBuilder,
  { tagStart: start, tagEnd: end }: { tagStart: number; tagEnd: number },
): void {
  problems.push(report('tag', { tag: file.text.slice(start, end) }, { file, start, end }));
}

function aliasValue(builder: ValueBuilder, event: AliasEvent): JsonValue {
  const { file, anchors, problems } = builder;
  const name = file.text.slice(event.anchorStart, event.anchorEnd);
  const span: Span = { file, start: event.anchorStart - 1, end: event.anchorEnd };
  builder.firstAlias ??= span;
  const value = anchors.get(name);
  if (value !== undefined) return value;
  problems.push(report(anchors.has(name) ? 'cyclic-alias' : 'unknown-alias', { name }, span));
  return null;
}

function readSequence(builder: ValueBuilder): JsonValue {
  const items: JsonValue[] = [];
  while (!atEnd(builder)) items.push(readNode(builder));
  builder.next += 1;
  return items;
}

function readMapping(builder: ValueBuilder): JsonValue {
  const mapping: KeyedMapping = startMapping();
  while (!atEnd(builder)) {
    const key = builder.events[builder.next];
    if (key?.type === EVENT_ID.SCALAR) builder.next += 1;
    else readNode(builder);
    const name = keepKey(builder, mapping, key);
    const value = readNode(builder);
    if (name !== undefined) mapping.value[name] = value;
  }
  builder.next += 1;
  const note = noteOf(builder.file, mapping);
  if (note !== undefined) builder.notes.set(mapping.value, note);
  return mapping.value;
}

function atEnd({ events, next }: ValueBuilder): boolean {
  return (events[next]?.type ?? EVENT_ID.POP) === EVENT_ID.POP;
}

const loneSurrogate = /\p{Surrogate}/u;

function scalarValue(builder: ValueBuilder, event: ScalarEvent): JsonValue {
  const { file, problems } = builder;
  const text = getScalarValue(file.text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) {
    // Only an escape can make one: the text of the file itself was checked.
    if (!event.fast && loneSurrogate.test(text)) problems.push(report('lone-surrogate', {}, scalarSpan(file, event)));
    return text;
  }
  const value = resolvePlain(text);
  if (value === null || typeof value !== 'object') return value;
  problems.push(report(value.code, { text, read: value.read }, scalarSpan(file, event)));
  return null;
}
