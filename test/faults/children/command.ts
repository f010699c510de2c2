// Gives the same commands `count` times at once, with the same ids, and says what becomes of each. Waits for the parent before
// it begins. Parameters: address of the store, account, count.
import { systemSleep } from '../../../runtime/src/command/platform.js';
import { openAt } from '../../support/open-at.js';
import { bankKit } from '../../runtime/snapshot/bank-kit.js';
import { parameter, say, signalFromParent } from './program.js';

const [accountId, count] = [parameter(1), Number(parameter(2))];
const store = await openAt(parameter(0), { allowDrafts: true });
const { account } = bankKit({ store, sleep: systemSleep, attempts: 50 }).bank;
say('ready');
await signalFromParent();
const given = {
  deposit: () => account.moveMoney({ accountId, cents: 50 }, { commandId: 'deposit' }),
  // Refused or not, by who comes first; and one for ever as the first one was.
  withdrawal: () => account.moveMoney({ accountId, cents: -40 }, { commandId: 'withdrawal' }),
  robbery: () => account.moveMoney({ accountId, cents: -1_000 }, { commandId: 'robbery' }),
  nothing: () => account.closeAccount({ accountId: '00000000-0000-4000-8000-000000000009' }, { commandId: 'nothing' }),
};
const answers = Array.from({ length: count }).flatMap(() =>
  Object.entries(given).map(async ([name, command]) => {
    const { kind, streamVersion, events, deduplicated, ...rest } = await command();
    const facts = { kind, streamVersion, events: events.map(({ eventId, data }) => ({ eventId, data })), ...rest };
    say(`outcome ${JSON.stringify({ name, deduplicated, facts })}`);
  }),
);
await Promise.all(answers);
await store.close();
