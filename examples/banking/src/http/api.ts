/** The bank over HTTP. */
import type { FullEventStore } from '@varve/runtime';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Bank } from '../bank.js';
import { fixedRates, type Rates } from '../desk/rates.js';
import { accountRoutes } from './accounts.js';
import { customerRoutes } from './customers.js';
import { problemOf } from './errors.js';
import { problemResponse } from './problem.js';
import { transferRoutes } from './transfers.js';

export interface ApiOptions {
  readonly bank: Bank;
  readonly store: FullEventStore;
  readonly rates?: Rates;
  /** Whether what follows the log is at work. */
  readonly health?: () => Promise<object>;
  /** Told of what was nobody's fault but ours. */
  readonly report?: (error: unknown) => void;
}

export function createApi({ bank, store, rates = fixedRates, health, report = () => undefined }: ApiOptions): Hono {
  const api = new Hono();
  const tooLarge = { status: 413, kind: 'too-large', title: 'This is more than any request of ours needs.' } as const;
  api.use(bodyLimit({ maxSize: 64 * 1024, onError: () => problemResponse(tooLarge) }));
  api.route('/customers', customerRoutes(bank));
  api.route('/accounts', accountRoutes(bank, store));
  api.route('/transfers', transferRoutes(bank, rates));
  api.get('/health', async (c) => c.json((await health?.()) ?? {}));
  api.notFound(() => problemResponse({ status: 404, kind: 'not-found', title: 'There is nothing here.' }));
  api.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    const problem = problemOf(error);
    if (problem.status === 500) report(error);
    return problemResponse(problem);
  });
  return api;
}
