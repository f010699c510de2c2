// Keeps rows in slices until it is told to end, and says how many it holds whenever that changes. Parameters: address, owner, slices.
import { openApplication } from '../../../runtime/src/application/application.js';
import { createBank, quick } from '../../runtime/projection/bank-context.js';
import { openAt } from '../../support/open-at.js';
import { parameter, say } from './program.js';

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
let last = -1;
const looking = setInterval(() => {
  void application.health().then(({ projections }) => {
    const carts = projections.find(({ projection }) => projection === 'bank.Carts');
    const held = carts?.slices.filter(({ state }) => state === 'leading').length ?? 0;
    if (held !== last) say(`holds ${String(held)}`);
    last = held;
  });
}, 25);
process.stdin.once('data', () => {
  clearInterval(looking);
  void application
    .stop()
    .then(() => store.close())
    .then(() => say('stopped'))
    .then(() => process.exit(0));
});
