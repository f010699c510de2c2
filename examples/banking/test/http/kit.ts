import { createMemoryEventStore, type FullEventStore } from '@varve/runtime';
import { openApplication, type Application } from '@varve/runtime/projections';
import { type Bank, openBank } from '../../src/bank.js';
import { createApi } from '../../src/http/api.js';

export interface ApiKit {
  readonly store: FullEventStore;
  readonly bank: Bank;
  readonly application: Application;
  /** Sends a request; headers as they come to mind, the body as JSON. */
  send(method: string, path: string, given?: Given): Promise<Answer>;
}

export interface Given {
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The API over a store in memory. The clock stands still until it is moved. */
export function apiKit({ now = () => '2026-11-29T12:00:00Z' }: { now?: () => string } = {}): ApiKit {
  const store = createMemoryEventStore({ now });
  const bank = openBank(store, { now });
  const api = createApi({ bank, store });
  return {
    store,
    bank,
    application: openApplication({ contexts: { bank } }),
    async send(method, path, { body, text, headers = {} } = {}) {
      const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
      const response = await api.request(path, {
        method,
        headers: { ...(content === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(content === undefined ? {} : { body: content }),
      });
      const answered = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: answered === '' ? undefined : (JSON.parse(answered) as unknown),
      };
    },
  };
}
