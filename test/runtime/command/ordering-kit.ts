import type { ContextOptions } from '../../../runtime/src/command/context.js';
import { isRuntimeError, type RuntimeErrors } from '../../../runtime/src/errors/is-runtime-error.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { fixedClock, sequentialIds } from '../../../runtime/src/testing/fixed-sources.js';
import { createOrdering, type Ordering } from '../sample/ordering/ordering.js';
import type { OrderDecider, PlaceOrderV1 } from '../sample/ordering/order.js';
import { orderDecider } from '../sample/src/order.decider.js';
import { Shipment } from '../sample/src/shipment.aggregate.js';

export const orderId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
export const otherId = '00000000-0000-4000-8000-000000000002';
export const price = { amount: toDecimal('12.5'), currency: 'EUR' };

export const placing: PlaceOrderV1 = {
  orderId,
  customerId: otherId,
  lines: [{ sku: 'ABC-1', quantity: 2, price }],
  payment: { kind: 'card', last4: '4242' },
};

export const cancelling = { orderId, reason: 'changed my mind' };

export interface OrderingKit {
  readonly store: FullEventStore;
  readonly ordering: Ordering;
  /** How long was slept before each further attempt. */
  readonly pauses: readonly number[];
}

const freshStore = (): FullEventStore => createMemoryEventStore({ now: fixedClock('2026-01-01T00:00:00Z') });

/** The sample context on a memory store, with nothing left to chance. */
export function orderingKit(
  options: Partial<Omit<ContextOptions, 'store'>> & {
    readonly store?: FullEventStore;
    readonly decider?: OrderDecider;
    readonly around?: (store: FullEventStore) => FullEventStore;
  } = {},
): OrderingKit {
  const { decider = orderDecider, around = (given) => given, store = freshStore(), ...rest } = options;
  const pauses: number[] = [];
  const ordering = createOrdering({
    store: around(store),
    now: fixedClock('2026-01-01T00:00:00Z'),
    newId: sequentialIds(),
    random: () => 0.5,
    sleep: async (milliseconds) => void pauses.push(milliseconds),
    order: { decider },
    shipment: { aggregate: Shipment },
    ...rest,
  });
  return { store, ordering, pauses };
}

/** The error that a promise fails with, if it has the code that is expected. */
export async function failure<Code extends keyof RuntimeErrors>(
  code: Code,
  promise: Promise<unknown>,
): Promise<RuntimeErrors[Code]> {
  const error = await promise.then(
    () => new Error(`Expected ${code}, but it succeeded.`),
    (reason: unknown) => reason,
  );
  if (isRuntimeError(error, code)) return error;
  throw error;
}

/** Everything that lies in the store, by type. */
export async function storedTypes(store: FullEventStore): Promise<readonly string[]> {
  const page = await store.readLog();
  return page.events.map(({ type }) => type);
}
