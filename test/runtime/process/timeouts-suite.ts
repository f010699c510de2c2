import { expect, test } from 'vitest';
import type { MoneyTransferState } from '../../golden/processes/expected/src/generated/transfers/money-transfer.js';
import { bound, moneyTransferHandlers } from './money-transfer.js';
import { noon, type OpenStore, reasonOf, scene, started } from './process-scene.js';
import { transferId } from './transferring.js';

/** A process that does nothing until a timeout passes. */
const waiting = bound({
  ...moneyTransferHandlers,
  starts: {
    TransferRequested(event, context) {
      return { ...moneyTransferHandlers.starts.TransferRequested(event, context), send: [] };
    },
  },
});

const minutesAfterNoon = (minutes: number): string => new Date(Date.parse(noon) + minutes * 60_000).toISOString();

/** What time does to processes. */
export function timeoutsSuite(open: OpenStore): void {
  test('a timeout passes once, when it is due', async () => {
    const store = await open();
    const { transfers, application, clock } = await started(store, { process: waiting });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    await application.settled();
    const before = await transfers.processes.moneyTransfer.find(transferId(1));
    expect(before).toMatchObject({ due: '2026-01-01T13:00:00.000Z', status: 'running' });
    clock.set(minutesAfterNoon(59));
    await application.settled();
    expect(await transfers.load(1)).toBe('requested');
    clock.set(minutesAfterNoon(60));
    await application.settled();
    expect(await reasonOf(store, 1)).toBe('unanswered');
    clock.set(minutesAfterNoon(600));
    await application.settled();
    expect((await application.health()).processes[0]?.answered).toBe(1);
  });

  test('one whose time has passed already passes at once, and one that is armed anew passes again', async () => {
    const { transfers, application, clock } = await started(await open(), { process: waiting });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30, remindAt: '2025-12-24T00:00:00Z' });
    await application.settled();
    const stateOf = async (): Promise<MoneyTransferState | undefined> =>
      (await transfers.processes.moneyTransfer.find(transferId(1)))?.state;
    await expect.poll(stateOf).toMatchObject({ reminded: 1 });
    await application.settled();
    expect((await transfers.processes.moneyTransfer.find(transferId(1)))?.timeouts).toEqual([
      { name: 'unanswered', due: '2026-01-01T13:00:00.000Z' },
      { name: 'reminder', due: '2026-01-01T12:05:00.000Z' },
    ]);
    clock.set(minutesAfterNoon(5));
    await application.settled();
    await expect.poll(stateOf).toMatchObject({ reminded: 2 });
    clock.set(minutesAfterNoon(50));
    await application.settled();
    expect(await stateOf()).toMatchObject({ reminded: 2 });
  });

  test('a cancelled one does not pass, nor does any after the end', async () => {
    const store = await open();
    const { transfers, application, clock } = await started(store);
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30, remindAt: minutesAfterNoon(30) });
    await application.settled();
    clock.set(minutesAfterNoon(10_000));
    await application.settled();
    const types = (await store.readLog({ filter: { categories: ['transfers.moneyTransfer'] } })).events.map(
      (each) => each.type,
    );
    expect(types.filter((type) => type.endsWith('TimedOut'))).toEqual([]);
    expect(await transfers.load(1)).toBe('completed');
  });

  test('it outlasts the program that has set it', async () => {
    const store = await open();
    const first = await started(store, { process: waiting });
    await first.transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    await first.application.settled();
    await first.application.stop();
    const second = await scene(store, { process: waiting, clock: first.clock });
    first.clock.set(minutesAfterNoon(61));
    await second.application.start();
    await second.application.settled();
    expect(await reasonOf(store, 1)).toBe('unanswered');
    const { events } = await store.readLog({ filter: { types: ['transfers.MoneyTransferTimedOut'] } });
    expect(events).toHaveLength(1);
  });

  test('several are due in the order of their times, each with its own', async () => {
    const due: string[] = [];
    const process = bound({
      ...moneyTransferHandlers,
      starts: {
        TransferRequested: (event, context) => ({
          ...moneyTransferHandlers.starts.TransferRequested(event, context),
          send: [],
          arm: { review: { after: 'PT2H' }, reminder: { at: minutesAfterNoon(90) } },
        }),
      },
      timeouts: {
        unanswered: ({ name, due: at }) => (due.push(`${name} ${at}`), {}),
        reminder: ({ name, due: at }) => (due.push(`${name} ${at}`), {}),
        review: ({ name, due: at }) => (due.push(`${name} ${at}`), { end: true }),
      },
    });
    const { transfers, application, clock } = await started(await open(), { process });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    await application.settled();
    clock.set(minutesAfterNoon(180));
    await application.settled();
    await expect
      .poll(() => due)
      .toEqual([
        'unanswered 2026-01-01T13:00:00.000Z',
        'reminder 2026-01-01T13:30:00.000Z',
        'review 2026-01-01T14:00:00.000Z',
      ]);
    await application.settled();
    expect((await transfers.processes.moneyTransfer.find(transferId(1)))?.status).toBe('ended');
  });
}
