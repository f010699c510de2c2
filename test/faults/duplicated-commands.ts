import { beforeAll, expect, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { move, open, bankKit } from '../runtime/snapshot/bank-kit.js';
import { openAt } from '../support/open-at.js';
import { buildChild, type Child, startChild, temporaryFolder } from './child-programs.js';

const accountId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';
const names = ['deposit', 'withdrawal', 'robbery', 'nothing'] as const;

interface Said {
  readonly name: (typeof names)[number];
  readonly deduplicated: boolean;
  readonly facts: { readonly kind: string; readonly events: readonly unknown[] };
}

/** Lets the children go at the same time. @returns what they say of each command */
async function outcomesOf(children: readonly Child[]): Promise<readonly Said[]> {
  await Promise.all(children.map((child) => child.line('ready')));
  for (const child of children) child.process.stdin?.end('go\n');
  const lines = (await Promise.all(children.map((child) => child.done()))).flat();
  return lines.flatMap((line) => (line.startsWith('outcome ') ? [JSON.parse(line.slice(8)) as Said] : []));
}

const types = async (store: FullEventStore): Promise<readonly string[]> =>
  (await store.readLog()).events.map(({ type }) => type);

/** Duplicates of a command, however many at once and wherever, have one outcome: the first one, for good. */
export function duplicatedCommands(name: string, freshAddress: () => Promise<string> | string): void {
  const folder = temporaryFolder();
  let program = '';
  beforeAll(async () => {
    program = await buildChild('command', folder);
  });

  test.each([
    [1, 50],
    [4, 50],
  ])(`${name}: in %i processes, %i of each at once`, { timeout: 120_000 }, async (processes, count) => {
    const address = await freshAddress();
    const store = await openAt(address, { allowDrafts: true });
    const { bank } = bankKit({ store });
    await open(bank);
    const start = (): Child => startChild(program, [address, accountId, String(count)]);
    const said = await outcomesOf(Array.from({ length: processes }, start));
    const first = new Map<string, Said['facts']>();
    for (const each of names) {
      const alike = said.filter((outcome) => outcome.name === each);
      expect(alike).toHaveLength(processes * count);
      const [{ facts }] = alike as [Said];
      const asFirst = alike.filter(({ deduplicated }) => !deduplicated).length;
      expect(asFirst).toBeGreaterThan(0);
      // Two that record the same refusal at once are told apart by nothing.
      if (facts.events.length > 0) expect(asFirst).toBe(1);
      for (const outcome of alike) expect(outcome.facts).toEqual(facts);
      first.set(each, facts);
    }
    expect(first.get('deposit')).toMatchObject({ kind: 'accepted', events: [{}] });
    expect(first.get('robbery')).toMatchObject({ kind: 'rejected', events: [] });
    expect(first.get('nothing')).toMatchObject({ kind: 'accepted', events: [] });
    const withdrawn = first.get('withdrawal')?.kind === 'accepted';
    const stored = ['bank.AccountOpened', 'bank.MoneyMoved', ...(withdrawn ? ['bank.MoneyMoved'] : [])];
    expect(await types(store)).toEqual(stored);

    // Now each of them would be decided otherwise.
    await move(bank, 5_000);
    await bank.account.closeAccount({ accountId });
    const unknown = { accountId: '00000000-0000-4000-8000-000000000009', holder: { name: 'Bo' } };
    await bank.account.openAccount(unknown);
    const before = await types(store);
    const again = await outcomesOf([start()]);
    expect(again).toHaveLength(names.length * count);
    for (const { name: each, deduplicated, facts } of again) {
      expect(deduplicated).toBe(true);
      expect(facts).toEqual(first.get(each));
    }
    expect(await types(store)).toEqual(before);
    await store.close();
  });
}
