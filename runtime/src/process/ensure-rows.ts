import type { StreamName } from '../message/identifiers.js';
import type { Lease } from '../store/lease.js';
import type { LogReader } from '../store/read.js';
import type { LogPosition } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import type { Views } from '../store/view.js';
import { instanceView, rowChange } from './instance-rows.js';
import { loadInstance } from './load-instance.js';
import type { DeskStore } from './fire-timeouts.js';
import type { ProcessSetup } from './process-setup.js';

export type RowsStore = DeskStore & Views & LogReader;

const pageSize = 500;

/** Makes the rows of all instances where they are missing, out of the instances' streams. Resolves when they serve. */
export async function ensureRows(setup: ProcessSetup, store: RowsStore, lease: Lease): Promise<void> {
  const view = instanceView(setup.name);
  const { state } = await store.openView(view);
  if (state === 'serving') return;
  const write = (work: (unit: Unit) => Promise<void>): Promise<void> =>
    store.transact(async (unit) => {
      await unit.holdLease(lease);
      await work(unit);
    });
  for (let after: LogPosition | undefined; ;) {
    const { events, scannedTo, end } = await store.readLog({
      filter: { categories: [setup.streams.category] },
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    const names = new Set<StreamName>(events.map(({ streamName }) => streamName));
    const rows = await Promise.all(
      [...names].map(async (name) => rowChange(name, await loadInstance(setup, store, name))),
    );
    if (rows.length > 0) await write((unit) => unit.writeRows(view, rows));
    if (end || scannedTo === undefined) break;
    after = scannedTo;
  }
  await write(async (unit) => {
    const generations = await unit.holdView(setup.name, 'alone');
    await unit.serveView(view);
    for (const { hash } of generations) if (hash !== view.hash) await unit.dropView(setup.name, hash);
  });
}
