/** What must be true when the day is over: every transfer has ended, and no cent was made or lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Day } from './scenario.js';

export interface Settlement {
  /** Seconds in which every transfer was asked for, and again until it had ended. */
  readonly seconds: number;
  readonly endings: Readonly<Record<string, number>>;
}

const ended = new Set(['completed', 'refused', 'reversed']);

/** @throws Error when money is missing, or has come from nowhere */
export async function settle(address: string, day: Day): Promise<Settlement> {
  const from = performance.now();
  const endings: Record<string, number> = {};
  for (const transferId of day.transfers) {
    const ending = await endingOf(`${address}/transfers/${transferId}`);
    endings[ending] = (endings[ending] ?? 0) + 1;
  }
  const seconds = (performance.now() - from) / 1_000;
  let cents = 0;
  for (const accountId of day.accounts) {
    const { balance } = await read<{ balance: string }>(`${address}/accounts/${accountId}/balance`);
    cents += Math.round(Number(balance) * 100);
  }
  if (cents !== day.deposited * 100) {
    throw new Error(`${day.deposited * 100} cents were paid in, and ${cents} are on the accounts.`);
  }
  return { seconds, endings };
}

async function endingOf(url: string): Promise<string> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const { status } = await read<{ status: string }>(url);
    if (ended.has(status)) return status;
    await sleep(100);
  }
  throw new Error(`${url} has not ended after a minute.`);
}

async function read<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers with ${response.status}.`);
  return (await response.json()) as Body;
}
