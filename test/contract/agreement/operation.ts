/** What may be asked of a store, as plain data: small numbers, so that questions meet each other often. */
import fc from 'fast-check';
import { type UnitViewOperation, unitViewOperation, type ViewOperation, viewOperation } from './view-operation.js';

export type Expected = 'any' | 'no-stream' | 'stream-exists' | { readonly streamVersion: number };

export interface Append {
  readonly kind: 'append';
  readonly stream: number;
  readonly expected: Expected;
  /** Numbers of events: the same number is the same event. */
  readonly events: readonly number[];
  readonly outcome: Outcome | undefined;
}

export interface Outcome {
  readonly command: number;
  readonly hash: number;
}

export type UnitOperation =
  | Append
  | UnitViewOperation
  | { readonly kind: 'record-outcome' | 'find-outcome'; readonly outcome: Outcome }
  | { readonly kind: 'put-document'; readonly key: number; readonly revision: number; readonly data: number }
  | { readonly kind: 'delete-document'; readonly key: number; readonly revision: number }
  | { readonly kind: 'find-document'; readonly key: number }
  | { readonly kind: 'enqueue'; readonly message: number }
  | { readonly kind: 'remove-message'; readonly message: number }
  | { readonly kind: 'save-checkpoint'; readonly name: number; readonly event: number; readonly epoch: number }
  | { readonly kind: 'find-checkpoint' | 'delete-checkpoint'; readonly name: number }
  | { readonly kind: 'save-snapshot'; readonly stream: number; readonly hash: number; readonly streamVersion: number }
  | { readonly kind: 'find-snapshot'; readonly stream: number; readonly hash: number }
  | { readonly kind: 'delete-snapshots'; readonly stream: number }
  | { readonly kind: 'hold-lease'; readonly lease: number }
  | { readonly kind: 'park'; readonly event: number; readonly reason: number }
  | { readonly kind: 'unpark'; readonly events: readonly number[] }
  | { readonly kind: 'find-parked'; readonly stream: number | undefined; readonly limit: number };

type Archived = 'include' | 'exclude';

export interface ReadStream {
  readonly kind: 'read-stream';
  readonly stream: number;
  readonly from: number | undefined;
  readonly direction: 'forwards' | 'backwards';
  readonly limit: number;
  readonly archived: Archived | undefined;
}

export interface ReadLog {
  readonly kind: 'read-log';
  /** Behind the n-th event that was seen in the log; from its beginning when nothing was. */
  readonly behind: number | undefined;
  readonly limit: number;
  readonly categories: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly archived: Archived | undefined;
}

export type Operation =
  | UnitOperation
  | ViewOperation
  | ReadStream
  | ReadLog
  | { readonly kind: 'delete-stream'; readonly stream: number; readonly expected: Expected }
  | { readonly kind: 'archive-stream'; readonly stream: number; readonly expected: Expected; readonly ignore: boolean }
  | { readonly kind: 'truncate-stream'; readonly stream: number; readonly before: number; readonly ignore: boolean }
  | { readonly kind: 'restore-stream'; readonly stream: number }
  | { readonly kind: 'position-of'; readonly stream: number; readonly position: number }
  | { readonly kind: 'read-outbox'; readonly limit: number }
  | { readonly kind: 'remove-from-outbox'; readonly messages: readonly number[] }
  | { readonly kind: 'transact'; readonly operations: readonly UnitOperation[]; readonly throws: boolean }
  | { readonly kind: 'acquire-lease'; readonly owner: number; readonly milliseconds: number }
  /** The n-th lease that was acquired. */
  | { readonly kind: 'renew-lease' | 'release-lease'; readonly lease: number }
  | { readonly kind: 'find-lease' }
  | { readonly kind: 'reopen' }
  /** The same, asked of the n-th tenant's handle. */
  | { readonly kind: 'as-tenant'; readonly tenant: number; readonly operation: Operation };

export const streams = ['order-1', 'order-2', 'invoice-1'] as const;
export const types = ['shop.Happened', 'shop.Ended', 'constructor'] as const;

const small = (max: number): fc.Arbitrary<number> => fc.nat({ max });
const stream = small(streams.length - 1);
const expected: fc.Arbitrary<Expected> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Expected>('any') },
  { weight: 1, arbitrary: fc.constantFrom<Expected>('no-stream', 'stream-exists') },
  { weight: 3, arbitrary: small(8).map((streamVersion) => ({ streamVersion })) },
);
const outcome: fc.Arbitrary<Outcome> = fc.record({ command: small(3), hash: small(1) });

/** A run of numbers: repeated batches, and batches of which a part was stored before. */
const batch = fc
  .record({ first: small(20), length: small(4), again: fc.option(small(20), { nil: undefined }) })
  .map(({ first, length, again }) => [
    ...Array.from({ length }, (_, index) => first + index),
    ...(again === undefined || again % 5 !== 0 ? [] : [again]),
  ]);

export const append: fc.Arbitrary<Append> = fc.record({
  kind: fc.constant('append'),
  stream,
  expected,
  events: batch,
  outcome: fc.option(outcome, { nil: undefined, freq: 4 }),
});

export const unitOperation: fc.Arbitrary<UnitOperation> = fc.oneof(
  { weight: 4, arbitrary: append },
  { weight: 3, arbitrary: unitViewOperation },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('record-outcome', 'find-outcome'), outcome }) },
  fc.record({ kind: fc.constant('put-document'), key: small(2), revision: small(3), data: small(9) }),
  fc.record({ kind: fc.constant('delete-document'), key: small(2), revision: small(3) }),
  fc.record({ kind: fc.constant('find-document'), key: small(2) }),
  fc.record({ kind: fc.constant('enqueue'), message: small(5) }),
  fc.record({ kind: fc.constant('remove-message'), message: small(5) }),
  fc.record({ kind: fc.constant('save-checkpoint'), name: small(1), event: small(20), epoch: small(3) }),
  fc.record({ kind: fc.constantFrom('find-checkpoint', 'find-checkpoint', 'delete-checkpoint'), name: small(1) }),
  fc.record({ kind: fc.constant('save-snapshot'), stream, hash: small(1), streamVersion: small(5) }),
  fc.record({ kind: fc.constant('find-snapshot'), stream, hash: small(1) }),
  fc.record({ kind: fc.constant('delete-snapshots'), stream }),
  fc.record({ kind: fc.constant('hold-lease'), lease: small(5) }),
  fc.record({ kind: fc.constant('park'), event: small(5), reason: small(2) }),
  fc.record({ kind: fc.constant('unpark'), events: fc.array(small(5), { maxLength: 2 }) }),
  fc.record({
    kind: fc.constant('find-parked'),
    stream: fc.option(stream, { nil: undefined }),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
);

const archived = fc.constantFrom<Archived | undefined>(undefined, undefined, 'include', 'exclude');

const readStream: fc.Arbitrary<ReadStream> = fc.record({
  kind: fc.constant('read-stream'),
  stream,
  from: fc.option(small(6), { nil: undefined }),
  direction: fc.constantFrom('forwards', 'backwards'),
  limit: fc.integer({ min: 1, max: 6 }),
  archived,
});

const readLog: fc.Arbitrary<ReadLog> = fc.record({
  kind: fc.constant('read-log'),
  behind: fc.option(small(30), { nil: undefined }),
  limit: fc.integer({ min: 1, max: 10 }),
  categories: fc.option(fc.subarray(['order', 'invoice', 'nothing']), { nil: undefined, freq: 3 }),
  types: fc.option(fc.subarray([...types]), { nil: undefined, freq: 3 }),
  archived,
});

const archiving: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('archive-stream'), stream, expected, ignore: fc.boolean() }),
  fc.record({ kind: fc.constant('truncate-stream'), stream, before: small(8), ignore: fc.boolean() }),
  fc.record({ kind: fc.constant('restore-stream'), stream }),
);

/** Of a unit's own only those that a store answers outside of units, too. */
const ofOneHandle: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 10, arbitrary: append },
  { weight: 6, arbitrary: viewOperation },
  { weight: 4, arbitrary: readStream },
  { weight: 4, arbitrary: readLog },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete-stream'), stream, expected }) },
  { weight: 4, arbitrary: archiving },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('position-of'), stream, position: small(8) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read-outbox'), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove-from-outbox'), messages: fc.array(small(5)) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('transact'),
      operations: fc.array(unitOperation, { maxLength: 5 }),
      throws: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: unitOperation.filter(({ kind }) => kind.startsWith('find-') || kind === 'record-outcome') },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('acquire-lease'),
      owner: small(2),
      milliseconds: fc.constantFrom(1, 60_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('renew-lease', 'release-lease'), lease: small(5) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'find-lease' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

/** Any question, asked of the store as it was opened or of one of two tenants' handles. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: ofOneHandle },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('as-tenant'),
      tenant: small(1),
      operation: ofOneHandle.filter(({ kind }) => kind !== 'reopen'),
    }),
  },
);

/** What is asked, of whichever handle. */
export const kindOf = (asked: Operation): Operation['kind'] =>
  asked.kind === 'as-tenant' ? kindOf(asked.operation) : asked.kind;
