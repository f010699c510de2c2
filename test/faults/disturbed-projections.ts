import { beforeAll, expect, test } from 'vitest';
import { openApplication } from '../../runtime/src/application/application.js';
import { createSeededRandom, type SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import { accountId, allRows, createBank, type ProjectingBank, quick } from '../runtime/projection/bank-context.js';
import { openAt } from '../support/open-at.js';
import { disturb } from './disturb.js';
import { insist } from './insist.js';
import { buildChild, type Child, startChild, temporaryFolder } from './child-programs.js';

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What was done, as a fold of its own would have it. */
interface Done {
  readonly carts: Map<string, string[]>;
  readonly puts: Map<string, number>;
  readonly cents: Map<string, bigint>;
}

/** Fills carts and moves money until it is told to stop. A store that is held for too long is asked again, with the same ids. */
async function write(bank: ProjectingBank, random: SeededRandom, isOver: () => boolean): Promise<Done> {
  const done: Done = { carts: new Map(), puts: new Map(), cents: new Map() };
  for (let at = 0; at < 3; at += 1) {
    await bank.open(accountId(at));
    done.cents.set(accountId(at), 0n);
  }
  for (let count = 0; !isOver(); count += 1) {
    const [cartId, sku, id, cents] = [
      `cart-${random.below(4)}`,
      `sku-${random.below(5)}`,
      accountId(random.below(3)),
      1 + random.below(9),
    ];
    await insist(() => bank.put(cartId, sku, `put-${count}`));
    done.carts.set(cartId, [...(done.carts.get(cartId) ?? []), sku]);
    done.puts.set(sku, (done.puts.get(sku) ?? 0) + 1);
    await insist(() => bank.move(id, cents, `move-${count}`));
    done.cents.set(id, (done.cents.get(id) ?? 0n) + BigInt(cents));
    await sleep(random.below(6));
  }
  return done;
}

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** Two processes that keep projections and build them anew all the time, killed and stopped, while a third one appends. */
export function disturbedProjections(
  name: string,
  freshAddress: () => Promise<string> | string,
  seeds: readonly number[],
): void {
  const folder = temporaryFolder();
  let program = '';
  beforeAll(async () => {
    program = await buildChild('project', folder);
  });

  test.each(seeds)(`${name}: rows are what was done, seed %i`, { timeout: 120_000 }, async (seed) => {
    const address = await freshAddress();
    const store = await openAt(address, { allowDrafts: true });
    const bank = createBank({ store });
    await bank.projections.balances.query();
    let owners = 0;
    const start = (): Child => {
      owners += 1;
      return startChild(program, [address, `owner-${String(owners)}`]);
    };
    const children = [start(), start()];
    const all = [...children];
    const more = (): Child => {
      const child = start();
      all.push(child);
      return child;
    };
    await Promise.all(children.map((child) => child.line('started')));
    const end = performance.now() + 5_000;
    let disturbed = 0;
    const said = (word: string): number =>
      all.flatMap(({ lines }) => lines.filter((line) => line.startsWith(word))).length;
    // However slow the machine is: the story goes on until enough has happened, or for so long that the test fails.
    const isOver = (): boolean => said('failed') > 0 || (performance.now() > end && disturbed > 3 && said('built') > 0);
    const [done] = await Promise.all([
      write(bank, createSeededRandom(seed), isOver),
      disturb({
        ...{ children, random: createSeededRandom(seed + 1), pause: [150, 500], stop: [200, 600], stopEvery: 3 },
        replace: (at) => void (children[at] = more()),
        // On a slow machine, too, it is done while a child is at work.
        isAtWork: () => Promise.any(children.map((child) => child.line('started'))),
        isOver: (before) => {
          disturbed = before.length;
          return isOver();
        },
      }),
    ]);
    for (const child of children) child.process.kill('SIGKILL');
    await Promise.all(children.map((child) => child.ended()));
    expect(all.flatMap(({ lines }) => lines.filter((line) => line.startsWith('failed')))).toEqual([]);
    expect(disturbed).toBeGreaterThan(3);
    expect(said('built')).toBeGreaterThan(0);

    const application = openApplication({ contexts: { bank }, keep: quick });
    await application.start();
    await application.caughtUp();
    const { carts, skus, balances } = bank.projections;
    expect((await allRows(carts)).map((row) => [row.cartId, row.skus])).toEqual(sorted(done.carts));
    expect((await allRows(skus)).map((row) => [row.sku, row.puts])).toEqual(sorted(done.puts));
    expect((await allRows(balances)).map((row) => [row.accountId, row.cents])).toEqual(sorted(done.cents));
    await application.stop();
    await store.close();
  });
}
