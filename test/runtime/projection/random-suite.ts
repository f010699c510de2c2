import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Application, openApplication } from '../../../runtime/src/application/application.js';
import { defineProjection, type ProjectionHandlers } from '../../../runtime/src/codegen/v1/index.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import {
  balances,
  type BalancesContract,
  carts,
  type CartsContract,
  cartsHandlers,
  skus,
  type SkusContract,
} from './bank-projections.js';
import { accountId, allRows, createBank, type ProjectingBank, type Projections, quick } from './projecting-bank.js';

type Step =
  | { readonly kind: 'put'; readonly cart: number; readonly sku: number; readonly tenant: boolean }
  | { readonly kind: 'move'; readonly account: number; readonly cents: number }
  | { readonly kind: 'restart'; readonly revision: number; readonly batch: number }
  | { readonly kind: 'start-another'; readonly batch: number }
  | { readonly kind: 'rebuild'; readonly which: 'bank.Carts' | 'bank.Skus' | 'bank.Balances'; readonly slices: number }
  | { readonly kind: 'wait'; readonly milliseconds: number };

const batch = fc.integer({ min: 1, max: 6 });
const put = fc.record({ kind: fc.constant('put' as const), cart: fc.nat(3), sku: fc.nat(3), tenant: fc.boolean() });
const move = fc.record({
  kind: fc.constant('move' as const),
  account: fc.nat(2),
  cents: fc.integer({ min: 1, max: 9 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: put, weight: 8 },
  { arbitrary: move, weight: 8 },
  { arbitrary: fc.record({ kind: fc.constant('restart' as const), revision: fc.nat(1), batch }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('start-another' as const), batch }), weight: 1 },
  {
    arbitrary: fc.record({
      kind: fc.constant('rebuild' as const),
      which: fc.constantFrom('bank.Carts' as const, 'bank.Skus' as const, 'bank.Balances' as const),
      slices: fc.integer({ min: 1, max: 3 }),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat(8) }), weight: 2 },
);

/** Every seventh call of a handler fails, which a retry mends. */
function shaky(): ProjectionHandlers<CartsContract> {
  let calls = 0;
  return {
    ItemPut(event, row, handling) {
      calls += 1;
      if (calls % 7 === 0) throw new Error('shaky');
      return cartsHandlers.ItemPut(event, row, handling);
    },
  };
}

const revised = (hash: string, revision: number): string => `${hash.slice(0, -2)}f${String(revision)}`;

const projectionsOf = (revision: number): Partial<Projections> => ({
  carts: defineProjection<CartsContract>({ ...carts, hash: revised(`${carts.hash}`, revision) }),
  cartsHandlers: shaky(),
  skus: defineProjection<SkusContract>({ ...skus, hash: revised(skus.hash, revision) }),
  balances: defineProjection<BalancesContract>({ ...balances, hash: revised(balances.hash, revision) }),
});

/** What was done, as a fold of its own would have it. */
class Expected {
  readonly carts = new Map<string, string[]>();
  readonly tenants = new Map<string, string[]>();
  readonly puts = new Map<string, number>();
  readonly cents = new Map<string, bigint>();

  put(cart: string, sku: string, tenant: boolean): void {
    const rows = tenant ? this.tenants : this.carts;
    rows.set(cart, [...(rows.get(cart) ?? []), sku]);
    if (!tenant) this.puts.set(sku, (this.puts.get(sku) ?? 0) + 1);
  }
}

async function compare(bank: ProjectingBank, tenant: ProjectingBank, expected: Expected): Promise<void> {
  const { projections } = bank;
  for (const projection of [projections.carts, projections.skus, projections.balances]) await projection.caughtUp();
  const byKey = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const skusIn = async (from: ProjectingBank) =>
    (await allRows(from.projections.carts)).map(({ cartId, skus: list }) => [cartId, list]);
  expect(await skusIn(bank)).toEqual(byKey(expected.carts));
  expect(await skusIn(tenant)).toEqual(byKey(expected.tenants));
  expect((await allRows(projections.skus)).map(({ sku, puts }) => [sku, puts])).toEqual(byKey(expected.puts));
  expect((await allRows(projections.balances)).map((row) => [row.accountId, row.cents])).toEqual(byKey(expected.cents));
}

/** One that is under way already may have another number of slices. */
async function rebuilt(application: Application, which: string, slices: number): Promise<void> {
  try {
    await application.rebuild(which, { slices });
  } catch (error) {
    if (!isRuntimeError(error, 'invalid-use')) throw error;
  }
}

/** One process after the other, and some side by side, doing what the steps say. */
class World {
  readonly expected = new Expected();
  readonly #store: FullEventStore;
  readonly #rebuilds: Promise<unknown>[] = [];
  #revision = 0;
  #applications: Application[] = [];
  bank: ProjectingBank;
  tenant: ProjectingBank;

  constructor(store: FullEventStore) {
    this.#store = store;
    [this.bank, this.tenant] = this.#code();
  }

  async take(steps: readonly Step[]): Promise<void> {
    for (const each of steps) await this.#step(each);
  }

  async begin(size: number, slices: number): Promise<void> {
    const application = openApplication({
      contexts: { bank: this.bank },
      keep: { ...quick, batch: size },
      // What was settled before stays; only a first build is cut.
      projections: (await this.#store.findViews('bank.Carts')).length === 0 ? { 'bank.Carts': { slices } } : {},
    });
    this.#applications.push(application);
    await application.start();
  }

  async end(): Promise<void> {
    await Promise.all(this.#rebuilds);
    await Promise.all(this.#applications.map((application) => application.stop()));
    this.#applications = [];
  }

  #code(): [ProjectingBank, ProjectingBank] {
    const given = projectionsOf(this.#revision);
    return [createBank({ store: this.#store }, given), createBank({ store: this.#store.forTenant('t') }, given)];
  }

  async #step(taken: Step): Promise<void> {
    if (taken.kind === 'put') {
      const [cart, sku] = [`cart-${taken.cart}`, `sku-${taken.sku}`];
      await (taken.tenant ? this.tenant : this.bank).put(cart, sku);
      this.expected.put(cart, sku, taken.tenant);
    } else if (taken.kind === 'move') await this.#move(accountId(taken.account), taken.cents);
    else if (taken.kind === 'wait') await new Promise((resolve) => setTimeout(resolve, taken.milliseconds));
    else if (taken.kind === 'rebuild') {
      const slices = taken.which === 'bank.Skus' ? 1 : taken.slices;
      const [application] = this.#applications;
      if (application !== undefined) this.#rebuilds.push(rebuilt(application, taken.which, slices));
    } else {
      if (taken.kind === 'restart') {
        await this.end();
        this.#revision = taken.revision;
        [this.bank, this.tenant] = this.#code();
      }
      await this.begin(taken.batch, 1);
    }
  }

  async #move(id: string, cents: number): Promise<void> {
    const { expected } = this;
    if (!expected.cents.has(id)) await this.bank.open(id);
    await this.bank.move(id, cents);
    expected.cents.set(id, (expected.cents.get(id) ?? 0n) + BigInt(cents));
  }
}

/** Whatever happens in whatever order, rows are what a fresh fold of the log gives. */
export function randomSuite(open: () => Promise<FullEventStore>, numRuns: number): void {
  describe('at random', () => {
    test('rows are what the log says', { timeout: 240_000 }, async () => {
      const worlds = fc.record({
        steps: fc.array(step, { minLength: 5, maxLength: 40 }),
        batch,
        slices: fc.integer({ min: 1, max: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(worlds, async ({ steps, batch: size, slices }) => {
          const store = await open();
          const world = new World(store);
          try {
            await world.begin(size, slices);
            await world.take(steps);
            await compare(world.bank, world.tenant, world.expected);
          } finally {
            await world.end();
            await store.close();
          }
        }),
        { numRuns },
      );
    });
  });
}
