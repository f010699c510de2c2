import { describe, expect, test } from 'vitest';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { failure } from './failure.js';
import { openedV2ToV3 } from '../sample/banking/account.upcasts.js';
import { accountId, codecWith, customWith, id, read, recordedAt, stored, stream } from './banking-kit.js';

const opened = { holder: 'Ann', limit: { amount: '12.50', currency: 'EUR' }, openedAt: recordedAt, channel: 'branch' };

describe('an event of an older schema version', () => {
  test('is taken step by step to the latest, through functions of the user and steps of types', () => {
    const event = stored('Opened', 1, { owner: 'Ann', limit: 12.5 });
    expect(read(event)).toStrictEqual([
      {
        type: 'banking.Opened',
        data: opened,
        eventId: event.eventId,
        id,
        streamName: stream,
        position: 3,
        part: 0,
        recordedAt,
        schemaVersion: 1,
        metadata: { correlationId: 'c', causationId: 'k', actor: 'ann' },
      },
    ]);
  });

  test('takes only the steps that are left to take', () => {
    const before = { holder: 'Ann', limit: { amount: '12.50' }, openedAt: '2020-01-01T00:00:00Z' };
    expect(read(stored('Opened', 2, before))[0]?.data).toStrictEqual({
      ...opened,
      openedAt: before.openedAt,
      channel: 'web',
    });
    expect(read(stored('Opened', 3, opened))[0]?.data).toStrictEqual(opened);
  });

  test('is found under its aliases, with the versions they had', () => {
    const old = { owner: 'Ann', limit: 12.5 };
    for (const schemaVersion of [7, 0]) {
      const [event] = read(stored('account-opened', schemaVersion, old));
      expect(event).toMatchObject({ type: 'banking.Opened', data: opened, schemaVersion });
    }
    expect(read(stored('account-opened', 8, opened))[0]?.data).toStrictEqual(opened);
  });

  test('tells its steps what was stored: id, identity, place, moment and metadata', () => {
    const withdrawn = stored('Withdrawn', 1, { cents: 1_250 }, 41);
    expect(read(withdrawn)[0]?.data).toStrictEqual({
      amount: '12.50',
      reference: withdrawn.eventId,
      account: accountId,
      at: 42,
    });
    expect(read(stored('Deposited', 1, { cents: 5 }))[0]?.data).toStrictEqual({ amount: '0.05', by: 'ann' });
    expect(read({ ...stored('Deposited', 1, { cents: 5, note: 'x' }), metadata: '{}' })[0]?.data).toStrictEqual({
      amount: '0.05',
      memo: 'x',
      by: 'unknown',
    });
  });

  test('says the facts as they were stored, whatever the step makes of them', () => {
    const seen: unknown[] = [];
    const looking = customWith({
      Opened: {
        3: {
          channel(_old: unknown, stored: object) {
            const facts = ['eventId', 'id', 'recordedAt', 'streamVersion', 'schemaVersion', 'metadata'];
            seen.push(facts.map((fact): unknown => Reflect.get(stored, fact)));
            return 'web';
          },
        },
      },
    });
    const event = stored('account-opened', 7, { owner: 'Ann', limit: 1 }, 8);
    read(event, codecWith(looking));
    const metadata = { correlationId: 'c', causationId: 'k', actor: 'ann' };
    expect(seen).toEqual([[event.eventId, id, recordedAt, 9, 7, metadata]]);
    expect(Object.isFrozen(Reflect.get(Object(seen[0]), 5))).toBe(true);
  });

  test('is folded as it is read', () => {
    const event = stored('Opened', 1, { owner: 'Ann', limit: 12.5 });
    expect(codecWith().decodeMessage(event, id)).toStrictEqual({ type: 'banking.Opened', data: opened });
  });

  test('may have made its first step without functions of the user', () => {
    expect(openedV2ToV3.length).toBe(3);
    const event = stored('Deposited', 2, { amount: '1.00' });
    expect(read(event, codecWith(customWith({})))[0]?.data).toStrictEqual({ amount: '1.00', by: 'ann' });
  });
});

describe('an event is checked in the version in which it lies', () => {
  test.each<[string, number, unknown, string]>([
    ['Opened', 1, { holder: 'Ann', limit: 1 }, '/owner'],
    ['Opened', 1, { owner: 'Ann', limit: '1' }, '/limit'],
    ['Opened', 1, { owner: 'Ann', limit: 1, channel: 'web' }, '/channel'],
    ['Opened', 2, { owner: 'Ann', limit: 1 }, '/holder'],
    ['Deposited', 1, { cents: 1.5 }, '/cents'],
    ['Deposited', 2, { amount: '1e2' }, '/amount'],
  ])('%s %i %j', (type, schemaVersion, data, pointer) => {
    const error = failure('undecodable-event', () => read(stored(type, schemaVersion, data)));
    expect(error.problems.map((problem) => problem.pointer)).toContain(pointer);
    expect(error).toMatchObject({ storedType: `banking.${type}`, schemaVersion });
  });

  test('no step is run for what does not fit', () => {
    const never = customWith({ Opened: { 3: { channel: () => expect.fail('A step was run.') } } });
    failure('undecodable-event', () => read(stored('Opened', 2, { holder: 1 }), codecWith(never)));
  });

  test('unknown fields are refused, dropped or kept there, and go no further than a step takes them', () => {
    const old = stored('Opened', 1, { owner: 'Ann', limit: 12.5, colour: 'red' });
    failure('undecodable-event', () => read(old));
    for (const unknownFields of ['drop', 'keep'] as const) {
      expect(read(old, codecWith(undefined, { unknownFields }))[0]?.data).toStrictEqual(opened);
    }
    const nested = { holder: 'Ann', limit: { amount: '1', rounded: true }, openedAt: recordedAt };
    const keeping = codecWith(
      customWith({
        Opened: { 3: { channel: ({ limit }: { limit: object }) => ('rounded' in limit ? 'web' : 'branch') } },
      }),
      { unknownFields: 'keep' },
    );
    expect(read(stored('Opened', 2, nested), keeping)[0]?.data).toHaveProperty('channel', 'web');
    expect(read(stored('Opened', 3, { ...opened, colour: 'red' }), keeping)[0]?.data).toHaveProperty('colour', 'red');
  });

  test('where unknown fields are kept, what a function of the user gives may carry them too', () => {
    const data = { amount: '1', by: 'x', more: 1 };
    const giving = customWith({
      Merged: { becomes: () => [{ type: 'banking.Deposited', schemaVersion: 3, data }] },
    });
    const merged = stored('Merged', 2, { into: accountId, cents: 1, remark: '' });
    expect(read(merged, codecWith(giving, { unknownFields: 'keep' }))[0]?.data).toEqual(data);
    failure('unfit-upcast', () => read(merged, codecWith(giving)));
    failure('unfit-upcast', () => read(merged, codecWith(giving, { unknownFields: 'drop' })));
  });

  test('an unknown value of a closed enum in an older version is just that', () => {
    const event = stored('Opened', 3, { ...opened, channel: 'phone' });
    expect(failure('unknown-enum-value', () => read(event)).problems[0]?.pointer).toBe('/channel');
  });

  test('without a check, garbage fails in a step, with its place', () => {
    const error = failure('failed-upcaster', () =>
      read(stored('Opened', 2, {}), codecWith(undefined, { check: 'off' })),
    );
    expect(error.step).toEqual({ type: 'banking.Opened', from: 2, to: 3 });
  });
});

describe('what goes wrong in a step says which event and which step', () => {
  const place = { streamName: stream, position: 3, storedType: 'banking.Opened', schemaVersion: 1 };
  const old = { owner: 'Secret Name', limit: 12.5 };
  const channel = (give: (...given: never) => unknown) => codecWith(customWith({ Opened: { 3: { channel: give } } }));

  test('a function that throws: its error is kept as the cause, and not quoted', () => {
    const cause = new Error('no channel for Secret Name');
    const event = stored('Opened', 1, old);
    const error = failure('failed-upcaster', () =>
      read(
        event,
        channel(() => {
          throw cause;
        }),
      ),
    );
    expect(error).toMatchObject({ ...place, eventId: event.eventId, step: { type: 'banking.Opened', from: 2, to: 3 } });
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain('Secret');
    expect(error.message).toContain('the step of banking.Opened from schema version 2 to 3 threw an error');
  });

  test('whatever is thrown', () => {
    for (const thrown of ['text', undefined, null, 7]) {
      const error = failure('failed-upcaster', () =>
        read(
          stored('Opened', 1, old),
          channel(() => {
            // oxlint-disable-next-line typescript/only-throw-error -- users may throw anything
            throw thrown;
          }),
        ),
      );
      expect(error.cause).toBe(thrown);
    }
  });

  test('a function whose result does not fit', () => {
    const error = failure('unfit-upcast', () =>
      read(
        stored('Opened', 1, old),
        channel(() => 'Secret Name'),
      ),
    );
    expect(error).toMatchObject({ ...place, step: { type: 'banking.Opened', from: 2, to: 3 } });
    expect(error.problems).toEqual([{ kind: 'enum', pointer: '/channel', message: 'is none of "branch", "web"' }]);
    expect(error.message).not.toContain('Secret');
    for (const wrong of [undefined, null, {}, Promise.resolve('web')]) {
      failure('unfit-upcast', () =>
        read(
          stored('Opened', 1, old),
          channel(() => wrong),
        ),
      );
    }
  });

  test('a function of a type whose result does not fit', () => {
    const types = { banking: { Money: { 2: { currency: () => 7 } } } };
    const codec = codecWith({ ...customWith({}), types } as never);
    const error = failure('unfit-upcast', () =>
      read(stored('Opened', 2, { holder: 'A', limit: { amount: '1' }, openedAt: recordedAt }), codec),
    );
    expect(error.problems.map(({ pointer }) => pointer)).toEqual(['/limit/currency']);
  });

  test('a function that is missing', () => {
    const error = failure('failed-upcaster', () =>
      read(stored('Opened', 1, old), codecWith(customWith({ Opened: {} }))),
    );
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  test('a fact that cannot be read is said as that', () => {
    const broken = { ...stored('Deposited', 1, { cents: 5 }), metadata: 'no JSON' };
    failure('undecodable-event', () => codecWith().decodeMessage(broken, id));
  });

  test('a conversion that cannot be made: the cause says why, and nothing of the value', () => {
    const unchecked = codecWith(undefined, { check: 'off' });
    const error = failure('failed-upcaster', () => read(stored('Deposited', 1, { cents: 12.345 }), unchecked));
    expect(error.step).toMatchObject({ from: 1, to: 2 });
    expect(isRuntimeError(error.cause, 'failed-conversion')).toBe(true);
    expect(String(error.cause)).not.toContain('12');
  });

  test('a newer version, an unknown one', () => {
    expect(failure('newer-schema-version', () => read(stored('Opened', 4, {})))).toMatchObject({ latestKnown: 3 });
    for (const schemaVersion of [0, -1, 1.5, Number.NaN]) {
      failure('undecodable-event', () => read(stored('Opened', schemaVersion, {})));
    }
    failure('undecodable-event', () => read(stored('account-opened', 1, {})));
  });
});

test('a step is run once for each event, and never for those that need none', () => {
  let runs = 0;
  const counting = customWith({ Opened: { 3: { channel: () => ((runs += 1), 'web') } } });
  const codec = codecWith(counting);
  for (let count = 0; count < 5; count += 1) read(stored('Opened', 1, { owner: 'Ann', limit: 1 }), codec);
  for (let count = 0; count < 5; count += 1) read(stored('Opened', 3, opened), codec);
  expect(runs).toBe(5);
});
