import { expect, test } from 'vitest';
import { bindProjection, type ProjectionHandlers } from '../../../runtime/src/codegen/v1/index.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import type { ProjectedMessage } from '../../../runtime/src/projection/event-keys.js';
import {
  createFolder,
  foldEvents,
  FoldFailure,
  type FoldedEvent,
} from '../../../runtime/src/projection/fold-events.js';
import { MemoryRows } from '../../../runtime/src/projection/memory-rows.js';
import { decodeColumns } from '../../../runtime/src/projection/row-columns.js';
import type { StreamName } from '../../../runtime/src/message/identifiers.js';
import {
  balances,
  type BalancesContract,
  balancesHandlers,
  carts,
  type CartsContract,
  cartsHandlers,
} from './bank-projections.js';
import { accountId } from './projecting-bank.js';

let events = 0;

function event(type: string, id: object, data: unknown): FoldedEvent {
  events += 1;
  const made: ProjectedMessage = {
    ...{ type: `bank.${type}`, data, id, part: 0, position: 0, schemaVersion: 1 },
    eventId: `00000000-0000-7000-8000-${String(events).padStart(12, '0')}` as EventId,
    streamName: 'bank.x-y' as StreamName,
    recordedAt: '2026-01-01T00:00:00Z',
    metadata: { correlationId: 'c', causationId: 'k' },
  };
  return { event: made };
}

const put = (cartId: string, sku: string): FoldedEvent => event('ItemPut', { cartId }, { sku });
const opened = (number: number): FoldedEvent =>
  event('AccountOpened', { accountId: accountId(number) }, { holder: { name: 'Ann' } });
const moved = (number: number, cents: number): FoldedEvent =>
  event('MoneyMoved', { accountId: accountId(number) }, { cents });

/** Rows after the events, page by page. */
async function folded(
  bound: ReturnType<typeof bindProjection>,
  ...pages: readonly (readonly FoldedEvent[])[]
): Promise<readonly object[]> {
  const folder = createFolder(bound);
  const rows = new MemoryRows(folder.columns);
  for (const page of pages) {
    await foldEvents(folder, page, { view: folder.columns.view, rows, unit: undefined });
  }
  return rows.rowsOf().map((row) => decodeColumns(folder.columns.all, row));
}

const cartsWith = (ItemPut: ProjectionHandlers<CartsContract>['ItemPut']) => bindProjection(carts, { ItemPut });

/** What a handler of carts throws at the first event. */
async function failure(
  ItemPut: ProjectionHandlers<CartsContract>['ItemPut'],
  ...page: FoldedEvent[]
): Promise<unknown> {
  const given = page.length === 0 ? [put('a', 'x')] : page;
  const error: unknown = await folded(cartsWith(ItemPut), given).catch((thrown: unknown) => thrown);
  if (!(error instanceof FoldFailure)) throw error;
  return error.cause;
}

test('later events of a page see what earlier ones did to their row', async () => {
  expect(await folded(bindProjection(carts, cartsHandlers), [put('a', 'x'), put('b', 'y'), put('a', 'z')])).toEqual([
    { cartId: 'a', items: 2, skus: ['x', 'z'], last: 'z' },
    { cartId: 'b', items: 1, skus: ['y'], last: 'y' },
  ]);
});

test('rows are loaded once and written once, however many events there are', async () => {
  const folder = createFolder(bindProjection(carts, cartsHandlers));
  const rows = new MemoryRows(folder.columns);
  const calls: string[] = [];
  const counting = {
    findRows: (...given: Parameters<MemoryRows['findRows']>) => {
      calls.push(`find ${String(given[1].length)}`);
      return rows.findRows(...given);
    },
    writeRows: (...given: Parameters<MemoryRows['writeRows']>) => {
      calls.push(`write ${String(given[1].length)}`);
      return rows.writeRows(...given);
    },
  };
  const page = Array.from({ length: 100 }, (_, at) => put(`cart-${String(at % 10)}`, 'x'));
  await foldEvents(folder, page, { view: folder.columns.view, rows: counting, unit: undefined });
  expect(calls).toEqual(['find 10', 'write 10']);
});

test('a page without an event for the projection touches nothing', async () => {
  const folder = createFolder(bindProjection(carts, cartsHandlers));
  const refuse = (): never => {
    throw new Error('touched');
  };
  const rows = { findRows: refuse, writeRows: refuse };
  await foldEvents(folder, [opened(1)], { view: folder.columns.view, rows, unit: undefined });
});

test('rows of tenants are apart', async () => {
  const folder = createFolder(bindProjection(carts, cartsHandlers));
  const rows = new MemoryRows(folder.columns);
  const page = [{ ...put('a', 'x'), tenant: 'one' }, { ...put('a', 'y'), tenant: 'two' }, put('a', 'z')];
  await foldEvents(folder, page, { view: folder.columns.view, rows, unit: undefined });
  const skusOf = (tenant?: string) => rows.rowsOf(tenant).map((row) => decodeColumns(folder.columns.all, row)['skus']);
  expect([skusOf('one'), skusOf('two'), skusOf()]).toEqual([[['x']], [['y']], [['z']]]);
});

test('bigints and decimals come back exactly, in memory as from a table', async () => {
  const huge = 9_007_199_254_740_993n;
  const seen: unknown[] = [];
  const handlers: ProjectionHandlers<BalancesContract> = {
    ...balancesHandlers,
    MoneyMoved(_event, row) {
      seen.push(row.current?.cents);
      row.patch({ cents: huge });
    },
  };
  const rows = await folded(bindProjection(balances, handlers), [opened(1), moved(1, 1), moved(1, 2)]);
  expect(seen).toEqual([0n, huge]);
  expect(rows).toEqual([{ accountId: accountId(1), holder: 'Ann', cents: huge, euros: '0.00' }]);
});

test('it makes no difference where pages end', async () => {
  const page = [put('a', 'x'), put('b', 'y'), put('a', 'z'), put('c', 'x'), put('b', 'x')];
  const whole = await folded(bindProjection(carts, cartsHandlers), page);
  const single = await folded(bindProjection(carts, cartsHandlers), ...page.map((each) => [each]));
  expect(single).toEqual(whole);
});

test('a deleted row is gone, for the next event too; deleting none is no error', async () => {
  const seen: unknown[] = [];
  const handler: ProjectionHandlers<CartsContract>['ItemPut'] = ({ data: { sku } }, row) => {
    seen.push(row.current?.items);
    if (sku === 'none') row.delete();
    else row.insert({ items: 1, skus: [] });
  };
  const page = [put('a', 'none'), put('a', 'x'), put('a', 'none'), put('a', 'x')];
  expect(await folded(cartsWith(handler), page, [put('b', 'none')])).toEqual([{ cartId: 'a', items: 1, skus: [] }]);
  expect(seen).toEqual([undefined, undefined, 1, undefined, undefined]);
});

test('patching keeps the other fields, and an optional field that was left out stays so', async () => {
  const handler: ProjectionHandlers<CartsContract>['ItemPut'] = (_event, row) => {
    if (row.current === undefined) row.insert({ items: 1, skus: ['s'] });
    else row.patch({ items: 2 });
  };
  const rows = await folded(cartsWith(handler), [put('a', 'x'), put('a', 'x')]);
  expect(rows).toEqual([{ cartId: 'a', items: 2, skus: ['s'] }]);
});

test('a handler is waited for, and so is what only looks like a promise', async () => {
  const rows = await folded(
    cartsWith(async (_event, row) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      row.upsert({ items: (row.current?.items ?? 0) + 1, skus: [] });
    }),
    [put('a', 'x'), put('a', 'y')],
  );
  expect(rows).toEqual([{ cartId: 'a', items: 2, skus: [] }]);
});

test('what a handler does to its row after it has ended is refused', async () => {
  let late: (() => void) | undefined;
  await folded(
    cartsWith((_event, row) => {
      late = () => row.upsert({ items: 1, skus: [] });
    }),
    [put('a', 'x')],
  );
  expect(late).toThrow(/after its handler had ended/);
});

test('inserting where a row is names projection, event and key', async () => {
  const error = await failure((_event, row) => row.insert({ items: 1, skus: [] }), put('a', 'x'), put('a', 'y'));
  expect(isRuntimeError(error, 'row-exists') && error).toMatchObject({
    projection: 'bank.Carts',
    eventType: 'bank.ItemPut',
    key: { cartId: 'a' },
    message: expect.stringMatching(/bank\.Carts, bank\.ItemPut \S+: the row at cartId a is there already/) as string,
  });
});

test('patching where no row is says so', async () => {
  const error = await failure((_event, row) => row.patch({ items: 1 }));
  expect(isRuntimeError(error, 'row-missing')).toBe(true);
});

test('a row that does not fit is refused with every problem, and without its values', async () => {
  const wrong = { items: 1.5, skus: [], last: 7, extra: 'secret' };
  const error = await failure((_event, row) => row.upsert(wrong as never));
  expect(isRuntimeError(error, 'invalid-row') && error.problems.map(({ pointer }) => pointer).sort()).toEqual([
    '/extra',
    '/items',
    '/last',
  ]);
  expect(String(error)).not.toMatch(/secret/);
});

test('a handler cannot move its row to another key', async () => {
  const moving = { cartId: 'b', items: 1, skus: [] };
  expect(
    await folded(
      cartsWith((_event, row) => row.upsert(moving)),
      [put('a', 'x')],
    ),
  ).toEqual([{ cartId: 'a', items: 1, skus: [] }]);
});

test('an event without a value for the key is the one that fails', async () => {
  const bare = event('ItemPut', {}, { sku: 'x' });
  const error: unknown = await folded(bindProjection(carts, cartsHandlers), [put('a', 'x'), bare]).catch(
    (thrown: unknown) => thrown,
  );
  expect(error instanceof FoldFailure && error.index).toBe(1);
  expect(error instanceof FoldFailure && isRuntimeError(error.cause, 'missing-key')).toBe(true);
});

test('what a handler throws comes with its event', async () => {
  const thrown = new Error('no');
  const error = await failure(() => {
    throw thrown;
  });
  expect(error).toBe(thrown);
});

test.each([
  ['a missing handler', {}, /no handler for ItemPut/],
  ['one too many', { ...cartsHandlers, Other: () => undefined }, /does not take Other/],
  ['an inherited one', Object.create(cartsHandlers) as object, /no handler for ItemPut/],
])('%s is refused', (_case, handlers, message) => {
  expect(() => createFolder(bindProjection(carts, handlers as never))).toThrow(message);
});
