// Keeps rows in slices until it is told to end, and says how many it holds whenever that changes. Parameters: address, owner, slices.
import { openApplication } from '../../../runtime/src/application/application.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { createBank, quick } from '../../runtime/projection/bank-context.js';
import { openAt } from '../../support/open-at.js';
import { parameter, say, signalFromParent } from './program.js';

const store = await openAt(parameter(0), { allowDrafts: true });
const application = openApplication({
  contexts: { bank: createBank({ store }) },
  keep: { ...quick, lease: 3_000, owner: parameter(1) },
  projections: { 'bank.Carts': { slices: Number(parameter(2)) } },
});
application.ended.catch((error: unknown) => {
  say(`failed ${String(error)}`);
  process.exit(1);
});
await application.start();
say('started');

/** `undefined` while the store cannot tell. */
async function heldNow(): Promise<number | undefined> {
  try {
    const { projections } = await application.health();
    const carts = projections.find(({ projection }) => projection === 'bank.Carts');
    return carts?.slices.filter(({ state }) => state === 'leading').length;
  } catch (error) {
    if (isRuntimeError(error, 'store-busy') || isRuntimeError(error, 'store-unavailable')) return undefined;
    throw error;
  }
}

const told = signalFromParent();
const looking = { on: true };
// One look after the other: on a slow machine they would pile up, and one could come when the store is closed.
async function look(): Promise<void> {
  for (let last = -1; looking.on;) {
    const held = await heldNow();
    if (held !== undefined && held !== last) say(`holds ${String(held)}`);
    last = held ?? last;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const looked = look();
await told;
looking.on = false;
await looked;
await application.stop();
await store.close();
say('stopped');
process.exit(0);
