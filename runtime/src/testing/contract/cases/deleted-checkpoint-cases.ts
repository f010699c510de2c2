import type { Checkpoint } from '../../../store/unit.js';
import { claimFails, claimSame, codeOf } from '../claims.js';
import type { CaseDefinition, CaseGroup, World } from '../contract-case.js';
import { streamOf } from './archived.js';

const checkpointOf = ({ samples }: World, name: string, epoch = 3): Checkpoint => ({
  name,
  logId: 'l',
  logPosition: '5',
  eventId: samples.eventId(),
  epoch,
});

const cases: readonly CaseDefinition[] = [
  {
    name: 'a deleted checkpoint is gone, for its unit at once, and others stay; deleting it again is no error',
    needs: 'transact',
    async run(world) {
      const { store } = world;
      const [gone, stays] = [checkpointOf(world, 'gone'), checkpointOf(world, 'stays')];
      await store.transact(async (unit) => {
        await unit.saveCheckpoint(gone);
        await unit.saveCheckpoint(stays);
      });
      const seen = await store.transact(async (unit) => {
        await unit.deleteCheckpoint('gone');
        return unit.findCheckpoint('gone');
      });
      claimSame(seen, undefined, 'The unit sees what it has done.');
      claimSame(await store.findCheckpoint('gone'), undefined, 'It is gone.');
      for (const name of ['gone', 'never was']) await store.transact((unit) => unit.deleteCheckpoint(name));
      claimSame(await store.findCheckpoint('stays'), stays, 'Another one stays.');
    },
  },
  {
    name: 'a checkpoint whose deletion was rolled back stands, with its epoch',
    needs: 'transact',
    async run(world) {
      const { store } = world;
      const checkpoint = checkpointOf(world, 'r');
      await store.transact((unit) => unit.saveCheckpoint(checkpoint));
      const failed = store.transact(async (unit) => {
        await unit.deleteCheckpoint('r');
        throw Object.assign(new Error('undone'), { code: 'undone' });
      });
      await claimFails(failed, 'undone', 'The unit fails.');
      claimSame(await store.findCheckpoint('r'), checkpoint, 'It stands.');
      const stale = store.transact((unit) => unit.saveCheckpoint({ ...checkpoint, epoch: 2 }));
      await claimFails(stale, 'stale-epoch', 'An older owner stays stopped.');
    },
  },
  {
    name: 'a name whose checkpoint was deleted begins anew, with whatever epoch',
    needs: 'transact',
    async run(world) {
      const { store } = world;
      await store.transact((unit) => unit.saveCheckpoint(checkpointOf(world, 'r', 9)));
      const again = checkpointOf(world, 'r', 1);
      const saved = store.transact(async (unit) => {
        await unit.deleteCheckpoint('r');
        await unit.saveCheckpoint(again);
      });
      claimSame(await saved.then(() => 'saved', codeOf), 'saved', 'Nobody owns the name any more.');
      claimSame(await store.findCheckpoint('r'), again, 'The new one stands.');
    },
  },
  {
    name: 'deleting a checkpoint under a name that cannot be stored is refused, and its unit stores nothing',
    needs: 'transact',
    async run(world) {
      const { store, samples } = world;
      for (const name of ['', 'a\0', '\ud800']) {
        const refused = store.transact(async (unit) => {
          await unit.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
          await unit.deleteCheckpoint(name);
        });
        await claimFails(refused, 'invalid-store-argument', `The name ${JSON.stringify(name)} is refused.`);
      }
      claimSame(await store.head(), undefined, 'No event of these units is stored.');
    },
  },
  {
    name: 'a tenant deletes its own checkpoint, and neither another’s nor nobody’s of the same name',
    needs: ['transact', 'tenants'],
    async run(world) {
      const { store } = world;
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const checkpoint = checkpointOf(world, 'r');
      for (const handle of [store, acme, globex]) await handle.transact((unit) => unit.saveCheckpoint(checkpoint));
      await acme.transact((unit) => unit.deleteCheckpoint('r'));
      claimSame(await acme.findCheckpoint('r'), undefined, 'Its own is gone.');
      claimSame(await globex.findCheckpoint('r'), checkpoint, 'Another tenant’s stays.');
      claimSame(await store.findCheckpoint('r'), checkpoint, 'Nobody’s stays.');
      await store.transact((unit) => unit.deleteCheckpoint('r'));
      claimSame(await store.findCheckpoint('r'), undefined, 'Nobody’s is gone.');
      claimSame(await globex.findCheckpoint('r'), checkpoint, 'A tenant’s stays.');
    },
  },
  {
    name: 'a checkpoint that kept events from being archived keeps nobody any more once it is deleted',
    needs: ['transact', 'archive'],
    async run(world) {
      const { store } = world;
      const { streamName } = await streamOf(world, 2);
      const place = await store.positionOf(streamName, 0);
      const logPosition = place === undefined ? '' : store.serializeLogPosition(place);
      const behind = { ...checkpointOf(world, 'old'), logId: await store.logId(), logPosition };
      await store.transact((unit) => unit.saveCheckpoint(behind));
      const archive = () => store.archiveStream(streamName, { streamVersion: 2 });
      await claimFails(archive(), 'checkpoints-behind', 'It has not passed the last event.');
      await store.transact((unit) => unit.deleteCheckpoint('old'));
      claimSame(await archive().then(({ kind }) => kind, codeOf), 'done', 'Nothing is in the way any more.');
    },
  },
];

export const deletedCheckpointCases: CaseGroup = { group: 'deleting checkpoints', cases };
