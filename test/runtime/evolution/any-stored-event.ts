import fc from 'fast-check';
import type { StoredEvent } from '../../../runtime/src/store/stored-event.js';
import { accountId, otherAccount, stream } from './banking-kit.js';

const cents = fc.integer({ min: -1e12, max: 1e12 });
const amount = cents.map((units) => (units / 100).toFixed(2).replace(/^-(0\.00)$/, '$1'));
const moment = fc.constantFrom('2020-02-29T23:59:59Z', '1999-12-31T00:00:00.000001Z');
const name = fc.string({ maxLength: 8 });
/** Data by stored name and schema version. */
export const versionsOfData: readonly (readonly [string, number, fc.Arbitrary<object>])[] = [
  ['banking.Opened', 1, fc.record({ owner: name, limit: fc.double({ min: -1e9, max: 1e9, noNaN: true }) })],
  ['account-opened', 7, fc.record({ owner: name, limit: fc.integer() })],
  ['banking.Opened', 2, fc.record({ holder: name, limit: fc.record({ amount }), openedAt: moment })],
  [
    'banking.Opened',
    3,
    fc.record({
      holder: name,
      limit: fc.record({ amount, currency: name }),
      openedAt: moment,
      channel: fc.constantFrom('web', 'branch'),
    }),
  ],
  ['banking.Deposited', 1, fc.record({ cents, note: name }, { requiredKeys: ['cents'] })],
  ['banking.Deposited', 2, fc.record({ amount, memo: name }, { requiredKeys: ['amount'] })],
  ['banking.Deposited', 3, fc.record({ amount, memo: name, by: name }, { requiredKeys: ['amount', 'by'] })],
  ['banking.Withdrawn', 1, fc.record({ cents })],
  ['banking.Withdrawn', 2, fc.record({ amount, reference: fc.uuid(), account: fc.constant(accountId), at: fc.nat() })],
  ['banking.Closed', 1, fc.constant({})],
  ['banking.Noted', 1, fc.record({ text: name })],
  ['banking.Merged', 1, fc.record({ into: fc.constant(otherAccount), cents })],
  ['banking.Merged', 2, fc.record({ into: fc.constant(otherAccount), cents, remark: name })],
  ['banking.Dissolved', 1, fc.record({ into: fc.constant(otherAccount) })],
];

/** Any event of the bank as it may lie in a log, in any of its schema versions. */
export const anyStoredEvent: fc.Arbitrary<StoredEvent> = fc
  .constantFrom(...versionsOfData)
  .chain(([type, schemaVersion, values]) =>
    fc.record({
      eventId: fc.uuid({ version: 7 }).map((uuid) => uuid as never),
      type: fc.constant(type),
      schemaVersion: fc.constant(schemaVersion),
      data: values.map((value) => JSON.stringify(value)),
      metadata: fc.constantFrom(
        '{"correlationId":"c","causationId":"k"}',
        '{"correlationId":"c","causationId":"k","actor":"a"}',
      ),
      streamName: fc.constant(stream),
      position: fc.nat(),
      recordedAt: moment,
    }),
  );
