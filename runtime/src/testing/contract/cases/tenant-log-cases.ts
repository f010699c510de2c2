import type { LogPage, LogReader } from '../../../store/read.js';
import { claim, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { begin, place } from './begin-stream.js';

const idsOf = ({ events }: LogPage): readonly string[] => events.map(({ eventId }) => eventId);

const placesOf = (store: LogReader, { events }: LogPage): readonly string[] =>
  events.map(({ logPosition }) => store.serializeLogPosition(logPosition));

const cases: readonly CaseDefinition[] = [
  {
    name: 'the log tells a tenant its own events, at the places of the one log, and moves on over the others',
    async run(world) {
      const { store, samples } = world;
      const acme = store.forTenant('acme');
      const own: string[] = [];
      for (let round = 0; round < 4; round += 1) {
        own.push(await begin(acme, world, samples.stream()));
        await begin(store, world, samples.stream());
        await begin(store.forTenant('globex'), world, samples.stream());
      }
      const all = await store.readLog();
      const page = await acme.readLog();
      claimSame(idsOf(page), own, 'Its own, in their order.');
      const expected = all.events.filter(({ tenant }) => tenant === 'acme');
      claimSame(placesOf(acme, page), placesOf(store, { ...all, events: expected }), 'Where they lie for everybody.');
      claimSame([page.end, page.scannedTo], [true, all.scannedTo], 'It has scanned the whole log.');
      claimSame(await acme.head(), await store.head(), 'There is one head.');
      const seen: string[] = [];
      let short: LogPage = await acme.readLog({ limit: 2 });
      for (let pages = 1; ; pages += 1) {
        seen.push(...idsOf(short));
        claim(pages <= 7, 'Pages move on over what others have stored.');
        if (short.end || short.scannedTo === undefined) break;
        short = await acme.readLog({ limit: 2, after: short.scannedTo });
      }
      claimSame(seen, own, 'Page by page the same.');
      claimSame((await store.forTenant('initech').readLog()).events, [], 'Who has none sees none.');
    },
  },
  {
    name: 'the store as it was opened reads everybody’s events, and says whose they are',
    async run(world) {
      const { store } = world;
      const ids = [
        await begin(store.forTenant('acme'), world),
        await begin(store, world),
        await begin(store.forTenant('globex'), world),
      ];
      const page = await store.readLog();
      claimSame(idsOf(page), ids, 'All of them, in order.');
      claimSame(
        page.events.map((event) => event.tenant),
        ['acme', undefined, 'globex'],
        'With their tenants.',
      );
      claim(!('tenant' in (page.events[1] ?? {})), 'An event of no tenant has no such member.');
      const [own] = (await store.forTenant('acme').readLog()).events;
      claim(own !== undefined && !('tenant' in own), 'A tenant’s handle never mentions tenants.');
    },
  },
  {
    name: 'categories and types choose among a tenant’s own events',
    async run({ store, samples }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const wanted = samples.event({ type: 'shop.Wanted' });
      const [order, invoice] = [samples.stream('order'), samples.stream('invoice')];
      await globex.append({ streamName: order, expected: 'any', events: [samples.event({ type: 'shop.Wanted' })] });
      await acme.append({ streamName: invoice, expected: 'any', events: [samples.event({ type: 'shop.Wanted' })] });
      await acme.append({ streamName: order, expected: 'any', events: [samples.event(), wanted] });
      const filter = { categories: ['order'], types: ['shop.Wanted'] };
      claimSame(idsOf(await acme.readLog({ filter })), [wanted.eventId], 'Both conditions and the tenant.');
      claimSame((await store.readLog({ filter })).events.length, 2, 'For everybody, of everybody.');
      claimSame((await acme.readLog({ filter: { types: [] } })).events, [], 'An empty list lets nothing through.');
    },
  },
  {
    name: 'places are of the one log: each finds its own events’, and what lies anywhere for its checkpoints',
    async run(world) {
      const { store } = world;
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const ids = [await begin(acme, world), await begin(globex, world)];
      const [first, second] = [await acme.positionOf(place, 0), await globex.positionOf(place, 0)];
      claim(first !== undefined && second !== undefined, 'Both events have places.');
      claimSame(acme.compareLogPositions(first, second), -1, 'In the order of the log.');
      claimSame(await store.positionOf(place, 0), undefined, 'The store as opened has no such stream.');
      claimSame([await acme.eventIdAt(first), await acme.eventIdAt(second)], ids, 'A checkpoint may stand anywhere.');
      claimSame(await acme.logId(), await store.logId(), 'It is one log.');
    },
  },
  {
    name: 'a tenant’s listeners hear of its own appends, those of the store as opened of everybody’s',
    needs: 'push',
    async run(world) {
      const { store, samples } = world;
      const heard: string[] = [];
      const acme = store.forTenant('acme');
      const stops = [
        acme.onAppend((streamName) => void heard.push(`acme hears ${streamName}`)),
        store.onAppend((streamName, tenant) => void heard.push(`all hear ${streamName} of ${tenant}`)),
      ];
      const [one, two, three] = [samples.stream(), samples.stream(), samples.stream()];
      await begin(acme, world, one);
      await begin(store.forTenant('globex'), world, two);
      await begin(store, world, three);
      for (const stop of stops) stop();
      await begin(acme, world, samples.stream());
      const expected = [`acme hears ${one}`, `all hear ${one} of acme`, `all hear ${two} of globex`];
      claimSame(heard, [...expected, `all hear ${three} of undefined`], 'Each what concerns it.');
    },
  },
];

export const tenantLogCases: CaseGroup = {
  group: 'tenants in the log',
  cases: cases.map((definition) => ({ ...definition, needs: ['tenants', ...[definition.needs ?? []].flat()] })),
};
