import type { CommandStore, ContextOptions } from '../../../runtime/src/command/context.js';
import type { SnapshotCodec } from '../../../runtime/src/snapshot/state-codec.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import {
  AccountClosed,
  type AccountDecider,
  AccountOpened,
  MoneyMoved,
  Overdrawn,
} from '../../golden/snapshots/expected/src/generated/bank/account.js';
import { type Bank, createBank } from '../../golden/snapshots/expected/src/generated/bank/bank.js';
import { type CartDecider, ItemPut } from '../../golden/snapshots/expected/src/generated/bank/cart.js';
import { GaugeAggregate, Read, type ReadGauge } from '../../golden/snapshots/expected/src/generated/bank/gauge.js';
import {
  type Count,
  Counted,
  MeterAggregate,
  type MeterState,
} from '../../golden/snapshots/expected/src/generated/bank/meter.js';

export const accountId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';

export const accountDecider: AccountDecider = {
  initialState: { status: 'none' },
  decide: {
    OpenAccount: ({ data }) => [AccountOpened.of({ holder: data.holder })],
    MoveMoney({ data }, state) {
      if (state.status !== 'open') return [];
      const balance = state.balance + BigInt(data.cents);
      return balance < 0n ? Overdrawn.of({ balance: Number(state.balance) }) : [MoneyMoved.of({ cents: data.cents })];
    },
    CloseAccount: (_command, state) => (state.status === 'open' ? [AccountClosed.of()] : []),
  },
  evolve: {
    AccountOpened: (_state, { data }) => ({ status: 'open', holder: data.holder, balance: 0n, movements: [] }),
    MoneyMoved(state, { data: { cents } }) {
      if (state.status !== 'open') return state;
      return { ...state, balance: state.balance + BigInt(cents), movements: [...state.movements, { cents }] };
    },
    AccountClosed: () => ({ status: 'closed' }),
  },
};

/** A state that JSON cannot hold as it is. */
export interface Cart {
  readonly skus: ReadonlyMap<string, number>;
}

const cartDecider: CartDecider<Cart> = {
  initialState: { skus: new Map() },
  decide: { PutItem: ({ data }) => [ItemPut.of({ sku: data.sku })] },
  evolve: { ItemPut: ({ skus }, { data: { sku } }) => ({ skus: new Map([...skus, [sku, (skus.get(sku) ?? 0) + 1]]) }) },
};

const cartCodec: SnapshotCodec<Cart> = {
  encode: ({ skus }) => [...skus],
  decode: (json) => ({ skus: new Map(json as [string, number][]) }),
};

export class Meter extends MeterAggregate {
  total = 0;

  override count({ data: { by } }: Count): void {
    for (let left = by; left > 0; left -= 1) this.raise(Counted.of({ by: 1 }));
  }

  protected override onCounted({ data }: Counted): void {
    this.total += data.by;
  }

  protected override toSnapshot(): MeterState {
    return { total: this.total };
  }

  protected override fromSnapshot({ total }: MeterState): void {
    this.total = total;
  }
}

export class Gauge extends GaugeAggregate {
  values: number[] = [];

  override readGauge({ data: { value } }: ReadGauge): void {
    this.raise(Read.of({ value }));
  }

  protected override onRead({ data }: Read): void {
    this.values.push(data.value);
  }
}

const gaugeCodec: SnapshotCodec<Gauge> = {
  encode: ({ values }) => values,
  decode: (json) => Object.assign(new Gauge(), { values: json as number[] }),
};

export interface BankKit {
  readonly store: FullEventStore;
  readonly bank: Bank<Cart, Gauge, Meter>;
  /** Stored events that were read out of streams since the last `forget`. */
  readonly reads: { events: number; pages: number };
  forget(): void;
}

/** The bank on a memory store whose reads are counted. */
export function bankKit(
  options: Partial<Omit<ContextOptions, 'store'>> & {
    readonly store?: FullEventStore;
    readonly decider?: AccountDecider;
    readonly around?: (store: FullEventStore) => CommandStore;
  } = {},
): BankKit {
  const { store = createMemoryEventStore(), decider = accountDecider, around = (given) => given, ...rest } = options;
  const reads = { events: 0, pages: 0 };
  const counted: FullEventStore = {
    ...store,
    async readStream(...given) {
      const page = await store.readStream(...given);
      reads.pages += 1;
      reads.events += page.events.length;
      return page;
    },
  };
  const bank = createBank({
    store: around(counted),
    sleep: async () => undefined,
    account: { decider },
    cart: { decider: cartDecider, snapshots: cartCodec },
    gauge: { aggregate: Gauge, snapshots: gaugeCodec },
    meter: { aggregate: Meter },
    ...rest,
  });
  return { store, bank, reads, forget: () => void Object.assign(reads, { events: 0, pages: 0 }) };
}

export const open = (bank: BankKit['bank']) => bank.account.openAccount({ accountId, holder: { name: 'Ann' } });
export const move = (bank: BankKit['bank'], cents: number) => bank.account.moveMoney({ accountId, cents });
