import {
  type BoundProjection,
  bindProjection,
  deciderRepository,
  exposeContext,
  openContext,
  openProjection,
  type ProjectionDefinition,
  type ProjectionHandlers,
  type ProjectionOptions,
  type Unit,
} from '../../../runtime/src/codegen/v1/index.js';
import { account, MoveMoney, OpenAccount } from '../../golden/snapshots/expected/src/generated/bank/account.js';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { cart, type CartDecider, ItemPut, PutItem } from '../../golden/snapshots/expected/src/generated/bank/cart.js';
import { accountDecider } from '../snapshot/bank-kit.js';
import {
  balances,
  type BalancesContract,
  balancesHandlers,
  carts,
  type CartsContract,
  cartsHandlers,
  liveCarts,
  liveCartsHandlers,
  skus,
  type SkusContract,
  skusHandlers,
} from './bank-projections.js';

const cartDecider: CartDecider<null> = {
  initialState: null,
  decide: { PutItem: ({ data }) => [ItemPut.of({ sku: data.sku })] },
  evolve: { ItemPut: () => null },
};

/** What a test may change of the bank's projections. */
export interface Projections<U extends Unit = Unit> {
  readonly carts: ProjectionDefinition<CartsContract>;
  readonly cartsHandlers: ProjectionHandlers<CartsContract, U>;
  readonly skus: ProjectionDefinition<SkusContract>;
  readonly skusHandlers: ProjectionHandlers<SkusContract, U>;
  readonly balances: ProjectionDefinition<BalancesContract>;
  readonly balancesHandlers: ProjectionHandlers<BalancesContract, U>;
}

export const usual: Projections = { carts, cartsHandlers, skus, skusHandlers, balances, balancesHandlers };

/** The bank as it would be generated with projections. */
export function createBank<U extends Unit>(options: ProjectionOptions<U>, given: Partial<Projections<U>> = {}) {
  const all = { ...usual, ...given };
  const bound: readonly BoundProjection[] = [
    bindProjection(all.carts, all.cartsHandlers),
    bindProjection(all.skus, all.skusHandlers),
    bindProjection(all.balances, all.balancesHandlers),
    bindProjection(liveCarts, liveCartsHandlers),
  ];
  const context = openContext(bankRegistry, { sleep: async () => undefined, ...options }, bound);
  const accounts = deciderRepository(account, accountDecider, context);
  const cartRepository = deciderRepository(cart, cartDecider, context);
  const projections = {
    carts: openProjection(context, all.carts),
    skus: openProjection(context, all.skus),
    balances: openProjection(context, all.balances),
    liveCarts: openProjection(context, liveCarts),
  };
  return exposeContext(context, {
    put: (cartId: string, sku: string, commandId?: string) =>
      cartRepository.handle(
        'PutItem',
        PutItem.of({ cartId, sku }),
        commandId === undefined ? {} : { commandId: commandId as never },
      ),
    account: (accountId: string) => accounts.load({ accountId }),
    open: (accountId: string, name = 'Ann') =>
      accounts.handle('OpenAccount', OpenAccount.of({ accountId, holder: { name } })),
    move: (accountId: string, cents: number, commandId?: string) =>
      accounts.handle(
        'MoveMoney',
        MoveMoney.of({ accountId, cents }),
        commandId === undefined ? {} : { commandId: commandId as never },
      ),
    projections,
  });
}

export type ProjectingBank = ReturnType<typeof createBank>;

export const quick = { lease: 400, pollInterval: 20, failure: { firstPause: 1, longestPause: 5 } };

/** All rows, in the order of their keys. */
export async function allRows<Row>(projection: { all(): AsyncIterable<Row> }): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of projection.all()) rows.push(row);
  return rows;
}

export const accountId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
