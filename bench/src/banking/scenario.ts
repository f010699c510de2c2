/** A day at the bank: accounts are opened, paid into, drawn on by transfers, and looked at, all by many at once. */
import { randomUUID } from 'node:crypto';
import { type Answered, type Load, type LoadResult, type Sent, sendAll } from './load.js';

export interface Size {
  readonly accounts: number;
  readonly deposits: number;
  readonly transfers: number;
  readonly balances: number;
}

export interface Day {
  readonly accounts: readonly string[];
  readonly results: Readonly<Record<'open' | 'deposit' | 'transfer' | 'balance', LoadResult>>;
  /** Ids of transfers that were taken. */
  readonly transfers: readonly string[];
  /** Deposits that were taken, each once. */
  readonly deposited: number;
  /** Of those that were taken, how many were sent again. */
  readonly repeated: number;
}

/** Every so many deposits, one is sent again. */
const repeatedEvery = 10;

export async function liveThroughDay(address: string, size: Size): Promise<Day> {
  const send = (count: number, next: Load['next']): Promise<LoadResult> =>
    sendAll({ address, count, connections: Math.min(32, count), next });
  const accounts = Array.from({ length: size.accounts }, () => randomUUID());
  const any = (): string => accounts[Math.floor(Math.random() * accounts.length)] ?? '';

  const open = await send(size.accounts, (index) => ({
    ...{ method: 'PUT', path: `/accounts/${accounts[index]}`, body: { customerId: randomUUID() } },
  }));
  const deposit = await send(size.deposits, depositsOf(any));
  const transfers: string[] = [];
  const transfer = await send(size.transfers, () => {
    const transferId = randomUUID();
    transfers.push(transferId);
    const [from, to] = twoOf(any);
    const body = { from, to, debit: { amount: '0.01', currency: 'EUR' }, creditCurrency: 'EUR' };
    return { method: 'PUT', path: `/transfers/${transferId}`, body };
  });
  const balance = await send(size.balances, () => ({ method: 'GET', path: `/accounts/${any()}/balance` }));
  return { accounts, results: { open, deposit, transfer, balance }, transfers, ...taken(deposit.answers) };
}

/** Deposits of 1 euro with an Idempotency-Key each; some come a second time, while the first is perhaps still at work. */
function depositsOf(any: () => string): Load['next'] {
  let last: Sent | undefined;
  return (index) => {
    if (last !== undefined && index % repeatedEvery === 0) return last;
    const headers = { 'idempotency-key': randomUUID() };
    last = { method: 'POST', path: `/accounts/${any()}/deposits`, body: { amount: '1' }, headers };
    return last;
  };
}

function taken(answers: readonly Answered[]): Pick<Day, 'deposited' | 'repeated'> {
  const accepted = answers.filter(({ status }) => status === 201);
  const deposited = new Set(accepted.map(({ sent }) => sent.headers?.['idempotency-key'])).size;
  return { deposited, repeated: accepted.length - deposited };
}

function twoOf(any: () => string): readonly [string, string] {
  for (;;) {
    const [from, to] = [any(), any()];
    if (from !== to) return [from, to];
  }
}

/** Answers that no rule of the API speaks of. */
export function undeclared(answers: readonly Answered[]): readonly Answered[] {
  return answers.filter(({ status, body }) => status >= 300 && !/^\{.*"type":"\/problems\/(?!unexpected)/.test(body));
}
