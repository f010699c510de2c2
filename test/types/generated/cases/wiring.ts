/** What the wiring of a context takes and gives, and what it refuses. */
import type { CommandStore } from '@varve/runtime';
import { createOrdering, type Ordering } from '../../../golden/ordering/expected/src/generated/ordering/ordering.js';
import { ShipmentAggregate } from '../../../golden/class-style/expected/src/generated/shipping/shipment.js';
import { Shipment } from '../../../golden/class-style/expected/src/shipment/shipment.aggregate.js';
import { createShipping } from '../../../golden/class-style/expected/src/generated/shipping/shipping.js';
import { createTasks } from '../../../golden/metadata/expected/src/generated/tasks/tasks.js';
import { Note } from '../../../golden/metadata/expected/src/note/note.aggregate.js';
import { taskDecider, type TaskState } from '../../../golden/metadata/expected/src/task/task.decider.js';
import { complete } from './decider.js';

export function open(store: CommandStore): Ordering {
  // @ts-expect-error the decider is required
  createOrdering({ store });
  // @ts-expect-error a class without its methods is none
  createShipping({ store, shipment: { aggregate: ShipmentAggregate } });
  return createOrdering({ store, order: { decider: complete } });
}

export async function use(ordering: Ordering): Promise<string> {
  const outcome = await ordering.order.cancelOrder({ orderId: 'o', reason: 'late' });
  // @ts-expect-error cancelling rejects nothing
  if (outcome.kind === 'rejected') return outcome.rejection.data;
  const placed = await ordering.order.placeOrder({
    orderId: 'o',
    customerId: 'c',
    lines: [{ sku: 'ABC-1', quantity: 1, price: { amount: '1', currency: 'EUR' } }],
    payment: { kind: 'card', last4: '4242' },
  });
  if (placed.kind === 'rejected') {
    const { rejection } = placed;
    return rejection.type === 'ordering.OrderAlreadyPlaced' ? rejection.data.orderId : rejection.type;
  }
  const [event] = placed.events;
  // @ts-expect-error the event is the newest schema version
  event?.data.custId;
  return event?.id.orderId ?? event?.data.channel ?? '';
}

export async function past(ordering: Ordering): Promise<boolean> {
  const loaded = await ordering.order.load('o', { asOf: '2025-12-31T23:59:59Z' });
  if (loaded.state.status !== 'open') return false;
  return loaded.state.total.currency === 'EUR';
}

export async function classes(store: CommandStore): Promise<Shipment> {
  const shipping = createShipping({ store, shipment: { aggregate: Shipment } });
  const outcome = await shipping.shipment.scheduleShipment({ shipmentId: 's', carrier: 'c', on: '2026-01-01' });
  if (outcome.kind === 'rejected') outcome.rejection satisfies { readonly type: 'shipping.CarrierUnknown' | 'shipping.TooLate' };
  return (await shipping.shipment.load('s')).state;
}

export async function metadata(store: CommandStore): Promise<TaskState> {
  const tasks = createTasks({ store, task: { decider: taskDecider }, note: { aggregate: Note } });
  await tasks.task.addTask({ taskId: 't', title: 'x' }, { metadata: { origin: 'web', release: 'v1', actor: 'me' } });
  // @ts-expect-error batch is an object
  await tasks.task.addTask({ taskId: 't', title: 'x' }, { metadata: { batch: 1 } });
  return (await tasks.task.load('t')).state;
}

// @ts-expect-error onShipmentLost is missing
export class Forgetful extends ShipmentAggregate {
  override reportLoss(): void {}
  override scheduleShipment(): void {}
  protected override onShipmentScheduled(): void {}
}
