/**
 * The domain that every contender works on: a basket to which items are added. One event is 156 bytes of JSON data and
 * 127 bytes of JSON metadata; folding counts items and adds up cents.
 */
import { randomUUID } from 'node:crypto';

export interface ItemAddedData {
  readonly customerId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitCents: number;
  readonly channel: 'web' | 'store';
  readonly placedAt: string;
}

export interface ItemAdded {
  readonly type: 'ItemAdded';
  readonly data: ItemAddedData;
}

export type EventMetadata = {
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: string;
};

export interface BasketTotals {
  readonly items: number;
  readonly cents: number;
}

export const itemData: ItemAddedData = {
  customerId: '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11',
  sku: 'ABC-104277',
  quantity: 3,
  unitCents: 1299,
  channel: 'web',
  placedAt: '2026-03-01T09:30:00.000Z',
};

/** Metadata of one append or command; no two share their ids, as no two commands would. */
export function newMetadata(): EventMetadata {
  return { correlationId: randomUUID(), causationId: randomUUID(), actor: 'user-17' };
}

/** What a caller of Varve says; it adds the causation itself, so that as much is stored. */
export function callerMetadata(): Omit<EventMetadata, 'causationId'> {
  const { correlationId, actor } = newMetadata();
  return { correlationId, actor };
}

export const emptyBasket: BasketTotals = { items: 0, cents: 0 };

export function addUp(state: BasketTotals, data: ItemAddedData): BasketTotals {
  return { items: state.items + data.quantity, cents: state.cents + data.quantity * data.unitCents };
}

/** Data of `count` events, each its own object with its own quantity. */
export function itemsOf(count: number): readonly ItemAddedData[] {
  return Array.from({ length: count }, (_, index) => ({ ...itemData, quantity: 1 + (index % 9) }));
}

/** @throws Error when a contender folded something else than it was given */
export function assertTotals(state: BasketTotals, count: number): void {
  const expected = itemsOf(count).reduce(addUp, emptyBasket);
  if (state.items !== expected.items || state.cents !== expected.cents) {
    throw new Error(`A fold of ${count} events gave ${JSON.stringify(state)}, not ${JSON.stringify(expected)}.`);
  }
}
