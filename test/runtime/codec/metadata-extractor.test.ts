import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMetadataExtractor } from '../../../runtime/src/codec/metadata-extractor.js';
import { metadataShapes } from '../../../runtime/src/codec/metadata-codec.js';
import { bigint, integer, uuid } from '../../../runtime/src/shape/scalar.js';
import { orderingRegistry } from '../sample/ordering/ordering.js';
import { codecOf, customerId, failureOf, storedSample } from './stored-sample.js';

const id = { customerId };
const cause = { correlationId: 'c', causationId: 'k' };

/** Teaches an extractor one layout, and asks it about another text. */
function taught(lesson: object, text: string, keys = {}): object | undefined {
  const extractor = createMetadataExtractor(metadataShapes(keys));
  extractor.learn(lesson as never);
  return extractor.extract(text);
}

describe('metadata', () => {
  test('is taken apart as the last one was laid out, whatever its order', () => {
    const lesson = { tenant: 't', ...cause, shop: 'x' };
    const next = { tenant: 'a "b"\n', correlationId: '1', causationId: '2', shop: 'ü' };
    expect(taught(lesson, JSON.stringify(next))).toStrictEqual(next);
    expect(taught(lesson, JSON.stringify({ ...cause, tenant: 't', shop: 'x' }))).toBeUndefined();
    expect(taught(lesson, JSON.stringify({ tenant: 't', ...cause }))).toBeUndefined();
    expect(createMetadataExtractor(metadataShapes({})).extract('{}')).toBeUndefined();
  });

  test.each([
    ['a number where Varve keeps a text', { ...cause, actor: 7 }],
    ['a broken value under a key with a shape', { ...cause, actor: 'ann', shop: 'x' }],
    ['an object under a key of anybody', { ...cause, actor: { name: 'ann' } }],
  ])('with %s is left to those who can say what is wrong', (_what, metadata) => {
    const keys = { shop: uuid };
    const lesson = { ...cause, actor: 'ann', ...('shop' in metadata && { shop: customerId }) };
    expect(taught(lesson, JSON.stringify(metadata), keys)).toBeUndefined();
  });

  test('of which something is no text is parsed, unless its key has a shape', () => {
    const numbered = JSON.stringify({ ...cause, attempt: 2 });
    expect(taught({ ...cause, attempt: 1 }, numbered)).toBeUndefined();
    expect(taught({ ...cause, attempt: 1 }, numbered, { attempt: integer })).toStrictEqual({ ...cause, attempt: 2 });
    const large = JSON.stringify({ ...cause, large: '2' });
    expect(taught({ ...cause, large: 1n }, large, { large: bigint })).toBeUndefined();
  });

  test('of ever new layouts is parsed in the end, so that nothing is learnt for nothing', () => {
    const { extract, learn } = createMetadataExtractor(metadataShapes({}));
    for (let at = 0; at < 25; at += 1) learn({ ...cause, [`key${at}`]: 'x' });
    expect(extract(JSON.stringify({ ...cause, key19: 'y' }))).toEqual({ ...cause, key19: 'y' });
    expect(extract(JSON.stringify({ ...cause, key24: 'y' }))).toBeUndefined();
  });

  const values = fc.oneof(fc.string(), fc.constantFrom<unknown>(1, null, true, ['x'], { a: 'b' }));
  const keys = fc.constantFrom('correlationId', 'causationId', 'actor', 'tenant', 'shop', 'toString', 'x y', '7');

  test('of one event after the other is what parsing alone would give', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(keys, values, { noNullPrototype: true }), { maxLength: 12 }), (all) => {
        const codec = codecOf(orderingRegistry);
        for (const metadata of all) {
          const stored = storedSample({ metadata: JSON.stringify(metadata) });
          const isWrong = ['correlationId', 'causationId', 'actor', 'tenant'].some(
            (key) => Object.hasOwn(metadata, key) && typeof metadata[key] !== 'string',
          );
          if (isWrong) {
            failureOf('undecodable-event', () => codec.decode(stored, id));
            continue;
          }
          const own = { correlationId: stored.eventId, causationId: stored.eventId };
          const isComplete = 'correlationId' in metadata && 'causationId' in metadata;
          const read = codec.decode(stored, id)?.metadata;
          expect(read).toEqual(isComplete ? metadata : { ...own, ...metadata });
          expect(Object.isFrozen(read)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
