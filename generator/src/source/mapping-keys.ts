import { type Event, EVENT_ID, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { SourceFile, Span } from '../diagnostics/place.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { JsonValue } from '../model/type-model.js';
import { resolvePlain } from './plain-scalar.js';
import { scalarSpan } from './scalar-span.js';
import type { MappingNote } from './source-document.js';
import { sourceReport as report } from './source-messages.js';

/** A mapping while it is read. */
export interface KeyedMapping {
  readonly value: Record<string, JsonValue>;
  readonly keys: ScalarEvent[];
  hasDigits: boolean;
}

interface KeyContext {
  readonly file: SourceFile;
  readonly events: readonly Event[];
  /** Index of the event after the key. */
  readonly next: number;
  readonly problems: Diagnostic[];
}

/** Nothing. Looking up `constructor` or `toString` in what inherits from it finds a key or nothing. */
const nothing: object = Object.freeze({ __proto__: null });

export function startMapping(): KeyedMapping {
  // Not `null` itself: engines keep objects without any prototype as dictionaries, which all later stages would pay for.
  const value = Object.create(nothing) as Record<string, JsonValue>;
  return { value, keys: [], hasDigits: false };
}

/** The name a key gives, or `undefined` when its value must not be kept; then the reason has been reported. */
export function keepKey(context: KeyContext, mapping: KeyedMapping, key: Event | undefined): string | undefined {
  const { file, problems } = context;
  if (key?.type !== EVENT_ID.SCALAR) {
    problems.push(report('complex-key', {}, spanOfKey(file, key)));
    return undefined;
  }
  const name = getScalarValue(file.text, key);
  const refusal = refuseKey(context, key, name) ?? refuseDuplicate(context, mapping, key, name);
  if (refusal !== undefined) {
    problems.push(refusal);
    return undefined;
  }
  mapping.keys.push(key);
  if (startsWithDigit(name)) mapping.hasDigits = true;
  return name;
}

function refuseDuplicate(
  context: KeyContext,
  mapping: KeyedMapping,
  key: ScalarEvent,
  name: string,
): Diagnostic | undefined {
  if (!(name in mapping.value)) return undefined;
  const first = mapping.keys.find((earlier) => getScalarValue(context.file.text, earlier) === name);
  const related = first === undefined ? [] : [{ at: keySpan(context, first), message: 'It stands here first.' }];
  return report('duplicate-key', { key: name }, keySpan(context, key), { related });
}

/** What the plain object does not say, if anything. */
export function noteOf(file: SourceFile, { value, keys: events, hasDigits }: KeyedMapping): MappingNote | undefined {
  if (!hasDigits) return undefined;
  const keys = events.map((key) => getScalarValue(file.text, key));
  const quotedDigits = keys.filter(
    (name, index) => /^[0-9]+$/.test(name) && events[index]?.style !== SCALAR_STYLE.PLAIN,
  );
  const moved = Object.keys(value).some((key, index) => key !== keys[index]);
  return moved || quotedDigits.length > 0 ? { keys, quotedDigits } : undefined;
}

function startsWithDigit(name: string): boolean {
  const unit = name.charCodeAt(0);
  return unit >= 0x30 && unit <= 0x39;
}

function refuseKey(context: KeyContext, key: ScalarEvent, name: string): Diagnostic | undefined {
  const { file } = context;
  if (key.tagStart >= 0) {
    const { tagStart: start, tagEnd: end } = key;
    return report('tag', { tag: file.text.slice(start, end) }, { file, start, end });
  }
  if (key.anchorStart >= 0) return report('complex-key', {}, keySpan(context, key));
  if (name === '__proto__') return report('prototype-key', {}, keySpan(context, key));
  if (key.style === SCALAR_STYLE.PLAIN) return refusePlainKey(context, key, name);
  return !key.fast && /\p{Surrogate}/u.test(name) ? report('lone-surrogate', {}, keySpan(context, key)) : undefined;
}

function refusePlainKey(context: KeyContext, key: ScalarEvent, name: string): Diagnostic | undefined {
  const read = resolvePlain(name);
  if (typeof read === 'string' && name !== '<<') return undefined;
  const span = keySpan(context, key);
  if (name === '') return report('missing-key', {}, span);
  if (name === '<<') return report('merge-key', {}, span);
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
function keySpan({ file, events, next }: KeyContext, key: ScalarEvent): Span {
  const span = scalarSpan(file, key);
  if (span !== undefined) return span;
  const property = Math.max(key.tagStart, key.anchorStart);
  if (property >= 0) return { file, start: property, end: Math.max(key.tagEnd, key.anchorEnd) };
  const value = events[next];
  const offset = value?.type === EVENT_ID.SCALAR ? value.valueStart : -1;
  const start = Math.max(0, file.text.lastIndexOf(':', offset < 0 ? file.text.length : offset));
  return { file, start, end: start + 1 };
}
