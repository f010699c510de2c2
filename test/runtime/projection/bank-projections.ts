// Projections of the bank, as generated code would define them, and what a user might write for them.
import {
  bigint,
  decimal,
  type Decimal,
  defineProjection,
  integer,
  json,
  type JsonValue,
  type LiveHandlers,
  nullable,
  optional,
  type ProjectionDefinition,
  type ProjectionHandlers,
  record,
  type StreamEvent,
  text,
} from '../../../runtime/src/codegen/v1/index.js';
import type {
  AccountId,
  AccountOpened,
  MoneyMoved,
} from '../../golden/snapshots/expected/src/generated/bank/account.js';
import type { CartId, ItemPut } from '../../golden/snapshots/expected/src/generated/bank/cart.js';

/** What lies in one cart. */
export interface CartRow {
  readonly cartId: string;
  readonly items: number;
  readonly skus: JsonValue;
  readonly last?: string;
}

export interface CartsContract {
  readonly key: { readonly cartId: string };
  readonly row: CartRow;
  readonly events: { readonly ItemPut: StreamEvent<ItemPut, CartId> };
}

export const carts: ProjectionDefinition<CartsContract> = /* @__PURE__ */ defineProjection({
  context: 'bank',
  name: 'Carts',
  run: 'async',
  on: { ItemPut: { type: 'bank.ItemPut', key: { cartId: { id: 'cartId' } } } },
  key: { cartId: 'text' },
  fields: { items: 'integer', skus: 'json', last: 'text' },
  row: record<CartRow>({ cartId: text, items: integer, skus: json, last: optional(text) }),
  indexes: [['items']],
  hash: '00000000000000c1',
  category: 'bank.cart',
});

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

export const cartsHandlers: ProjectionHandlers<CartsContract> = {
  ItemPut({ data: { sku } }, row) {
    const { items = 0, skus } = row.current ?? {};
    row.upsert({ items: items + 1, skus: [...listOf(skus), sku], last: sku });
  },
};

/** How often each thing was put into whatever cart: rows of events of many streams. */
export interface SkuRow {
  readonly sku: string;
  readonly puts: number;
  readonly lastCart: string | null;
}

export interface SkusContract {
  readonly key: { readonly sku: string };
  readonly row: SkuRow;
  readonly events: { readonly ItemPut: StreamEvent<ItemPut, CartId> };
}

export const skus: ProjectionDefinition<SkusContract> = /* @__PURE__ */ defineProjection({
  context: 'bank',
  name: 'Skus',
  run: 'async',
  on: { ItemPut: { type: 'bank.ItemPut', key: { sku: { field: 'sku' } } } },
  key: { sku: 'text' },
  fields: { puts: 'integer', lastCart: 'text' },
  row: record<SkuRow>({ sku: text, puts: integer, lastCart: nullable(text) }),
  indexes: [['puts']],
  hash: '00000000000000c2',
});

export const skusHandlers: ProjectionHandlers<SkusContract> = {
  ItemPut({ id: { cartId } }, row) {
    row.upsert({ puts: (row.current?.puts ?? 0) + 1, lastCart: cartId });
  },
};

/** What an account holds, exactly. */
export interface BalanceRow {
  readonly accountId: string;
  readonly holder: string;
  readonly cents: bigint;
  readonly euros: Decimal;
}

export interface BalancesContract {
  readonly key: { readonly accountId: string };
  readonly row: BalanceRow;
  readonly events: {
    readonly AccountOpened: StreamEvent<AccountOpened, AccountId>;
    readonly MoneyMoved: StreamEvent<MoneyMoved, AccountId>;
  };
}

export const balances: ProjectionDefinition<BalancesContract> = /* @__PURE__ */ defineProjection({
  context: 'bank',
  name: 'Balances',
  run: 'inline',
  on: {
    AccountOpened: { type: 'bank.AccountOpened', key: { accountId: { id: 'accountId' } } },
    MoneyMoved: { type: 'bank.MoneyMoved', key: { accountId: { id: 'accountId' } } },
  },
  key: { accountId: 'text' },
  fields: { holder: 'text', cents: 'decimal', euros: 'decimal' },
  row: record<BalanceRow>({ accountId: text, holder: text, cents: bigint, euros: decimal }),
  indexes: [['cents']],
  hash: '00000000000000c3',
  category: 'bank.account',
});

const eurosOf = (cents: bigint): Decimal =>
  `${String(cents / 100n)}.${String(cents % 100n).padStart(2, '0')}` as Decimal;

export const balancesHandlers: ProjectionHandlers<BalancesContract> = {
  AccountOpened: ({ data: { holder } }, row) => row.insert({ holder: holder.name, cents: 0n, euros: eurosOf(0n) }),
  MoneyMoved({ data: { cents } }, row) {
    const sum = (row.current?.cents ?? 0n) + BigInt(cents);
    row.patch({ cents: sum, euros: eurosOf(sum) });
  },
};

/** The carts again, made when somebody asks. */
export const liveCarts: ProjectionDefinition<CartsContract> = /* @__PURE__ */ defineProjection({
  ...carts,
  name: 'LiveCarts',
  run: 'live',
  hash: '00000000000000c4',
});

export const liveCartsHandlers: LiveHandlers<CartsContract> = {
  ItemPut({ data: { sku } }, row) {
    const { items = 0, skus: known } = row.current ?? {};
    row.upsert({ items: items + 1, skus: [...listOf(known), sku], last: sku });
  },
};
