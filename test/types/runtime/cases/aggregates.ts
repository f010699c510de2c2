/** What must not compile in aggregates and around them, whoever wrote what. */
import {
  causedBy,
  createMemoryEventStore,
  type DecideContext,
  type Decider,
  isRuntimeError,
  type Loaded,
  type LogPosition,
  type Outcome,
  readLog,
} from '@varve/runtime';
import { type AggregateDefinition, deciderRepository, openContext } from '@varve/runtime/codegen/v1';
import { given } from '@varve/runtime/testing';
import {
  order,
  type OrderCancelled,
  type OrderContract,
  type OrderDecider,
  type OrderEvent,
  type OrderId,
  OrderPlaced,
  type OrderState,
  PlaceOrder,
} from '../../../runtime/sample/ordering/order.js';
import { createOrdering, type Ordering, orderingRegistry } from '../../../runtime/sample/ordering/ordering.js';
import {
  CarrierUnknown,
  type ScheduleShipment,
  type SendShipment,
  shipment,
  ShipmentAggregate,
  ShipmentScheduled,
  ShipmentSent,
} from '../../../runtime/sample/ordering/shipment.js';
import { orderDecider } from '../../../runtime/sample/src/order.decider.js';
import { Shipment } from '../../../runtime/sample/src/shipment.aggregate.js';

// @ts-expect-error a command has no method
export class WithoutCommand extends ShipmentAggregate {
  override scheduleShipment(): void {}
  protected override onShipmentScheduled(): void {}
  protected override onShipmentSent(): void {}
}

// @ts-expect-error an event has no method
export class WithoutEvent extends ShipmentAggregate {
  override scheduleShipment(): void {}
  override sendShipment(): void {}
  protected override onShipmentScheduled(): void {}
}

export abstract class Mistaken extends ShipmentAggregate {
  override scheduleShipment({ data }: ScheduleShipment, { now }: DecideContext): CarrierUnknown | void {
    // @ts-expect-error events of another aggregate cannot be raised
    this.raise(OrderPlaced.of({ customerId: now, total: { amount: '1', currency: 'EUR' }, channel: 'web', seq: 1n }));
    // @ts-expect-error a field of another command
    return data.lines;
  }

  // @ts-expect-error sending rejects nothing
  override sendShipment(_command: SendShipment): CarrierUnknown {
    return CarrierUnknown.of({ carrier: 'x' });
  }

  // @ts-expect-error an event method takes its own event
  protected override onShipmentSent({ data }: ShipmentScheduled): void {
    if (data.on === '') this.raise(ShipmentSent.of({ sentAt: data.on }));
  }
}

const store = createMemoryEventStore();
export const ordering: Ordering = createOrdering({
  store,
  order: { decider: orderDecider },
  shipment: { aggregate: Shipment },
});

// @ts-expect-error the class is abstract
createOrdering({ store, order: { decider: orderDecider }, shipment: { aggregate: ShipmentAggregate } });
// @ts-expect-error an aggregate is not wired
createOrdering({ store, order: { decider: orderDecider } });

export async function commands(orderId: string): Promise<void> {
  // @ts-expect-error a command needs its data
  await ordering.order.cancelOrder({ orderId });
  const outcome = await ordering.order.cancelOrder({ orderId, reason: 'late' });
  // @ts-expect-error only a rejected outcome has a rejection
  outcome.rejection.type.slice(0);
  if (outcome.kind === 'rejected') {
    const impossible: never = outcome.rejection;
    throw new Error(String(impossible));
  }
  for (const event of outcome.events) {
    const id: OrderId = event.id;
    const reason: string = event.data.reason;
    // @ts-expect-error the place in the log is not known to whoever appended
    event.logPosition.toString();
    await ordering.order.cancelOrder({ ...id, reason }, { metadata: causedBy(event) });
  }
  const typed: Outcome<OrderCancelled, never, OrderId> = outcome;
  // @ts-expect-error commands of a log do not exist
  await ordering.till.record('north', typed.events);
}

export async function temporal(orderId: string): Promise<void> {
  const past = await ordering.order.load(orderId, { asOf: '2026-01-01T00:00:00Z' });
  const state: OrderState = past.state;
  // @ts-expect-error a state that was loaded cannot be saved: there is nothing that takes it
  await ordering.order.save(past);
  // @ts-expect-error nor appended
  await store.append(past);
  // @ts-expect-error it is for reading
  past.state = state;
  // @ts-expect-error all the way down
  past.state.status = 'none';
  // @ts-expect-error a moment is one or the other
  await ordering.order.load(orderId, { version: 3 });
  const copy: Loaded<OrderState> = past;
  // @ts-expect-error and it has no methods
  copy.commit();
}

export async function log(): Promise<void> {
  let last: LogPosition | undefined;
  for await (const event of readLog(store, [orderingRegistry])) {
    // @ts-expect-error positions are opaque: no arithmetic
    last = event.logPosition + 1;
    // @ts-expect-error nor comparison by guess
    if (last === 7) return;
    if (event.type === 'ordering.OrderPlaced') {
      const seq: bigint = event.data.seq;
      // @ts-expect-error the identity is that of its own aggregate
      const till: string = event.id.till;
      if (till === '' && seq === 0n) return;
    }
  }
}

export function errors(error: unknown): number {
  if (isRuntimeError(error, 'wrong-expected-version')) return error.attempts;
  if (isRuntimeError(error, 'newer-schema-version')) return error.latestKnown;
  // @ts-expect-error there is no such code
  if (isRuntimeError(error, 'concurrency')) return 0;
  // @ts-expect-error not every error of this package was tried several times
  return isRuntimeError(error) ? error.attempts : 0;
}

export function stories(): void {
  given(order, orderDecider)
    .when(PlaceOrder.of({} as never))
    .thenNothing();
  // @ts-expect-error a decider of orders is none of shipments
  given(shipment, orderDecider);
  // @ts-expect-error a class of shipments is none of orders
  given(order, Shipment);
  // @ts-expect-error events of another aggregate did not happen here
  given(order, orderDecider).events([ShipmentSent.of({ sentAt: '' })]);
  // @ts-expect-error a state that is none
  given(order, orderDecider).thenState({ status: 'lost' });
  given(order, orderDecider).thenState((state: OrderState) => state.status === 'open');
  given(shipment, Shipment).thenState((aggregate) => aggregate.sent);
  const placing = given(order, orderDecider).when(PlaceOrder.of({} as never));
  // @ts-expect-error a rejection of another aggregate
  placing.thenRejected(CarrierUnknown.of({ carrier: 'x' }));
}

/** Without a state in the schema, the state is whatever the user says, unions included. */
interface BareContract extends Omit<OrderContract, 'state'> {}
declare const bare: AggregateDefinition<BareContract>;
type Count = { readonly orders: number } | { readonly orders: 0; readonly empty: true };

export const counting = {
  initialState: { orders: 0, empty: true },
  decide: { PlaceOrder: (_command, state) => (state.orders > 0 ? [] : []), CancelOrder: () => [] },
  evolve: { OrderPlaced: ({ orders }) => ({ orders: orders + 1 }), OrderCancelled: (state) => state },
} satisfies Decider<BareContract, Count>;

export async function bareState(): Promise<number> {
  const repository = deciderRepository(bare, counting, openContext(orderingRegistry, { store }));
  given(bare, counting).thenState({ orders: 0 });
  // @ts-expect-error another state
  given(bare, counting).thenState({ carts: 0 });
  const { state } = await repository.load({ orderId: 'x' });
  return state.orders;
}

export const wrongState = {
  ...counting,
  // @ts-expect-error evolving to another state
  evolve: { ...counting.evolve, OrderPlaced: () => ({ carts: 1 }) },
} satisfies Decider<BareContract, Count>;

// @ts-expect-error a message is what its class says it is
export const event: OrderEvent = { type: 'ordering.OrderPlaced', data: { reason: 'x' } };
export const exact: OrderDecider = orderDecider;
