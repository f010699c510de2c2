import { type Event, EVENT_ID, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { SourceFile, Span } from '../diagnostics/place.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { JsonValue } from '../model/type-model.js';
import { resolvePlain } from './plain-scalar.js';
import { scalarSpan } from './scalar-offsets.js';
import type { MappingNote } from './source-document.js';
import { sourceReport as report } from './source-messages.js';

/** A mapping while it is read. `keys` and `quotedDigits` stay empty unless a key of digits is met. */
export interface KeyedMapping {
  readonly value: Record<string, JsonValue>;
  readonly spans: Map<string, Span>;
  readonly quotedDigits: string[];
  hasDigits: boolean;
}

interface KeyContext {
  readonly file: SourceFile;
  readonly events: readonly Event[];
  /** Index of the event after the key. */
  readonly next: number;
  readonly problems: Diagnostic[];
}

export function startMapping(): KeyedMapping {
  // Without a prototype, looking up `constructor` or `toString` finds a key or nothing.
  const value: Record<string, JsonValue> = Object.create(null);
  return { value, spans: new Map(), quotedDigits: [], hasDigits: false };
}

/** The name a key gives, or `undefined` when its value must not be kept; then the reason has been reported. */
export function keepKey(context: KeyContext, mapping: KeyedMapping, key: Event | undefined): string | undefined {
  const { file, problems } = context;
  if (key?.type !== EVENT_ID.SCALAR) {
    problems.push(report('complex-key', {}, spanOfKey(file, key)));
    return undefined;
  }
  const span = scalarSpan(file, key) ?? emptyKeySpan(context, key);
  const name = getScalarValue(file.text, key);
  const refusal = refuseKey(file, key, name, span);
  if (refusal !== undefined) {
    problems.push(refusal);
    return undefined;
  }
  if (mapping.spans.has(name)) {
    const first = mapping.spans.get(name);
    const related = first === undefined ? [] : [{ at: first, message: 'It stands here first.' }];
    problems.push(report('duplicate-key', { key: name }, span, { related }));
    return undefined;
  }
  mapping.spans.set(name, span);
  if (isDigits(name)) noteDigits(mapping, key, name);
  return name;
}

/** What the plain object does not say, if anything. */
export function noteOf({ value, spans, quotedDigits, hasDigits }: KeyedMapping): MappingNote | undefined {
  if (!hasDigits) return undefined;
  const keys = [...spans.keys()];
  const moved = Object.keys(value).some((key, index) => key !== keys[index]);
  return moved || quotedDigits.length > 0 ? { keys, quotedDigits } : undefined;
}

function noteDigits(mapping: KeyedMapping, key: ScalarEvent, name: string): void {
  mapping.hasDigits = true;
  if (key.style !== SCALAR_STYLE.PLAIN) mapping.quotedDigits.push(name);
}

function isDigits(name: string): boolean {
  const unit = name.charCodeAt(0);
  return unit >= 0x30 && unit <= 0x39 && /^[0-9]+$/.test(name);
}

function refuseKey(file: SourceFile, key: ScalarEvent, name: string, span: Span): Diagnostic | undefined {
  if (key.tagStart >= 0) {
    const { tagStart: start, tagEnd: end } = key;
    return report('tag', { tag: file.text.slice(start, end) }, { file, start, end });
  }
  if (key.anchorStart >= 0) return report('complex-key', {}, span);
  if (name === '__proto__') return report('prototype-key', {}, span);
  if (key.style === SCALAR_STYLE.PLAIN) return refusePlainKey(name, span);
  return !key.fast && /\p{Surrogate}/u.test(name) ? report('lone-surrogate', {}, span) : undefined;
}

function refusePlainKey(name: string, span: Span): Diagnostic | undefined {
  if (name === '') return report('missing-key', {}, span);
  if (name === '<<') return report('merge-key', {}, span);
  const read = resolvePlain(name);
  if (typeof read === 'string') return undefined;
  if (read === null || typeof read === 'boolean')
    return report('key-not-text', { key: name, read: String(read) }, span);
  return typeof read === 'number' && /^[0-9]+$/.test(name) ? undefined : report('number-key', { key: name }, span);
}

function spanOfKey(file: SourceFile, key: Event | undefined): Span | undefined {
  if (key?.type === EVENT_ID.ALIAS) return { file, start: key.anchorStart - 1, end: key.anchorEnd };
  if (key?.type !== EVENT_ID.MAPPING && key?.type !== EVENT_ID.SEQUENCE) return undefined;
  return { file, start: key.start, end: key.start + 1 };
}

// A key without text has no place of its own: its anchor or tag, or the colon before its value.
function emptyKeySpan({ file, events, next }: KeyContext, key: ScalarEvent): Span {
  const property = Math.max(key.tagStart, key.anchorStart);
  if (property >= 0) return { file, start: property, end: Math.max(key.tagEnd, key.anchorEnd) };
  const value = events[next];
  const offset = value?.type === EVENT_ID.SCALAR ? value.valueStart : -1;
  const start = Math.max(0, file.text.lastIndexOf(':', offset < 0 ? file.text.length : offset));
  return { file, start, end: start + 1 };
}
