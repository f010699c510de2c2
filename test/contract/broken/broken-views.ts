import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import type { ColumnValue, ViewRow, ViewShape } from '../../../runtime/src/store/view.js';
import type { BrokenStore } from './broken-store.js';

/** A store whose units are not quite sound. */
const withUnits = (sound: FullEventStore, change: (unit: Unit) => Partial<Unit>): FullEventStore => ({
  ...sound,
  transact: (work, options) => sound.transact((unit) => work({ ...unit, ...change(unit) }), options),
});

const changedRows = (
  sound: FullEventStore,
  change: (row: ViewRow, view: ViewShape) => ViewRow,
): Pick<FullEventStore, 'findRows' | 'queryRows'> => ({
  async findRows(view, keys) {
    return (await sound.findRows(view, keys)).map((row) => row && change(row, view));
  },
  async queryRows(view, query) {
    return (await sound.queryRows(view, query)).map((row) => change(row, view));
  },
});

const kindAt = ({ key, columns }: ViewShape, number: number) => [...key, ...columns][number]?.kind;

export const brokenViews: readonly BrokenStore[] = [
  {
    fault: 'decimals lose their scale',
    caughtBy: ['values of every kind come back as they were written, and are ordered and compared as what they mean'],
    breakStore: (sound) => ({
      ...sound,
      ...changedRows(sound, (row, view) =>
        row.map((value, at): ColumnValue =>
          kindAt(view, at) === 'decimal' && value !== null ? String(Number(value)) : value,
        ),
      ),
    }),
  },
  {
    fault: 'text is ordered by units of UTF-16',
    caughtBy: ['values of every kind come back as they were written, and are ordered and compared as what they mean'],
    breakStore: (sound) => ({
      ...sound,
      async queryRows(view, query) {
        const rows = await sound.queryRows(view, query);
        const [first] = query.orderBy;
        const at = [...view.key, ...view.columns].findIndex(({ name }) => name === first?.column);
        if (first === undefined || first.descending || kindAt(view, at) !== 'text') return rows;
        return [...rows].sort((a, b) => (String(a[at]) < String(b[at]) ? -1 : 1));
      },
    }),
  },
  {
    fault: 'null comes after everything',
    caughtBy: ['null comes before everything, and is found by asking for it alone'],
    breakStore: (sound) => ({
      ...sound,
      async queryRows(view, query) {
        const rows = await sound.queryRows(view, query);
        const [first] = query.orderBy;
        const at = [...view.key, ...view.columns].findIndex(({ name }) => name === first?.column);
        if (first === undefined || first.descending) return rows;
        return [...rows.filter((row) => row[at] !== null), ...rows.filter((row) => row[at] === null)];
      },
    }),
  },
  {
    fault: 'a page begins with the row that it was to begin behind',
    caughtBy: [
      'a page begins behind the row that it is told, whether that is still there or not',
      'random questions over random rows are answered as plain reckoning answers them, page for page',
    ],
    breakStore: (sound) => ({
      ...sound,
      async queryRows(view, { after, ...query }) {
        if (after === undefined) return sound.queryRows(view, query);
        const [behind, whole] = [
          await sound.queryRows(view, { ...query, after, limit: 10_000 }),
          await sound.queryRows(view, { ...query, limit: 10_000 }),
        ];
        return whole.slice(Math.max(0, whole.length - behind.length - 1)).slice(0, query.limit);
      },
    }),
  },
  {
    fault: 'all tenants have the same rows',
    caughtBy: ['rows of one key are each tenant’s own, and nobody’s besides'],
    breakStore: (sound) => ({
      ...sound,
      forTenant(tenant) {
        const { findRows, queryRows } = sound;
        const handle = sound.forTenant(tenant);
        return {
          ...handle,
          findRows,
          queryRows,
          transact: (work, options) =>
            handle.transact(
              (unit) => work({ ...unit, writeRows: async (view, changes) => writeThrough(sound, view, changes) }),
              options,
            ),
        };
      },
    }),
  },
  {
    fault: 'a row that is written again keeps what it is not given',
    caughtBy: ['a row is replaced as a whole, and gone when it is removed'],
    breakStore: (sound) =>
      withUnits(sound, (unit) => ({
        async writeRows(view, changes) {
          const standing = await unit.findRows(view, changes);
          const merged = changes.map((change, n) => {
            const row = change.row?.map((value, at) => value ?? standing[n]?.[at] ?? null);
            return { ...change, row };
          });
          await unit.writeRows(view, merged);
        },
      })),
  },
  {
    fault: 'two generations serve at the same time',
    caughtBy: ['from its commit on a generation serves, and the one before it is building again'],
    breakStore(sound) {
      const served = new Set<string>();
      return {
        ...withUnits(sound, (unit) => ({
          async serveView(view) {
            await unit.serveView(view);
            served.add(view.hash);
          },
        })),
        async findViews(name) {
          const views = await sound.findViews(name);
          return views.map((view) => (served.has(view.hash) ? { ...view, state: 'serving' as const } : view));
        },
      };
    },
  },
  {
    fault: 'a generation is served by a commit that never came',
    caughtBy: ['a unit that fails has served and dropped nothing'],
    breakStore(sound) {
      const served = new Map<string, string>();
      return {
        ...withUnits(sound, (unit) => ({
          async serveView(view) {
            await unit.serveView(view);
            served.set(view.name, view.hash);
          },
        })),
        async findViews(name) {
          const views = await sound.findViews(name);
          const state = (hash: string) => (served.get(name) === hash ? ('serving' as const) : ('building' as const));
          const told = views.map((view) => ({ ...view, state: served.has(name) ? state(view.hash) : view.state }));
          return told.sort((a, b) => Number(b.state === 'serving') - Number(a.state === 'serving'));
        },
      };
    },
  },
  {
    fault: 'a hash is opened with whatever shape comes next',
    caughtBy: ['a hash stands for one shape, whoever opens it'],
    breakStore: (sound) => ({
      ...sound,
      async openView(view) {
        const known = (await sound.findViews(view.name)).find(({ hash }) => hash === view.hash);
        return known === undefined ? sound.openView(view) : { ...known, shape: view };
      },
    }),
  },
  {
    fault: 'rows outlive the generation that was dropped',
    caughtBy: ['a generation that is dropped is gone with its rows, and the others stay'],
    breakStore(sound) {
      const gone = new Set<string>();
      return {
        ...withUnits(sound, (unit) => ({
          async dropView(name, hash) {
            const known = (await unit.holdView(name, 'alone')).find((view) => view.hash === hash);
            if (known === undefined || known.state === 'serving') return unit.dropView(name, hash);
            gone.add(`${name} ${hash}`);
          },
        })),
        async findViews(name) {
          return (await sound.findViews(name)).filter(({ hash }) => !gone.has(`${name} ${hash}`));
        },
      };
    },
  },
  {
    fault: 'a unit does not see the rows that it has written',
    caughtBy: ['a unit sees the rows that it has written, and readers see them when it has ended'],
    breakStore: (sound) =>
      withUnits(sound, () => ({
        findRows: (view, places) =>
          sound.findRows(
            view,
            places.map(({ key }) => key),
          ),
      })),
  },
];

async function writeThrough(
  sound: FullEventStore,
  view: ViewShape,
  changes: Parameters<Unit['writeRows']>[1],
): Promise<void> {
  // Beside the unit, which would wait for this: it has ended when this is done.
  void sound.transact((unit) =>
    unit.writeRows(
      view,
      changes.map(({ key, row }) => ({ key, row })),
    ),
  );
}
