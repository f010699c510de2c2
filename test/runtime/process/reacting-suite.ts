import { expect, test } from 'vitest';
import { causedBy } from '../../../runtime/src/index.js';
import { readLog } from '../../../runtime/src/repository/read-log.js';
import { accountsRegistry } from '../../golden/processes/expected/src/generated/accounts/accounts.js';
import { bound, moneyTransferHandlers } from './money-transfer.js';
import { type OpenStore, reasonOf, scene, started } from './process-scene.js';
import { transferId } from './transferring.js';

/** Commands, refusals and compensation. */
export function reactingSuite(open: OpenStore): void {
  test('money goes from one account to the other', async () => {
    const { accounts, transfers, application, balance, registry } = await started(await open());
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    await application.settled();
    expect(await transfers.load(1)).toBe('completed');
    expect([await balance('ann'), await balance('bob')]).toEqual([70, 30]);
    const instance = await transfers.processes.moneyTransfer.find(transferId(1));
    expect(instance).toMatchObject({
      ...{ process: 'transfers.MoneyTransfer', id: transferId(1), status: 'ended', stuck: [] },
      ...{ commands: [], timeouts: [], last: 'TransferCompleted', pending: 0, due: undefined },
      state: { from: 'ann', to: 'bob', cents: 30, phase: 'done', reminded: 0 },
    });
    const stream = [];
    for await (const event of accounts.account.events('bob')) stream.push(event);
    const requested = (await transfers.request(2, { from: 'ann', to: 'bob', cents: 1 })).events[0];
    expect(stream[1]?.metadata).toMatchObject({ commandId: expect.any(String), correlationId: expect.any(String) });
    expect(requested && causedBy(requested).correlationId).not.toBe(stream[1]?.metadata.correlationId);
    expect(registry.names.get('transfers.MoneyTransferReacted')?.definition.ignored).toBeDefined();
  });

  test('the whole conversation has one correlation id, and commands are caused by the event that led to them', async () => {
    const store = await open();
    const { transfers, application, registry } = await started(store);
    const [requested] = (await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 })).events;
    await application.settled();
    const events = [];
    for await (const event of readLog(store, [accountsRegistry, registry])) events.push(event);
    // What the process has noted for itself is not among them.
    expect(events.filter(({ type }) => type.includes('MoneyTransfer'))).toEqual([]);
    const ofTransfer = events.filter(({ type }) => /Debited|Credited|Transfer/.test(type));
    expect(new Set(ofTransfer.map(({ metadata }) => metadata.correlationId)).size).toBe(1);
    const debited = ofTransfer.find(({ type }) => type === 'accounts.Debited');
    expect(debited?.metadata.commandCausationId).toBe(requested?.eventId);
    const credited = ofTransfer.find(({ type }) => type === 'accounts.Credited');
    expect(credited?.metadata.commandCausationId).toBe(debited?.eventId);
  });

  test('a refused command is told to its handler, with what was sent', async () => {
    const store = await open();
    const { transfers, application, balance } = await started(store);
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 130 });
    await application.settled();
    expect(await transfers.load(1)).toBe('failed');
    expect(await reasonOf(store, 1)).toBe('missing 30');
    expect(await balance('ann')).toBe(100);
  });

  test('what was done is compensated when the next step is refused', async () => {
    const store = await open();
    const { transfers, application, balance } = await started(store);
    await transfers.request(1, { from: 'ann', to: 'nobody', cents: 30 });
    await application.settled();
    expect(await transfers.load(1)).toBe('failed');
    expect(await reasonOf(store, 1)).toBe('refunded');
    expect(await balance('ann')).toBe(100);
  });

  test('a refusal without a handler is noted, and the instance waits', async () => {
    const { transfers, application } = await started(await open());
    await transfers.request(1, { from: 'nobody', to: 'bob', cents: 30 });
    await application.settled();
    const instance = await transfers.processes.moneyTransfer.find(transferId(1));
    expect(instance).toMatchObject({ status: 'running', commands: [], last: 'TransferRequested' });
    expect(instance?.timeouts.map(({ name }) => name)).toEqual(['unanswered']);
  });

  test('events of no instance, second starts and events after the end are ignored, and counted', async () => {
    const { accounts, transfers, application } = await started(await open());
    await accounts.account.debit({ accountId: 'ann', transferId: transferId(9), cents: 1 });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    await application.settled();
    await accounts.account.debit({ accountId: 'ann', transferId: transferId(1), cents: 1 });
    await application.settled();
    const [health] = (await application.health()).processes;
    expect(health).toMatchObject({ process: 'transfers.MoneyTransfer', ignored: { 'not-started': 1, ended: 1 } });
    expect(health?.answered).toBe(3);
  });

  test('a start may be declined', async () => {
    const process = bound({
      ...moneyTransferHandlers,
      starts: {
        TransferRequested: (event, context) =>
          event.data.cents < 10 ? undefined : moneyTransferHandlers.starts.TransferRequested(event, context),
      },
    });
    const { transfers, application } = await started(await open(), { process });
    await transfers.request(1, { from: 'ann', to: 'bob', cents: 9 });
    await transfers.request(2, { from: 'ann', to: 'bob', cents: 10 });
    await application.settled();
    expect(await transfers.processes.moneyTransfer.find(transferId(1))).toBeUndefined();
    expect([await transfers.load(1), await transfers.load(2)]).toEqual(['requested', 'completed']);
    expect((await application.health()).processes[0]?.ignored).toEqual({ declined: 1 });
  });

  test('it begins with what comes from its first start on, or with everything', async () => {
    const store = await open();
    const before = await scene(store);
    await before.accounts.account.openAccount({ accountId: 'ann', cents: 100 });
    await before.transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    const first = await scene(store);
    await first.application.start();
    await first.application.stop();
    await before.transfers.request(2, { from: 'ann', to: 'ann', cents: 30 });
    const second = await scene(store, { from: 'beginning' });
    await second.application.start();
    await second.application.settled();
    expect([await second.transfers.load(1), await second.transfers.load(2)]).toEqual(['requested', 'completed']);
    const other = await open();
    const earlier = await scene(other);
    await earlier.transfers.request(1, { from: 'ann', to: 'bob', cents: 30 });
    const everything = await scene(other, { from: 'beginning' });
    await everything.application.start();
    await everything.application.settled();
    expect((await everything.application.processes.list('transfers.MoneyTransfer')).instances).toHaveLength(1);
  });
}
