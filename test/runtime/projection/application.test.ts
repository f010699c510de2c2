import { expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../../runtime/src/application/application.js';
import {
  bindProjection,
  defineProjection,
  defineRegistry,
  exposeContext,
  integer,
  openContext,
  openProjection,
  type ProjectionHandlers,
  record,
  type StreamEvent,
  text,
} from '../../../runtime/src/codegen/v1/index.js';
import { createProcessor, type Processor } from '../../../runtime/src/processor/create-processor.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { cart, type CartId, type ItemPut } from '../../golden/snapshots/expected/src/generated/bank/cart.js';
import { balances, balancesHandlers, carts, type CartsContract, cartsHandlers } from './bank-projections.js';
import { createBank, quick, running } from './projecting-bank.js';

interface SalesRow {
  readonly sku: string;
  readonly sold: number;
}

interface SalesContract {
  readonly key: { readonly sku: string };
  readonly row: SalesRow;
  readonly events: { readonly 'bank.ItemPut': StreamEvent<ItemPut, CartId> };
}

/** Of a context that has no streams of its own. */
const sales = defineProjection<SalesContract>({
  context: 'reports',
  name: 'Sales',
  run: 'async',
  on: { 'bank.ItemPut': { type: 'bank.ItemPut', key: { sku: { field: 'sku' } } } },
  key: { sku: 'text' },
  fields: { sold: 'integer' },
  row: record<SalesRow>({ sku: text, sold: integer }),
  indexes: [],
  hash: '00000000000000e1',
});

const salesHandlers: ProjectionHandlers<SalesContract> = {
  'bank.ItemPut': (_event, row) => row.upsert({ sold: (row.current?.sold ?? 0) + 1 }),
};

const reportsRegistry = defineRegistry('reports', []);

function createReports(store: FullEventStore, run: 'async' | 'live' = 'async') {
  const definition = defineProjection<SalesContract>({ ...sales, run });
  const context = openContext(reportsRegistry, { store }, [bindProjection(definition, salesHandlers)]);
  return exposeContext(context, { projections: { sales: openProjection(context, definition) } });
}

function processor(store: FullEventStore, name: string): Processor {
  return createProcessor({ store, name, registries: [bankRegistry], handle: () => undefined, ...quick });
}

function scene() {
  const store = createMemoryEventStore();
  const bank = createBank({ store });
  return { store, bank, reports: createReports(store) };
}

test('a projection finds events of other contexts through the application', async () => {
  const { bank, reports } = scene();
  await bank.put('a', 'x');
  await running(bank, { contexts: { bank, reports } });
  await bank.put('b', 'x');
  await reports.projections.sales.caughtUp();
  expect(await reports.projections.sales.find({ sku: 'x' })).toEqual({ sku: 'x', sold: 2 });
});

test('so does one that is folded on request, once the application knows both', async () => {
  const { store, bank } = scene();
  const reports = createReports(store, 'live');
  await bank.put('a', 'x');
  await expect(reports.projections.sales.find({ sku: 'x' })).rejects.toThrow(
    /takes bank\.ItemPut, which no context here has/,
  );
  openApplication({ contexts: { bank, reports } });
  expect(await reports.projections.sales.find({ sku: 'x' })).toEqual({ sku: 'x', sold: 1 });
});

test('events that no context has are refused before anything is started', () => {
  const { reports } = scene();
  expect(() => openApplication({ contexts: { reports } })).toThrow(
    /reports\.Sales takes bank\.ItemPut, which no context here has\. Open its context/,
  );
});

test.each<[string, (s: ReturnType<typeof scene>) => Record<string, object>, RegExp]>([
  ['something that is no context', ({ bank }) => ({ bank, other: {} }), /other is no context/],
  ['a context twice', ({ store, bank }) => ({ bank, again: createBank({ store }) }), /both have the name bank/],
  [
    'two stores',
    ({ bank }) => ({ bank, reports: createReports(createMemoryEventStore()) }),
    /reports is on another store than bank/,
  ],
  [
    'a tenant’s handle',
    ({ store }) => ({ bank: createBank({ store: store.forTenant('one') }) }),
    /on a tenant’s handle/,
  ],
  [
    'one category in two contexts',
    ({ store, bank }) => ({
      bank,
      other: exposeContext(
        openContext(defineRegistry('other', [{ ...cart, events: {}, commands: {} }]), { store }),
        {},
      ),
    }),
    /both have the category bank\.cart/,
  ],
  [
    'events stored under one name in two contexts',
    ({ store, bank }) => ({
      bank,
      other: exposeContext(openContext(defineRegistry('other', [{ ...cart, category: 'other.cart' }]), { store }), {}),
    }),
    /both have events stored as bank\.ItemPut/,
  ],
  [
    'two projections of one name',
    ({ store, bank }) => ({
      bank,
      other: exposeContext(
        openContext(defineRegistry('other', []), { store }, [bindProjection(carts, cartsHandlers)]),
        {},
      ),
    }),
    /both have a projection bank\.Carts/,
  ],
])('%s is refused', (_case, contexts, message) => {
  expect(() => openApplication({ contexts: contexts(scene()) })).toThrow(message);
});

test('two projections of one name within a context are refused', () => {
  const { store } = scene();
  const context = openContext(defineRegistry('reports', []), { store }, [
    bindProjection(sales, salesHandlers),
    bindProjection(defineProjection<SalesContract>({ ...sales }), salesHandlers),
  ]);
  expect(() => openApplication({ contexts: { reports: exposeContext(context, {}) } })).toThrow(
    /both have a projection reports\.Sales/,
  );
});

test('processors of one name, and such as are named like a projection, are refused', () => {
  const { store, bank } = scene();
  const twins = [processor(store, 'mails'), processor(store, 'mails')];
  expect(() => openApplication({ contexts: { bank }, processors: twins })).toThrow(/Two processors are called mails/);
  expect(() => openApplication({ contexts: { bank }, processors: [processor(store, 'projection:x')] })).toThrow(
    /named like a projection/,
  );
});

test('options for a projection that there is not are refused', () => {
  const { bank } = scene();
  expect(() => openApplication({ contexts: { bank }, projections: { 'bank.LiveCarts': {} } })).toThrow(
    /given for bank\.LiveCarts/,
  );
});

test('processors are started, watched and stopped with everything else', async () => {
  const { store, bank } = scene();
  const mails = processor(store, 'mails');
  const application = await running(bank, { processors: [mails] });
  await bank.put('a', 'x');
  const head = await store.head();
  if (head !== undefined) await mails.reached(head);
  expect((await application.health()).processors).toMatchObject([{ name: 'mails', state: 'leading', handled: 1 }]);
  await application.stop();
  await application.ended;
  expect((await application.health()).processors).toMatchObject([{ state: 'stopped' }]);
  expect((await application.health()).projections.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'stopped']);
});

test('one processor that fails is told of, and the others go on', async () => {
  const { store, bank } = scene();
  const failing = createProcessor({
    ...{ store, name: 'failing', registries: [bankRegistry], ...quick },
    failure: { attempts: 1 },
    handle() {
      throw new Error('no mail today');
    },
  });
  const application = await running(bank, { processors: [failing] });
  await bank.put('a', 'x');
  await expect(application.ended).rejects.toMatchObject({ code: 'processor-failed', processor: 'failing' });
  await bank.put('a', 'y');
  await bank.projections.carts.caughtUp();
  expect(await bank.projections.carts.find({ cartId: 'a' })).toMatchObject({ items: 2 });
});

test('what cannot be started stops what was, and is started once only', async () => {
  const { store, bank } = scene();
  const mails = processor(store, 'mails');
  const application = openApplication({
    contexts: { bank },
    processors: [mails],
    projections: { 'bank.Skus': { slices: 2 } },
    keep: quick,
  });
  onTestFinished(() => application.stop());
  await expect(application.start()).rejects.toThrow(/bank\.Skus cannot be kept in slices/);
  expect(mails.health().state).toBe('stopped');
  await expect(application.start()).rejects.toMatchObject({ code: 'invalid-use' });
});

test('health tells how far behind the rows are', async () => {
  const { store, bank } = scene();
  for (let at = 0; at < 20; at += 1) await bank.put('a', `x${at}`);
  const slow: ProjectionHandlers<CartsContract> = {
    async ItemPut(event, row, handling) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return cartsHandlers.ItemPut(event, row, handling);
    },
  };
  const application = await running(createBank({ store }, { cartsHandlers: slow }), { keep: { batch: 2 } });
  const cartsHealth = async () => (await application.health()).projections[0];
  expect((await cartsHealth())?.behind).toBeGreaterThan(0);
  await bank.projections.carts.caughtUp();
  expect(await cartsHealth()).toMatchObject({ projection: 'bank.Carts', run: 'async', behind: 0, events: 20 });
  expect((await cartsHealth())?.perSecond).toBeGreaterThan(0);
});

test('inline rows of a log that nobody has built yet are built by whoever starts first', async () => {
  const { store } = scene();
  const before = createBank({ store }, { balances: { ...balances, run: 'live' } });
  await before.open('00000000-0000-4000-8000-000000000001');
  const [one, two] = [createBank({ store }), createBank({ store }, { balancesHandlers })];
  await Promise.all([running(one), running(two)]);
  await one.projections.balances.caughtUp();
  expect((await one.projections.balances.query()).rows).toHaveLength(1);
  expect(await store.findViews('bank.Balances')).toMatchObject([{ state: 'serving' }]);
});
