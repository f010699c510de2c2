import { expect, test } from 'vitest';
import { defineProcess } from '../../../runtime/src/codegen/v1/index.js';
import type { Middleware } from '../../../runtime/src/command/middleware.js';
import {
  moneyTransfer,
  type MoneyTransferHandlers,
} from '../../golden/processes/expected/src/generated/transfers/money-transfer.js';
import { bound, moneyTransferHandlers } from './money-transfer.js';
import { type OpenStore, scene, started } from './process-scene.js';
import { transferId } from './transferring.js';

/** What goes wrong, and who hears of it. */
export function failingSuite(open: OpenStore): void {
  test('a command that fails is sent again until it goes, under the same id, and its failure can be seen', async () => {
    const ids = new Set<unknown>();
    let isBroken = true;
    const breaking: Middleware = (command, next) => {
      if (command.name !== 'Debit') return next(command);
      ids.add(command.commandId);
      if (isBroken) throw new Error('The bank is closed.');
      return next(command);
    };
    const { transfers, application, balance } = await started(await open(), { middleware: [breaking] });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    const find = () => transfers.processes.moneyTransfer.find(transferId(1), { undeliveredFor: -1e12 });
    await expect
      .poll(find)
      .toMatchObject({ pending: 1, commands: [{ type: 'accounts.Debit', failure: 'Error: The bank is closed.' }] });
    expect((await find())?.stuck).toContain('undelivered');
    isBroken = false;
    await application.settled();
    expect(await balance('bob')).toBe(30);
    expect(ids.size).toBe(1);
    expect((await find())?.stuck).toEqual([]);
  });

  test('commands of one instance keep their order, whatever fails', async () => {
    const seen: string[] = [];
    let failures = 2;
    const middleware: Middleware = (command, next) => {
      if (command.name !== 'Debit' && command.name !== 'Credit') return next(command);
      if (command.name === 'Debit' && failures > 0) {
        failures -= 1;
        throw new Error('Not yet.');
      }
      seen.push(command.name);
      return next(command);
    };
    const process = bound({
      ...moneyTransferHandlers,
      starts: {
        TransferRequested(event, context) {
          const first = moneyTransferHandlers.starts.TransferRequested(event, context);
          const next = moneyTransferHandlers.on['accounts.Debited'](undefined as never, first.state as never, context);
          return { ...first, send: [...first.send, ...next.send] };
        },
      },
      on: { ...moneyTransferHandlers.on, 'accounts.Debited': () => ({}) },
    });
    const { transfers, application } = await started(await open(), { middleware: [middleware], process });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    await application.settled();
    expect(seen).toEqual(['Debit', 'Credit']);
    expect(await transfers.load(1)).toBe('completed');
  });

  test('a handler that throws is tried again, and then its event is parked while others go on', async () => {
    let isBroken = true;
    const definition: typeof moneyTransfer = defineProcess({ ...moneyTransfer, errors: { retry: 2, then: 'park' } });
    const attempts: string[] = [];
    const handlers: MoneyTransferHandlers = {
      ...moneyTransferHandlers,
      starts: {
        TransferRequested(event, context) {
          attempts.push(context.id);
          if (isBroken && context.id === transferId(1)) throw new Error('Not this one.');
          return moneyTransferHandlers.starts.TransferRequested(event, context);
        },
      },
    };
    const process = bound(handlers, definition);
    const { transfers, application } = await started(await open(), { process, definition });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 1 });
    await transfers.request(2, { from: 'ann', to: 'bob', cents: 2 });
    await application.settled();
    expect(await transfers.load(2)).toBe('completed');
    expect(attempts.filter((id) => id === transferId(1)).length).toBeGreaterThanOrEqual(3);
    expect((await application.health()).processes[0]).toMatchObject({ parked: 1 });
    isBroken = false;
    expect(await application.replayParked('transfers.MoneyTransfer')).toEqual({ handled: 1, left: 0 });
    await application.settled();
    expect(await transfers.load(1)).toBe('completed');
  });

  test('without a word it stops, says so, and has done nothing', async () => {
    const process = bound({
      ...moneyTransferHandlers,
      starts: { TransferRequested: () => ({ state: { from: 'ann' } as never, send: [] }) },
    });
    const { transfers, application } = await started(await open(), { process });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 1 });
    await expect(application.ended).rejects.toMatchObject({
      code: 'processor-failed',
      processor: 'process:transfers.MoneyTransfer',
      cause: { code: 'invalid-message' },
    });
    expect(await transfers.processes.moneyTransfer.find(transferId(1))).toBeUndefined();
  });

  test('an application without the contexts of its events and commands is refused', async () => {
    const { transfers } = await scene(await open());
    const { openApplication } = await import('../../../runtime/src/application/application.js');
    expect(() => openApplication({ contexts: { transfers } })).toThrow(
      /follows accounts\.\w+ited, which no context here has/,
    );
  });

  test('another program takes over where one has stopped', async () => {
    const store = await open();
    const first = await started(store);
    const second = await scene(store);
    await second.application.start();
    await first.transfers.request(1, { from: 'ann', to: 'bob', cents: 10 });
    await first.application.settled();
    await first.application.stop();
    await first.transfers.request(2, { from: 'ann', to: 'bob', cents: 10 });
    await second.application.settled();
    expect([await second.transfers.load(1), await second.transfers.load(2)]).toEqual(['completed', 'completed']);
    expect(await second.balance('bob')).toBe(20);
  });

  test('instances are listed by how they fare, page by page', async () => {
    const { transfers, application, clock } = await started(await open());
    for (const number of [1, 2, 3]) await transfers.request(number, { from: 'ann', to: 'bob', cents: 1 });
    for (const number of [4, 5]) await transfers.request(number, { from: 'nobody', to: 'bob', cents: 1 });
    await application.settled();
    const name = 'transfers.MoneyTransfer';
    const { processes } = application;
    const ids = async (options: Parameters<typeof processes.list>[1]): Promise<unknown[]> =>
      (await processes.list(name, options)).instances.map(({ id }) => id);
    expect(processes.names).toEqual([name]);
    expect(await ids({ status: 'ended' })).toEqual([1, 2, 3].map(transferId));
    expect(await ids({ status: 'running' })).toEqual([4, 5].map(transferId));
    expect(await ids({ status: 'stuck', idleFor: 1e15 })).toEqual([]);
    const page = await processes.list(name, { limit: 2 });
    expect(page.instances.map(({ id }) => id)).toEqual([1, 2].map(transferId));
    expect(await ids({ after: page.cursor ?? '', limit: 3 })).toEqual([3, 4, 5].map(transferId));
    clock.set('2099-01-01T00:00:00Z');
    await application.settled();
    await expect.poll(() => ids({ status: 'running' })).toEqual([]);
    await expect(processes.list('transfers.Other')).rejects.toMatchObject({ code: 'invalid-use' });
    await expect(processes.list(name, { limit: 0 })).rejects.toMatchObject({ code: 'invalid-use' });
    await expect(processes.find(name, 7)).rejects.toMatchObject({ code: 'invalid-stream-name' });
  });

  test('an instance that waits for nothing, or takes too long, is stuck', async () => {
    const process = bound({
      ...moneyTransferHandlers,
      starts: {
        TransferRequested: (event, context) => ({
          ...moneyTransferHandlers.starts.TransferRequested(event, context),
          send: [],
        }),
      },
      timeouts: { ...moneyTransferHandlers.timeouts, unanswered: () => ({}) },
    });
    const { transfers, application, clock } = await started(await open(), { process });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 1 });
    await application.settled();
    const stuck = async () =>
      (await application.processes.list('transfers.MoneyTransfer', { status: 'stuck' })).instances;
    expect(await stuck()).toEqual([]);
    clock.set('2099-01-01T00:00:00Z');
    await expect.poll(async () => (await stuck()).map((each) => each.stuck)).toEqual([['idle', 'overdue']]);
  });
}
