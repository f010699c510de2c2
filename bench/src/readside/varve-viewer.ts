/** Varve's stores under their public names, with the projection that the generator made of bench/views. */
import type { FullEventStore } from '@varve/runtime';
import { logRepository, openContext } from '@varve/runtime/codegen/v1';
import { openPostgresStore } from '@varve/runtime/postgres';
import { openApplication } from '@varve/runtime/projections';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { basket, ItemAdded } from '../../views/generated/shop/basket.js';
import { createShop, shopRegistry } from '../../views/generated/shop/shop.js';
import { basketDecider } from '../../views/src/basket/basket.decider.js';
import { basketTotalsHandlers } from '../../views/src/basket-totals/basket-totals.projection.js';
import { type BenchServer, poolOf } from '../measure/bench-server.js';
import { callerMetadata } from '../runtime/workload.js';
import type { OpenViewer, Viewer } from './viewer.js';

export const openVarveSqliteViewer: OpenViewer = async (folder) =>
  viewerOn(await openSqliteStore(`${folder}/varve.db`));

export function openVarvePostgresViewer({ emptyDatabase }: BenchServer): OpenViewer {
  return async () => {
    const pool = poolOf(await emptyDatabase());
    const viewer = viewerOn(await openPostgresStore({ connection: pool, preparedStatements: true }));
    return {
      ...viewer,
      async close() {
        await viewer.close();
        await pool.end();
      },
    };
  };
}

function viewerOn(store: FullEventStore): Viewer {
  const shop = createShop({
    store,
    basket: { decider: basketDecider },
    projections: { basketTotals: basketTotalsHandlers },
  });
  const log = logRepository(basket, openContext(shopRegistry, { store }));
  const { basketTotals } = shop.projections;
  return {
    async append(basketId, streamVersion, items) {
      const options = { expected: { streamVersion }, metadata: callerMetadata() };
      const answer = await log.record({ basketId }, items.map(ItemAdded.of), options);
      if (answer.kind !== 'recorded')
        throw new Error(`${basketId} is at ${answer.streamVersion}, not at ${streamVersion}.`);
    },
    async build() {
      const application = openApplication({ contexts: { shop } });
      const { isComplete } = await application.rebuild('shop.BasketTotals');
      await application.stop();
      if (!isComplete) throw new Error('Something was skipped.');
    },
    async follow() {
      const application = openApplication({ contexts: { shop } });
      await application.start();
      await basketTotals.caughtUp();
      return () => application.stop();
    },
    find: (basketId) => basketTotals.find({ basketId }),
    async sums() {
      let rows = 0;
      let items = 0;
      for await (const row of basketTotals.all()) {
        rows += 1;
        items += row.items;
      }
      return { rows, items };
    },
    close: () => store.close(),
  };
}
