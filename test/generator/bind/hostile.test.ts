import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bindDomain } from '../../../generator/src/bind/bind-domain.js';
import { parseTypeString } from '../../../generator/src/bind/types/type-string.js';
import { pathOf } from '../../../generator/src/diagnostics/place.js';
import type { StageResult } from '../../../generator/src/diagnostics/diagnostic.js';
import type { DomainModel } from '../../../generator/src/model/domain-model.js';
import type { JsonValue } from '../../../generator/src/model/type-model.js';
import type { RawDocument, RawFieldType } from '../../../generator/src/validate/raw-schema.js';
import { hostileTexts } from '../naming/hostile-corpus.js';

const keyed = <T>(key: string, value: T): Readonly<Record<string, T>> => Object.fromEntries([[key, value]]);

function bind(document: Omit<RawDocument, 'varve' | 'context'>): StageResult<DomainModel> {
  const schema = { file: { path: 'a.yaml', text: '' }, document: { varve: 1, context: 'a', ...document } as const };
  return bindDomain([schema], { config: { metadata: {} }, standard: new Map() });
}

const event = (fields: Readonly<Record<string, RawFieldType>>): Omit<RawDocument, 'varve' | 'context'> => {
  return { aggregate: 'Order', id: { orderId: 'uuid' }, events: { Placed: { 1: fields } } };
};

/** Every slot of a schema that takes text of the author's choice. */
const slots: Readonly<Record<string, (text: string) => Omit<RawDocument, 'varve' | 'context'>>> = {
  'a type string': (text) => event({ a: text }),
  'a field name': (text) => event(keyed(text, 'string')),
  'a nested field name': (text) => event({ a: { fields: keyed(text, 'string') } }),
  'an enum member': (text) => event({ a: { enum: [text] } }),
  'a pattern': (text) => event({ a: { type: 'string', pattern: text } }),
  'a default': (text) => event({ a: { type: 'string', default: text } }),
  'a bound': (text) => event({ a: { type: 'decimal', minimum: text, multipleOf: text } }),
  'an example': (text) => event({ a: { type: 'json', examples: [text, keyed<JsonValue>(text, text)] } }),
  'a description': (text) => event({ a: { type: 'string', description: text, deprecated: text } }),
  'a tag': (text) => ({ types: { A: {}, P: { oneOf: keyed(text, 'A'), discriminator: 'kind' } } }),
  'a discriminator': (text) => ({ types: { A: { x: 'string' }, P: { oneOf: { a: 'A' }, discriminator: text } } }),
  'an import': (text) => ({ imports: [text, `std:${text}`, `./${text}`] }),
  'a category': (text) => ({ ...event({}), category: text }),
  'a subject': (text) => ({ ...event({}), subject: text }),
  'an identity part': (text) => ({ aggregate: 'Order', id: keyed(text, 'string') }),
  'a stored name': (text) => ({
    ...event({}),
    events: { Placed: { stored: text, aliases: [text, { name: `${text}x` }], 1: {} } },
  }),
  'a state': (text) => {
    const states = { tag: text, initial: text, transitions: keyed(text, [text]), 1: keyed(text, { a: 'string' }) };
    return { ...event({}), states };
  },
  'what a command emits': (text) => ({ ...event({}), commands: { Do: { emits: [text], rejects: [text], 1: {} } } }),
};

describe.each(Object.keys(slots))('hostile text as %s', (slot) => {
  test('is kept as it is or refused at its place, and never thrown at', () => {
    for (const text of hostileTexts) {
      const result = bind(slots[slot]?.(text) ?? {});
      for (const { at, code } of result.diagnostics) {
        expect([text, code, at !== undefined && !('start' in at) && pathOf(at).length > 0]).toEqual([text, code, true]);
      }
      expect(result.ok || result.diagnostics.length > 0).toBe(true);
    }
  });
});

test('texts that are no names reach the model unchanged', () => {
  for (const text of hostileTexts) {
    const result = bind(slots['an enum member']?.(text) ?? {});
    const type = result.ok
      ? result.value.contexts[0]?.aggregates[0]?.events[0]?.versions[0].shape.fields[0]?.type
      : undefined;
    expect(type).toEqual({ kind: 'enum', members: [text], open: false });
  }
});

describe('any type string', () => {
  const token = fc.constantFrom(
    'string',
    'Line',
    'list',
    'map',
    'null',
    '<',
    '>',
    '[]',
    '|',
    '@',
    '1',
    '.',
    ' ',
    '?',
    ',',
    '"x"',
    '[',
  );

  test('is read, or refused within itself', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(token).map((tokens) => tokens.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseTypeString(text);
        if (parsed.ok) return true;
        const { start, end } = parsed.error;
        return start >= 0 && start <= end && end <= text.length;
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('that says the same with other blanks means the same', () => {
    const written = fc.constantFrom('list<map<string|null>[]>', 'a.B@2|string[]|null', 'map<list<Line@3>>');
    fc.assert(
      fc.property(written, fc.nat(3), (text, blanks) => {
        const spaced = text.replaceAll(/[<>|]/g, (mark) => `${' '.repeat(blanks)}${mark}${' '.repeat(blanks)}`);
        const shape = (type: string): string =>
          JSON.stringify(parseTypeString(type), (key, value: unknown) =>
            key === 'start' || key === 'end' ? undefined : value,
          );
        return shape(text) === shape(spaced);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
