import { commandFromJson, createMemoryEventStore } from '../../../runtime/src/index.js';
import { dateToInstant, toMinorUnits } from '../../../runtime/src/codegen/v1/index.js';
import {
  order,
  OrderCancelled,
  type OrderDecider,
  PlaceOrder,
} from '../../golden/ordering/expected/src/generated/ordering/order.js';
import { createOrdering, orderingRegistry } from '../../golden/ordering/expected/src/generated/ordering/ordering.js';
import { codecWith, customWith, stored } from '../evolution/banking-kit.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { recordedStreams, type StoredText } from '../../support/recorded-streams.js';

const uuid = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const canary = 'CANARY Anna Example, anna@canary.example';

const streams = recordedStreams(order, orderingRegistry);
const reading = (stored: Partial<StoredText>) => async (): Promise<unknown> =>
  streams.read({ orderId: uuid }, `ordering.order-${uuid}`, [
    { type: 'ordering.OrderCancelled', schemaVersion: 1, data: '{"reason":"x"}', ...stored },
  ]);
const making = (data: unknown) => async (): Promise<unknown> => OrderCancelled.of(Object(data));
const placing = (change: object) => async (): Promise<unknown> =>
  PlaceOrder.of(
    Object({ orderId: uuid, customerId: uuid, lines: [], payment: { kind: 'card', last4: '1' }, ...change }),
  );

const banking = (account: object) => bankingRegistry(customWith(account));
const becoming = (cents: string) => ({ type: 'banking.Withdrawn', schemaVersion: 1, data: { cents } });
const openingV1 = (change: object) => ({
  type: 'banking.OpenAccount',
  schemaVersion: 1,
  data: { accountId: uuid, owner: canary, limit: 1, ...change },
});

/** Two older events, read with these functions: data of the first is full of what must not be told. */
function older(account: object, change: object = {}): () => Promise<unknown> {
  const codec = codecWith(customWith(account));
  const opened = { owner: canary, limit: 'owner' in change ? canary : 1, ...change };
  const merged = { into: uuid, cents: 1 };
  return async () => [
    codec.decode(stored('Opened', 1, opened), { accountId: uuid }),
    codec.decode(stored('Merged', 1, merged), { accountId: uuid }),
  ];
}

const failing = { data: 'no JSON ', kind: 'rejected' } as const;

/** Ways for a value to be refused, each with a value that must not be told. */
export const refusals: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['the text that is no JSON', reading({ data: canary })],
  ['the text that ends too early', reading({ data: `{"reason":"${canary}` })],
  ['a stored value of another type', reading({ data: `{"reason":{"deep":"${canary}"}}` })],
  ['a stored value that nobody declared', reading({ data: `{"reason":"x","other":"${canary}"}` })],
  ['stored text in place of an object', reading({ data: JSON.stringify(canary) })],
  ['what is stored under an unknown version', reading({ schemaVersion: 9, data: `{"reason":"${canary}"}` })],
  [
    'a number that is none, in a field that is kept exactly',
    reading({
      type: 'ordering.OrderPlaced',
      schemaVersion: 2,
      data: JSON.stringify({
        customerId: canary,
        total: { amount: canary, currency: canary },
        channel: 'web',
        source: 'x',
        seq: canary,
      }),
    }),
  ],
  ['a value with a NUL character', making({ reason: `${canary}\0` })],
  ['a value with a lone surrogate', making({ reason: `${canary}\ud800` })],
  ['a value of another type', making({ reason: [canary] })],
  ['a value that nobody declared', making({ reason: 'x', other: canary })],
  ['a value in place of data', making(canary)],
  ['an identity of another form', placing({ orderId: canary })],
  [
    'a value against a pattern',
    placing({ lines: [{ sku: canary, quantity: 0, price: { amount: canary, currency: canary } }] }),
  ],
  ['an unknown tag', placing({ payment: { kind: canary } })],
  ['a value of another variant', placing({ payment: { kind: 'card', iban: canary } })],
  ['what a function gives in a step', older({ Opened: { 3: { channel: () => canary } } })],
  ['what a replaced event becomes', older({ Merged: { becomes: () => [{ type: canary, schemaVersion: 1 }] } })],
  ['data of what a replaced event becomes', older({ Merged: { becomes: () => [becoming(canary)] } })],
  ['data of an older version', older({}, { owner: canary })],
  ['an older command', async () => commandFromJson(banking({}), openingV1({ accountId: canary }))],
  [
    'what a function gives in a step of a command',
    async () => commandFromJson(banking({ OpenAccount: { 3: { channel: () => canary } } }), openingV1({})),
  ],
  ['a text that is no amount', async () => toMinorUnits(canary, { scale: 2, round: 'exact' })],
  ['a text that is no day', async () => dateToInstant(canary, 'UTC')],
  ['the record of an outcome that is no JSON', () => repeated(`${failing.data}${canary}`)],
  [
    'the record of a rejection that is no JSON',
    () => repeated(JSON.stringify({ streamVersion: 0, type: 'ordering.OrderAlreadyPlaced', data: canary })),
  ],
  [
    'the record of a rejection of another shape',
    () =>
      repeated(
        JSON.stringify({
          streamVersion: 0,
          type: 'ordering.OrderAlreadyPlaced',
          data: JSON.stringify({ orderId: canary }),
        }),
      ),
  ],
];

/** A command sent twice, whose recorded outcome was damaged in between. */
async function repeated(result: string): Promise<unknown> {
  const store = createMemoryEventStore();
  const damaged: typeof store = {
    ...store,
    findOutcome: async (key) => {
      const found = await store.findOutcome(key);
      return found === undefined ? undefined : { ...found, kind: failing.kind, result };
    },
  };
  const data = { orderId: uuid, customerId: uuid, lines: [], payment: { kind: 'card', last4: '1' } } as const;
  const decider: OrderDecider = {
    initialState: { status: 'none' },
    decide: { PlaceOrder: () => [], CancelOrder: () => [] },
    evolve: { OrderPlaced: (state) => state, OrderCancelled: (state) => state },
  };
  const options = { commandId: 'command-1' } as const;
  await createOrdering({ store, order: { decider } }).order.placeOrder(data, options);
  return createOrdering({ store: damaged, order: { decider } }).order.placeOrder(data, options);
}
