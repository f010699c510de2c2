// The bank of examples/banking in two processes that are killed and stopped while money moves: none is made, none is lost, and
// every transfer ends.
import { beforeAll, expect, test } from 'vitest';
import { openBank } from '../../examples/banking/src/bank.js';
import { openApplication } from '../../runtime/src/projection/index.js';
import { createSeededRandom, type SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { openAt } from '../support/open-at.js';
import { bankCustomer, type BankCustomer } from './bank-customer.js';
import { balancesOfLog, balancesOfViews, transfersOfLog } from './bank-books.js';
import { disturb } from './disturb.js';
import { type Child, buildChild, startChild, temporaryFolder } from './child-programs.js';

const count = Number(process.env['VARVE_BANK_TRANSFERS'] ?? '40');
const inFlight = 32;
/** Somebody is killed or stopped every so many milliseconds, and as many again by chance: whoever takes over has to come to work. */
const pace = count < 1_000 ? 200 : 1_000;
/** How long it may take until everything has ended that was asked for. */
const patience = 60_000 + count * 300;
const sleep = (pause: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause));
const idOf = (kind: number, number: number): string =>
  `${String(kind)}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Six accounts in euros, two in dollars, all with money; and one that was closed. */
const currencies = ['EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'USD', 'USD', 'EUR'];
const accounts = currencies.map((currency, index) => ({ accountId: idOf(1, index), currency }));
const closed = accounts.at(-1)?.accountId ?? '';

async function openAccounts({ ask }: BankCustomer): Promise<void> {
  for (const { accountId, currency } of accounts) {
    await ask('PUT', `/accounts/${accountId}`, { customerId: idOf(2, 1), currency });
    if (accountId === closed) continue;
    const key = { 'idempotency-key': `first:${accountId}` };
    await ask('POST', `/accounts/${accountId}/deposits`, { amount: '500' }, key);
  }
  await ask('DELETE', `/accounts/${closed}`, {}, { 'if-match': '"1"' });
}

/** Asks for all transfers, many at once. Some are for more than there is, some go to the account that was closed. */
async function transferAll({ ask }: BankCustomer, random: SeededRandom): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const number = (next += 1);
      const at = random.below(accounts.length - 1);
      const from = accounts[at];
      const to = accounts[(at + 1 + random.below(accounts.length - 1)) % accounts.length];
      if (from === undefined || to === undefined) throw new Error('There are accounts.');
      const debit = { amount: (1 + random.below(12_000) / 100).toFixed(2), currency: from.currency };
      const body = { from: from.accountId, to: to.accountId, debit, creditCurrency: to.currency };
      const key = { 'idempotency-key': `transfer:${String(number)}` };
      expect((await ask('PUT', `/transfers/${idOf(3, number)}`, body, key)).status).toBe(202);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, one));
}

interface Branches {
  readonly children: Child[];
  readonly addresses: () => readonly string[];
  readonly open: (at: number, ahead?: number) => Promise<void>;
}

function branchesAt(program: string, address: string): Branches {
  const children: Child[] = [];
  const addresses: (string | undefined)[] = [];
  let owners = 0;
  const open = async (at: number, ahead = 0): Promise<void> => {
    owners += 1;
    const child = startChild(program, [address, `branch-${String(owners)}`, String(ahead)]);
    children[at] = child;
    addresses[at] = undefined;
    addresses[at] = (await child.line('open')).slice('open '.length);
  };
  return { children, addresses: () => addresses.flatMap((known) => known ?? []), open };
}

export function disturbedBank(
  name: string,
  freshAddress: () => Promise<string> | string,
  seeds: readonly number[],
): void {
  const folder = temporaryFolder();
  let program = '';
  beforeAll(async () => {
    program = await buildChild('bank', folder);
  });
  const timeout = 120_000 + count * 1_000 + 2 * patience;

  test.each(seeds)(`${name}: money is conserved, whoever is killed or stopped, seed %i`, { timeout }, async (seed) => {
    const address = await freshAddress();
    const branches = branchesAt(program, address);
    await branches.open(0);
    await branches.open(1);
    const customer = bankCustomer(branches.addresses, createSeededRandom(seed));
    await openAccounts(customer);
    const store = await openAt(address);
    const unended = async (): Promise<readonly string[]> =>
      (await transfersOfLog(store)).filter(({ ending }) => ending === undefined).map(({ transferId }) => transferId);
    const allEnded = (): Promise<void> =>
      expect.poll(unended, { timeout: patience, interval: count < 1_000 ? 200 : 3_000 }).toEqual([]);
    let isOver = false;
    const transferring = transferAll(customer, createSeededRandom(seed + 1))
      .then(allEnded)
      .finally(() => (isOver = true));
    const disturbing = disturb({
      ...{ children: branches.children, replace: branches.open, random: createSeededRandom(seed + 2) },
      isOver: (before) => isOver && before.length >= 2,
      ...{ pause: [pace, pace * 2], stop: [300, 1_500], stopEvery: 2 },
    });
    const [done] = await Promise.all([disturbing, transferring]);
    expect(new Set(done)).toEqual(new Set(['killed', 'stopped']));

    const bank = openBank(store);
    const application = openApplication({ contexts: { bank } });
    for (const child of branches.children) {
      expect(child.lines.filter((line) => line.startsWith('failed'))).toEqual([]);
      child.process.kill('SIGKILL');
      await child.ended();
    }
    await application.start();
    await application.settled({ signal: AbortSignal.timeout(patience) });

    const books = await balancesOfLog(store);
    expect(await balancesOfViews(bank)).toEqual(books.balances);
    expect(books.withoutOwner).toEqual({});
    expect(Object.keys(books.endings)).toEqual(expect.arrayContaining(['completed', 'reversed']));
    expect(Object.values(books.endings).reduce((sum, number) => sum + number, 0)).toBe(count);
    const { instances } = await application.processes.list('banking.TransferMoney', { limit: 1_000 });
    expect(
      instances.filter(({ status, stuck, pending }) => status !== 'ended' || stuck.length > 0 || pending > 0),
    ).toEqual([]);
    await application.stop();
    await store.close();
    if (count >= 1_000) {
      const endings = Object.entries(books.endings).map(([ending, number]) => `${String(number)} ${ending}`);
      process.stdout.write(
        `${name}, seed ${String(seed)}: ${endings.join(', ')}; ${String(done.length)} kills and stops, ${String(customer.repeated())} requests asked again; money conserved\n`,
      );
    }
  });
}

/** A large transfer waits a day for a second person. The bank is killed meanwhile; a day later it is refused, once. */
export function bankThatForgetsNoTimeout(name: string, freshAddress: () => Promise<string> | string): void {
  const folder = temporaryFolder();
  const day = 24 * 60 * 60;

  test(`${name}: a timeout that was set before a kill happens once`, { timeout: 120_000 }, async () => {
    const program = await buildChild('bank', folder);
    const address = await freshAddress();
    const branches = branchesAt(program, address);
    await branches.open(0);
    const customer = bankCustomer(branches.addresses, createSeededRandom(1));
    await openAccounts(customer);
    const [from, to] = accounts;
    const debit = { amount: '10000.01', currency: 'EUR' };
    const body = { from: from?.accountId, to: to?.accountId, debit, creditCurrency: 'EUR' };
    const path = `/transfers/${idOf(3, 1)}`;
    await customer.ask('PUT', path, body);
    const store = await openAt(address);
    const { processes } = openApplication({ contexts: { bank: openBank(store) } });
    const due = async (): Promise<unknown> =>
      (await processes.find('banking.TransferMoney', idOf(3, 1)))?.timeouts.map((timeout) => timeout.name);
    await expect.poll(due, { timeout: 30_000 }).toEqual(['approval']);
    for (const child of branches.children) {
      child.process.kill('SIGKILL');
      await child.ended();
    }
    await opensTo(branches, customer, { path, ahead: 60, status: 'waiting' });
    await opensTo(branches, customer, { path, ahead: day + 60, status: 'refused' });
    await opensTo(branches, customer, { path, ahead: 2 * day, status: 'refused' });
    const refusals = (await store.readLog({ limit: 1_000 })).events.filter(
      ({ type }) => type === 'banking.TransferRefused',
    );
    expect(refusals).toHaveLength(1);
    await store.close();
  });
}

/** What a transfer has come to after the bank was opened again, its clock so many seconds ahead; and it stays at that. */
async function opensTo(
  { children, open }: Branches,
  { ask }: BankCustomer,
  { path, ahead, status }: { readonly path: string; readonly ahead: number; readonly status: string },
): Promise<void> {
  await open(0, ahead);
  const now = async (): Promise<unknown> => (await ask('GET', path)).body['status'];
  await expect.poll(now, { timeout: 30_000 }).toBe(status);
  await sleep(2_000);
  expect(await now()).toBe(status);
  children[0]?.process.kill('SIGKILL');
  await children[0]?.ended();
}
