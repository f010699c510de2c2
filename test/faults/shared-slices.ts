import { expect, test } from 'vitest';
import { allRows, createBank } from '../runtime/projection/bank-context.js';
import { buildChild, type Child, startChild, temporaryFolder } from './child-programs.js';
import { openAt } from '../support/open-at.js';

const slices = 6;
/** How soon is promised by nobody; a test that waits for so long has met something that never comes. */
const patience = { timeout: 240_000, interval: 50 };

const holds = ({ lines }: Child): number => Number(lines.findLast((line) => line.startsWith('holds '))?.slice(6) ?? 0);

/** Rejects with what the child said when it ends by itself, which would otherwise be waited for in vain. */
async function failureOf(child: Child): Promise<never> {
  const lines = await child.done();
  throw new Error(`The child ended: ${lines.join('\n')}`);
}

/** Resolves when they have the same number of slices each, and all of them together. */
async function even(...children: readonly Child[]): Promise<void> {
  const shares = children.map(() => slices / children.length);
  await Promise.race([expect.poll(() => children.map(holds), patience).toEqual(shares), ...children.map(failureOf)]);
}

/** Processes that keep the same rows share them: real ones, that come, are killed, and go. */
export function sharedSlices(address: (name: string) => Promise<string>): void {
  const folder = temporaryFolder();

  test('slices are shared by those who are there, whoever comes, is killed or goes', { timeout: 900_000 }, async () => {
    const program = await buildChild('share', folder);
    const at = await address('shared');
    const store = await openAt(at, { allowDrafts: true });
    const bank = createBank({ store });
    const put = async (from: number): Promise<void> => {
      for (let number = from; number < from + 30; number += 1) await bank.put(`cart-${number}`, 'x');
    };
    await put(0);
    const start = (owner: string): Child => startChild(program, [at, owner, String(slices)]);
    const first = start('first');
    await even(first);
    const second = start('second');
    await even(first, second);
    const third = start('third');
    await even(first, second, third);

    await put(30);
    await bank.projections.carts.caughtUp();
    second.process.kill('SIGKILL');
    await even(first, third);
    await put(60);
    third.process.stdin?.write('end\n');
    await third.done();
    await even(first);
    await bank.projections.carts.caughtUp();
    // Whoever folded what, each event was folded once.
    expect((await allRows(bank.projections.carts)).map(({ items }) => items)).toEqual(
      Array.from({ length: 90 }, () => 1),
    );
    first.process.stdin?.write('end\n');
    await first.done();
    await store.close();
  });
}
