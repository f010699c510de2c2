import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha1 } from '../../../runtime/src/message/sha1.js';
import { utf8 } from '../../../runtime/src/message/utf8.js';
import { createUuidV7, uuidV5 } from '../../../runtime/src/message/uuid.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('SHA-1', () => {
  test('agrees with the platform for every length around a block', () => {
    for (let length = 0; length < 200; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256);
      expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
    }
  });

  test('agrees with the platform on anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
      }),
    );
  });
});

test('UTF-8 agrees with the platform on well-formed text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(hex(utf8(text))).toBe(hex(new TextEncoder().encode(text)));
    }),
  );
});

describe('UUIDs of version 5', () => {
  test.each([
    // RFC 9562, appendix A.4, and the vectors that Python's uuid module gives.
    ['6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    ['6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'python.org', '886313e1-3b8a-5372-9b90-0c9aee199e5d'],
  ])('of %s and %s', (namespace, name, expected) => {
    expect(uuidV5(namespace, name)).toBe(expected);
  });

  test('are what hashing namespace and name gives', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), (namespace, name) => {
        const digest = createHash('sha1')
          .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
          .update(name)
          .digest();
        const uuid = uuidV5(namespace, name).replaceAll('-', '');
        expect(uuid.slice(0, 12)).toBe(digest.toString('hex').slice(0, 12));
        expect(uuid[12]).toBe('5');
        expect(uuid[16]).toMatch(/[89ab]/);
        expect(uuid.slice(17)).toBe(digest.toString('hex').slice(17, 32));
      }),
    );
  });
});

describe('UUIDs of version 7', () => {
  const zeros = (count: number): Uint8Array => new Uint8Array(count);
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  test('begin with the time', () => {
    const newId = createUuidV7({ milliseconds: () => 0x017f22e279b0, randomBytes: zeros });
    expect(newId()).toBe('017f22e2-79b0-7000-8000-000000000000');
  });

  test('increase, whatever the clock does', () => {
    const times = fc.array(fc.integer({ min: 0, max: 2 ** 48 - 5_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(times, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (clock, chance) => {
        let at = 0;
        const newId = createUuidV7({
          milliseconds: () => clock[at++ % clock.length] ?? 0,
          randomBytes: (count) => Uint8Array.from({ length: count }, () => chance.next().value ?? 0),
        });
        const ids = Array.from({ length: 60 }, newId);
        for (const id of ids) expect(id).toMatch(form);
        expect([...ids].sort()).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('increase when the clock stands still for longer than the counter lasts', () => {
    const newId = createUuidV7({ milliseconds: () => 1_000, randomBytes: zeros });
    const ids = Array.from({ length: 10_000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(10_000);
  });

  test('differ by chance when they come from two sources at once', () => {
    const source = (seed: number) =>
      createUuidV7({ milliseconds: () => 1, randomBytes: (count) => new Uint8Array(count).fill(seed) });
    expect(source(1)()).not.toBe(source(2)());
  });
});
