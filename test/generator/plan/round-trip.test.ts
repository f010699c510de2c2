import { describe, expect, test } from 'vitest';
import { toDecimal } from '../../../runtime/src/index.js';
import { catalogue } from '../../golden/recursion/expected/src/generated/catalogue/catalogue.js';
import { CatalogueSaved } from '../../golden/recursion/expected/src/generated/catalogue/catalogue.js';
import { catalogueRegistry } from '../../golden/recursion/expected/src/generated/catalogue/catalogue.context.js';
import { DraftStarted, draft } from '../../golden/defaults/expected/src/generated/editing/draft.js';
import { editingRegistry } from '../../golden/defaults/expected/src/generated/editing/editing.js';
import { hook, HookReceived } from '../../golden/open-objects/expected/src/generated/hooks/hook.js';
import { hooksRegistry } from '../../golden/open-objects/expected/src/generated/hooks/hooks.js';
import {
  Everything,
  Nested,
  reading,
  WireForms,
} from '../../golden/scalars/expected/src/generated/metering/reading.js';
import { meteringRegistry } from '../../golden/scalars/expected/src/generated/metering/metering.js';
import { payment, PaymentMade } from '../../golden/tagged-unions/expected/src/generated/payments/payment.js';
import { paymentsRegistry } from '../../golden/tagged-unions/expected/src/generated/payments/payments.js';
import {
  profile,
  ProfileCleared,
  ProfileSaved,
} from '../../golden/optional-nullable/expected/src/generated/profiles/profile.js';
import { profilesRegistry } from '../../golden/optional-nullable/expected/src/generated/profiles/profiles.js';
import { query, QuerySaved } from '../../golden/untagged-unions/expected/src/generated/search/query.js';
import { searchRegistry } from '../../golden/untagged-unions/expected/src/generated/search/search.js';
import { recordedStreams } from '../../support/recorded-streams.js';

const uuid = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';

describe('what is stored is read again', () => {
  test('every scalar', async () => {
    const all = Everything.of({
      string: 'it’s "text" ',
      boolean: false,
      integer: -9_007_199_254_740_991,
      number: 1e-7,
      bigint: 9_007_199_254_740_993n,
      decimal: '12.50',
      uuid,
      uri: 'https://example.org/a?b=c',
      email: 'someone@example.org',
      date: '2028-02-29',
      time: '23:59:59.5',
      duration: 'P1DT12H',
      timezone: 'Europe/Berlin',
      instant: '2026-02-28T23:59:59.123456789Z',
      datetime: '2026-02-28T23:59:59+01:00',
      localDatetime: '2026-02-28T23:59:59',
      bytes: Uint8Array.of(0, 255, 1),
      json: { a: [1, 'x', null, { deep: true }] },
    });
    const { events, stored } = await recordedStreams(reading, meteringRegistry).roundTrip({ readingId: uuid }, [all]);
    expect(events[0]?.data).toEqual(all.data);
    expect(JSON.parse(stored[0] ?? '')).toMatchObject({ bigint: '9007199254740993', decimal: '12.50', bytes: 'AP8B' });
  });

  test('numbers on the wire, digit by digit', async () => {
    const exact = WireForms.of({ exact: '0.10', large: 123_456_789_012_345_678_901n, at: '2026-01-01T00:00:00.5Z' });
    const { events, stored } = await recordedStreams(reading, meteringRegistry).roundTrip({ readingId: uuid }, [exact]);
    expect(stored).toEqual(['{"exact":0.10,"large":123456789012345678901,"at":1767225600500}']);
    expect(events[0]?.data).toEqual(exact.data);
  });

  test('scalars inside lists and maps', async () => {
    const nested = Nested.of({
      list: [],
      lists: [[1], []],
      map: { a: '1.0', constructor: '2' },
      maps: { x: [Uint8Array.of(1)] },
    });
    const { events } = await recordedStreams(reading, meteringRegistry).roundTrip({ readingId: uuid }, [nested]);
    expect(events[0]?.data).toEqual(nested.data);
  });

  test('absent, null and a value, which are three things', async () => {
    const saved = [
      ProfileSaved.of({ name: 'a', note: null, former: [null, { street: 's' }] }),
      ProfileSaved.of({ name: 'b', note: '', motto: null, former: [], named: { home: null } }),
      ProfileSaved.of({ name: 'c', nick: '', note: 'n', motto: 'm', address: { street: 's', city: 'c' }, former: [] }),
      ProfileCleared.of(),
    ];
    const { events } = await recordedStreams(profile, profilesRegistry).roundTrip({ profileId: 'p' }, saved);
    expect(events.map(({ data }) => data)).toEqual(saved.map(({ data }) => data));
    expect(Object.keys(events[0]?.data ?? {})).toEqual(['name', 'note', 'former']);
  });

  test('tagged unions, nested and alone', async () => {
    const made = PaymentMade.of({
      means: { kind: 'card', last4: '4242', limit: '100.00' },
      tried: [{ kind: 'cash' }, { kind: 'transfer', iban: 'DE1' }],
      results: { a: { result: 'failed', code: 1, retry: { after: 'PT1S' } } },
      last: { result: 'ok', reference: 'r' },
    });
    const { events } = await recordedStreams(payment, paymentsRegistry).roundTrip({ paymentId: uuid }, [made]);
    expect(events[0]?.data).toEqual(made.data);
  });

  test('untagged unions by their kind of JSON value', async () => {
    const saved = [
      QuerySaved.of({ term: 'text', count: 1, nested: null, amount: toDecimal('1.50'), any: { a: 'x', b: 2 } }),
      QuerySaved.of({ term: { field: 'f', equals: true }, count: ['a'], nested: 2, amount: false, any: {} }),
      QuerySaved.of({ term: null, count: [], nested: { field: 'f', equals: null }, amount: true, any: {} }),
    ];
    const { events } = await recordedStreams(query, searchRegistry).roundTrip({ queryId: uuid }, saved);
    expect(events.map(({ data }) => data)).toEqual(saved.map(({ data }) => data));
  });

  test('recursive types', async () => {
    const saved = CatalogueSaved.of({
      root: { name: 'a', parent: { name: 'b', parent: { name: 'c' } } },
      tree: { value: 1, children: [{ value: 2, children: [], byName: {} }], byName: {} },
      rule: { function: 'or', arguments: ['a', ['b', { function: 'not', arguments: [] }]] },
      files: { usr: { bin: null }, tmp: null },
      drawing: { type: 'group', members: [{ type: 'circle', radius: '1.0' }] },
    });
    const { events } = await recordedStreams(catalogue, catalogueRegistry).roundTrip({ catalogueId: 'c' }, [saved]);
    expect(events[0]?.data).toEqual(saved.data);
  });

  test('further keys of open objects, beside the fields in JSON and apart in memory', async () => {
    const received = HookReceived.of({
      sender: { login: 'me', extra: { id: 7 } },
      labels: { first: 'a' },
      sizes: { extra: { small: { width: 1 } } },
      odd: { a: 1 },
      extra: { action: 'opened', login: ['x'] },
    });
    const { events, stored } = await recordedStreams(hook, hooksRegistry).roundTrip({ hookId: 'h' }, [received]);
    expect(events[0]?.data).toEqual(received.data);
    expect(JSON.parse(stored[0] ?? '')).toEqual({
      sender: { login: 'me', id: 7 },
      labels: { first: 'a' },
      sizes: { small: { width: 1 } },
      odd: { a: 1 },
      action: 'opened',
      login: ['x'],
    });
  });

  test('defaults, filled in when made and copied each time', async () => {
    const started = DraftStarted.of({ pages: [{ margins: { top: 1 } }] });
    expect(started.data).toEqual({
      pages: [{ margins: { top: 1, bottom: 10 }, title: `untitled ' " \\ \${1}` }],
      paper: 'a4',
      size: 9_007_199_254_740_993n,
      price: '0.10',
      seal: Uint8Array.of(1, 2, 3),
      at: '1970-01-01T00:00:00Z',
      ratio: 0.5,
      tags: [],
      first: { margins: { top: 1, bottom: 2 }, title: 'x' },
      table: [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ],
      anything: { deep: [1, 'two', null, { constructor: 3 }] },
    });
    expect(DraftStarted.of({ pages: [] }).data.seal).not.toBe(started.data.seal);
    const { events } = await recordedStreams(draft, editingRegistry).roundTrip({ draftId: uuid }, [started]);
    expect(events[0]?.data).toEqual(started.data);
  });
});
