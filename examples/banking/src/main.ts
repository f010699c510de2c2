/**
 * `node dist/main.js`: opens the bank. VARVE_STORE is a SQLite file or `postgres://…`, by default bank.db; PORT is 3000 if it
 * says nothing. SIGINT and SIGTERM close it: what was asked is answered first.
 */
import { openStore } from './open-store.js';
import { startServer } from './server.js';

const store = await openStore(process.env['VARVE_STORE'] ?? 'bank.db');
const server = await startServer(store, {
  port: Number(process.env['PORT'] ?? 3000),
  report: (error) =>
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
});
process.stdout.write(`The bank is open at ${server.address}\n`);

const signal = await Promise.race([
  new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(name));
  }),
  server.ended.then(() => 'end'),
]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
  return 'failure';
});
await server.stop();
await store.close();
process.stdout.write(`The bank is closed (${signal}).\n`);
