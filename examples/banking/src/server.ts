/** The bank as a process: an HTTP server, and what follows the log. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { FullEventStore } from '@varve/runtime';
import { type ApplicationOptions, openApplication } from '@varve/runtime/projections';
import { openBank } from './bank.js';
import { createApi } from './http/api.js';

export interface BankServer {
  /** Where it listens, such as `http://localhost:3000`. */
  readonly address: string;
  /** Rejects when something that follows the log cannot go on. */
  readonly ended: Promise<void>;
  /** Answers what was asked before, lets the work in hand end, and leaves the store open. */
  stop(): Promise<void>;
}

export interface ServerOptions extends Pick<ApplicationOptions, 'keep' | 'processes'> {
  /** 0 takes any that is free. */
  readonly port: number;
  /** Told of what was nobody's fault but ours. */
  readonly report?: (error: unknown) => void;
  /** The present, for tests. */
  readonly now?: () => string;
}

export async function startServer(
  store: FullEventStore,
  { port, report, now, ...following }: ServerOptions,
): Promise<BankServer> {
  const bank = openBank(store, { rememberedStreams: 10_000, ...(now === undefined ? {} : { now }) });
  const application = openApplication({ contexts: { bank }, ...following });
  await application.start();
  const api = createApi({
    bank,
    store,
    health: () => application.health(),
    ...(report === undefined ? {} : { report }),
  });
  const { server, address } = await listening(api.fetch, port);
  const stop = async (): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
    });
    await application.stop();
  };
  return { address, ended: application.ended, stop };
}

type Fetch = Parameters<typeof serve>[0]['fetch'];

function listening(fetch: Fetch, port: number): Promise<{ server: ReturnType<typeof serve>; address: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port }, (info: AddressInfo) =>
      resolve({ server, address: `http://localhost:${info.port}` }),
    );
    server.once('error', reject);
  });
}
