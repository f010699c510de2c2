import { beforeAll, expect, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { createSeededRandom, type SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { transferId } from '../runtime/process/transferring.js';
import { openAt } from '../support/open-at.js';
import { disturb } from './disturb.js';
import { insist } from './insist.js';
import { buildChild, type Child, startChild, temporaryFolder } from './child-programs.js';
import { openTicking } from './ticking-transfers.js';

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Ticking = ReturnType<typeof openTicking>;

interface Requested {
  readonly number: number;
  readonly cents: number;
}

/** Requests transfers until it is told to stop, some of them more than once under one id. */
async function request(
  { transfers }: Ticking,
  random: SeededRandom,
  isOver: () => boolean,
): Promise<readonly Requested[]> {
  const requested: Requested[] = [];
  for (let number = 1; !isOver(); number += 1) {
    // Every fifth one asks for more than there is.
    const cents = number % 5 === 0 ? 1_000_000_000 : 1 + random.below(9);
    const ask = () => transfers.request(number, { from: 'ann', to: 'bob', cents }, `request-${String(number)}`);
    for (let times = random.below(2); times >= 0; times -= 1) await insist(ask);
    requested.push({ number, cents });
    await sleep(random.below(30));
  }
  return requested;
}

/** How often each transfer has an event of this type in a stream. */
async function countsOf(
  store: FullEventStore,
  type: string,
  streamName?: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (let after; ;) {
    const page = await store.readLog({ filter: { types: [type] }, ...(after === undefined ? {} : { after }) });
    for (const event of page.events) {
      if (streamName !== undefined && event.streamName !== streamName) continue;
      const { transferId: ofData } = JSON.parse(event.data) as { readonly transferId?: string };
      const id = ofData ?? event.streamName.slice(event.streamName.indexOf('-') + 1);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    if (page.end || page.scannedTo === undefined) return counts;
    after = page.scannedTo;
  }
}

const once = (requested: readonly Requested[]): ReadonlyMap<string, number> =>
  new Map(requested.map(({ number }) => [transferId(number), 1] as const));

/** Two programs that run a process, killed and stopped at random, while a third one gives it work. */
export function disturbedProcesses(
  name: string,
  freshAddress: () => Promise<string> | string,
  seeds: readonly number[],
): void {
  const folder = temporaryFolder();
  let program = '';
  beforeAll(async () => {
    program = await buildChild('transfer', folder);
  });

  test.each(seeds)(
    `${name}: commands and timeouts have their effect once, seed %i`,
    { timeout: 120_000 },
    async (seed) => {
      const address = await freshAddress();
      const store = await openAt(address, { allowDrafts: true });
      const ticking = openTicking(store, 'test');
      const { account } = ticking.accounts;
      for (const accountId of ['ann', 'bob', 'clock']) await account.openAccount({ accountId, cents: 1_000_000 });
      const all: Child[] = [];
      const start = (): Child => {
        const child = startChild(program, [address, `owner-${String(all.length)}`]);
        all.push(child);
        return child;
      };
      const children = [start(), start()];
      await Promise.all(children.map((child) => child.line('started')));
      const end = performance.now() + 6_000;
      let disturbed = 0;
      // However slow the machine is: the story goes on until enough has happened.
      const isOver = (): boolean => performance.now() > end && disturbed > 3;
      const [requested] = await Promise.all([
        request(ticking, createSeededRandom(seed), isOver),
        disturb({
          ...{ children, random: createSeededRandom(seed + 1), pause: [100, 500], stop: [300, 600], stopEvery: 3 },
          replace: (at) => void (children[at] = start()),
          isOver: (before) => {
            disturbed = before.length;
            return isOver();
          },
        }),
      ]);
      expect(disturbed).toBeGreaterThan(3);
      for (const child of children) child.process.kill('SIGKILL');
      await Promise.all(children.map((child) => child.ended()));
      expect(all.flatMap(({ lines }) => lines.filter((line) => line.startsWith('failed')))).toEqual([]);

      // What they have left undone is done by one that nobody disturbs.
      await ticking.application.start();
      await sleep(200);
      await ticking.application.settled();
      await ticking.application.stop();
      const possible = requested.filter(({ cents }) => cents < 1_000_000);
      expect(await countsOf(store, 'accounts.Debited')).toEqual(once(possible));
      expect(await countsOf(store, 'accounts.Credited', 'accounts.account-bob')).toEqual(once(possible));
      expect(await countsOf(store, 'transfers.MoneyTransferTimedOut')).toEqual(once(requested));
      expect(await countsOf(store, 'accounts.Credited', 'accounts.account-clock')).toEqual(once(requested));
      const sum = possible.reduce((cents, each) => cents + each.cents, 0);
      const balances = await Promise.all(
        ['ann', 'bob', 'clock'].map(async (id) => (await account.load(id)).state.cents),
      );
      expect(balances).toEqual([1_000_000 - sum, 1_000_000 + sum, 1_000_000 + requested.length]);
      await store.close();
    },
  );
}
