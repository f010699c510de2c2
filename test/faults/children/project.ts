// Keeps projections until it is killed, and builds rows anew again and again meanwhile. Parameters: address of the store, owner.
import { openApplication } from '../../../runtime/src/application/application.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { createBank, quick } from '../../runtime/projection/bank-context.js';
import { openAt } from '../../support/open-at.js';
import { parameter, say } from './program.js';

const store = await openAt(parameter(0), { allowDrafts: true });
const application = openApplication({
  contexts: { bank: createBank({ store }) },
  keep: { ...quick, batch: 7, lease: 500, owner: parameter(1) },
});
application.ended.catch((error: unknown) => {
  say(`failed ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
  process.exit(1);
});
await application.start();
say('started');
for (;;) {
  for (const projection of ['bank.Balances', 'bank.Carts', 'bank.Skus']) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const built = await application.rebuild(projection).catch((error: unknown) => {
      if (isRuntimeError(error) && ['store-busy', 'projection-replaced'].includes(error.code)) return undefined;
      throw error;
    });
    if (built !== undefined) say(`built ${projection}`);
  }
}
