import { expect, test } from 'vitest';
import {
  defineProjection,
  integer,
  type ProjectionHandlers,
  record,
  type StreamEvent,
  text,
} from '../../../runtime/src/codegen/v1/index.js';
import { causedBy } from '../../../runtime/src/message/caused-by.js';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import { expectConversation, givenProjection } from '../../../runtime/src/testing/index.js';
import { AccountOpened, MoneyMoved } from '../../golden/snapshots/expected/src/generated/bank/account.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { type CartId, ItemPut } from '../../golden/snapshots/expected/src/generated/bank/cart.js';
import {
  balances,
  balancesHandlers,
  carts,
  type CartsContract,
  cartsHandlers,
} from '../projection/bank-projections.js';
import { accountId } from '../projection/bank-context.js';

const registries = [bankRegistry];
const story = (handlers: ProjectionHandlers<CartsContract> = cartsHandlers) =>
  givenProjection(carts, handlers, { registries });
const put = (cartId: string, sku: string) => ({ event: ItemPut.of({ sku }), id: { cartId } });
const id = { accountId: accountId(1) };

test('rows are what the events lead to', async () => {
  const told = await story()
    .events([put('b', 'y'), put('a', 'x')])
    .thenRows([
      { cartId: 'a', items: 1, skus: ['x'], last: 'x' },
      { cartId: 'b', items: 1, skus: ['y'], last: 'y' },
    ]);
  const longer = told.events([put('a', 'z')]);
  await longer.thenRow({ cartId: 'a' }, { cartId: 'a', items: 2, skus: ['x', 'z'], last: 'z' });
  await longer.thenRow({ cartId: 'c' }, undefined);
});

test('old events take their steps first', async () => {
  await givenProjection(balances, balancesHandlers, { registries })
    .events([{ event: AccountOpened.of({ holder: { name: 'Ann' } }), id }])
    .stored({ type: 'bank.MoneyMoved', schemaVersion: 1, data: { cents: 150 }, id })
    .thenRow(id, { ...id, holder: 'Ann', cents: 150n, euros: '1.50' as never });
});

test('rows of a tenant are its own', async () => {
  const told = story().events([{ ...put('a', 'x'), tenant: 'one' }, put('a', 'y')]);
  await told.thenRows([{ cartId: 'a', items: 1, skus: ['x'], last: 'x' }], 'one');
  await told.thenRows([{ cartId: 'a', items: 1, skus: ['y'], last: 'y' }]);
});

test('each event has its own id and its place in its stream, however it was given', async () => {
  const seen: string[] = [];
  const ids = new Set<string>();
  const noting: ProjectionHandlers<CartsContract> = {
    ItemPut(event, row, handling) {
      seen.push(`${event.streamName} ${String(event.position)}`);
      ids.add(event.eventId);
      return cartsHandlers.ItemPut(event, row, handling);
    },
  };
  const told = story(noting).events([put('a', 'x'), put('b', 'y'), { ...put('a', 't'), tenant: 'one' }, put('a', 'z')]);
  await told
    .stored({ type: 'bank.ItemPut', schemaVersion: 1, data: { sku: 'w' }, id: { cartId: 'a' } })
    .thenRow({ cartId: 'b' }, { cartId: 'b', items: 1, skus: ['y'], last: 'y' });
  const places = ['bank.cart-a 0', 'bank.cart-b 0', 'bank.cart-a 0', 'bank.cart-a 1', 'bank.cart-a 2'];
  // Everything is folded twice.
  expect(seen).toEqual([...places, ...places]);
  expect(ids.size).toBe(5);
});

test('other rows are told with their difference', async () => {
  const told = story().events([put('a', 'x')]);
  await expect(told.thenRows([])).rejects.toThrow(/The rows are others[\s\S]*cartId/);
  await expect(told.thenRow({ cartId: 'a' }, undefined)).rejects.toThrow(/The row is another one/);
});

test('a handler that fails is expected to, by code or by a look at it', async () => {
  const moved = givenProjection(balances, balancesHandlers, { registries }).events([
    { event: MoneyMoved.of({ cents: 1 }), id },
  ]);
  await moved.thenThrows('row-missing');
  await moved.thenThrows((error) => String(error).includes('is not there'));
  await expect(moved.thenThrows('row-exists')).rejects.toThrow(/Folding failed otherwise/);
  await expect(
    story()
      .events([put('a', 'x')])
      .thenThrows('row-missing'),
  ).rejects.toThrow(/should have failed/);
  await expect(moved.thenRows([])).rejects.toMatchObject({ code: 'row-missing' });
});

test('a handler that keeps something of its own is found out', async () => {
  let count = 0;
  const forgetful: ProjectionHandlers<CartsContract> = {
    ItemPut(_event, row) {
      count += 1;
      row.upsert({ items: count, skus: [] });
    },
  };
  await expect(
    story(forgetful)
      .events([put('a', 'x')])
      .thenRows([]),
  ).rejects.toThrow(/keeps something of its own/);
});

test('events that are none, or of no registry, are refused', () => {
  expect(() => story().events([{ event: { type: 'bank.ItemPut', data: { sku: 7 } }, id: { cartId: 'a' } }])).toThrow(
    /sku/,
  );
  expect(() => story().events([{ event: { type: 'bank.Nothing', data: {} }, id: {} }])).toThrow(
    /None of the registries/,
  );
  expect(() => story().events([{ event: ItemPut.of({ sku: 'x' }), id: {} }])).toThrow(/cartId is not what/);
});

interface ActorRow {
  readonly actor: string;
  readonly puts: number;
}

interface ActorsContract {
  readonly key: { readonly actor: string };
  readonly row: ActorRow;
  readonly events: { readonly ItemPut: StreamEvent<ItemPut, CartId> };
}

test('handlers see metadata, and their unit', async () => {
  const seen: string[] = [];
  const actors = defineProjection<ActorsContract>({
    ...{ context: 'bank', name: 'Actors', run: 'async', indexes: [], hash: '00000000000000f1' },
    on: { ItemPut: { type: 'bank.ItemPut', key: { actor: { field: 'sku' } } } },
    key: { actor: 'text' },
    fields: { puts: 'integer' },
    row: record<ActorRow>({ actor: text, puts: integer }),
  });
  const handlers: ProjectionHandlers<ActorsContract> = {
    async ItemPut({ metadata, eventId }, row, { unit }) {
      await unit.enqueue({ messageId: eventId, topic: 't', orderKey: 'o', payload: '' });
      seen.push(metadata.actor ?? 'nobody');
      row.upsert({ puts: 1 });
    },
  };
  await givenProjection(actors, handlers, { registries })
    .events([{ ...put('a', 'x'), metadata: { actor: 'ann' } }])
    .thenRows([{ actor: 'x', puts: 1 }]);
  expect(new Set(seen)).toEqual(new Set(['ann']));
});

const event = (number: number, correlationId: string, causationId: string, cause?: { readonly eventId: EventId }) => ({
  type: `bank.Event${String(number)}`,
  eventId: `00000000-0000-7000-8000-00000000000${String(number)}` as EventId,
  metadata: { correlationId, causationId, ...(cause === undefined ? {} : { commandCausationId: cause.eventId }) },
});

test('a conversation is one whose events were caused by earlier ones', () => {
  const first = event(1, 'c', 'command-1');
  const second = event(2, 'c', 'command-1');
  const third = event(3, 'c', 'command-2', second);
  expectConversation([]);
  expectConversation([first, second, third, event(4, 'c', 'command-3', third)]);
  expect(() => expectConversation([first, event(2, 'd', 'command-2', first)])).toThrow(/Event2 belongs to another/);
  expect(() => expectConversation([first, event(2, 'c', 'command-2')])).toThrow(/caused by none of the events/);
  expect(() => expectConversation([first, event(3, 'c', 'command-2', second)])).toThrow(/Event3 was caused by none/);
  expect(causedBy(third)).toMatchObject({ correlationId: 'c', causationId: third.eventId });
});
