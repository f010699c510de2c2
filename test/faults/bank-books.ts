/** What the log of the bank says, added up by code of its own: in whole cents, from stored events, without the rules of the bank. */
import type { Bank } from '../../examples/banking/src/bank.js';
import { registries } from '../../examples/banking/src/registries.js';
import { readLog } from '../../runtime/src/repository/read-log.js';
import type { LogReader } from '../../runtime/src/store/read.js';

type Cents = Readonly<Record<string, number>>;

export interface Books {
  /** By account. */
  readonly balances: Cents;
  /** By currency: what was paid in or converted, and is on no account. Nothing, if all is well. */
  readonly withoutOwner: Cents;
  readonly endings: Readonly<Record<string, number>>;
}

export interface TransferInLog {
  readonly transferId: string;
  readonly ending: 'completed' | 'refused' | 'reversed' | undefined;
  readonly debit: Amount;
  readonly credit: Amount;
}

interface Amount {
  readonly amount: string;
  readonly currency: string;
}

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const endings = {
  'banking.TransferCompleted': 'completed',
  'banking.TransferRefused': 'refused',
  'banking.TransferReversed': 'reversed',
} as const;

/** @throws Error for a transfer that ended twice */
export async function transfersOfLog(store: LogReader): Promise<readonly TransferInLog[]> {
  const transfers = new Map<string, TransferInLog>();
  for await (const event of readLog(store, registries)) {
    if (event.type === 'banking.TransferRequested') {
      const { transferId } = event.id;
      const { debit, credit } = event.data;
      transfers.set(transferId, { transferId, ending: undefined, debit, credit });
      continue;
    }
    if (
      event.type !== 'banking.TransferCompleted' &&
      event.type !== 'banking.TransferRefused' &&
      event.type !== 'banking.TransferReversed'
    )
      continue;
    const found = transfers.get(event.id.transferId);
    if (found === undefined || found.ending !== undefined) throw new Error(`${event.id.transferId} ended twice.`);
    transfers.set(event.id.transferId, { ...found, ending: endings[event.type] });
  }
  return [...transfers.values()];
}

export async function balancesOfLog(store: LogReader): Promise<Books> {
  const balances: Record<string, number> = {};
  const currencyOf: Record<string, string> = {};
  const withoutOwner: Record<string, number> = {};
  const add = (sums: Record<string, number>, key: string, units: number): void => {
    sums[key] = (sums[key] ?? 0) + units;
  };
  for await (const event of readLog(store, registries)) {
    if (event.type === 'banking.AccountOpened') {
      balances[event.id.accountId] = 0;
      currencyOf[event.id.accountId] = event.data.currency;
    } else if (event.type === 'banking.MoneyDeposited') {
      add(balances, event.id.accountId, cents(event.data.amount));
      add(withoutOwner, currencyOf[event.id.accountId] ?? '', cents(event.data.amount));
    } else if (event.type === 'banking.MoneyReceived' || event.type === 'banking.MoneyReturned') {
      add(balances, event.id.accountId, cents(event.data.amount));
    } else if (event.type === 'banking.MoneySent') {
      add(balances, event.id.accountId, -cents(event.data.amount));
    }
  }
  const counts: Record<string, number> = {};
  for (const { ending, debit, credit } of await transfersOfLog(store)) {
    add(counts, ending ?? 'unended', 1);
    if (ending !== 'completed') continue;
    add(withoutOwner, debit.currency, -cents(debit.amount));
    add(withoutOwner, credit.currency, cents(credit.amount));
  }
  for (const [accountId, units] of Object.entries(balances)) add(withoutOwner, currencyOf[accountId] ?? '', -units);
  const left = Object.entries(withoutOwner).filter(([, units]) => units !== 0);
  return { balances, withoutOwner: Object.fromEntries(left), endings: counts };
}

export async function balancesOfViews(bank: Bank): Promise<Cents> {
  const balances: Record<string, number> = {};
  for await (const { accountId, balance } of bank.projections.accountBalance.all())
    balances[accountId] = cents(balance);
  return balances;
}
