import type { ViewWork } from '../../store/create-views.js';
import { judgeOpening } from '../../store/judge-view.js';
import type { ViewGeneration, ViewShape } from '../../store/view.js';
import type { Rows } from './connections.js';
import type { Scope } from './scope.js';
import type { Asking } from './state-tables.js';
import type { StatementRunner } from './statement-runner.js';
import { plainWriting } from './store-writes.js';
import { rowErrorOf, tableErrorOf } from './view-errors.js';
import { findViewRows, openingOf, queryViewRows } from './view-statements.js';
import { findViews, generationOf } from './view-tables.js';

export interface ViewSettings extends Scope {
  readonly runner: StatementRunner;
  readonly place: string;
  readonly patience: number;
  /** Runs a write, which closing waits for. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Views outside of units. */
export function createViewWork(settings: ViewSettings): ViewWork {
  const { runner } = settings;
  const read = async <T>({ statement, answer }: Asking<T>): Promise<T> => answer(await runner.read(statement));
  const rowsOf = <T>(view: ViewShape, asking: Asking<T>): Promise<T> =>
    read(asking).catch((error: unknown) => {
      throw rowErrorOf(error, view) ?? error;
    });
  return {
    findViews: (name) => read(findViews(settings, name)),
    findRows: (view, places) => rowsOf(view, findViewRows(settings, view, places)),
    queryRows: (view, query) => rowsOf(view, queryViewRows(settings, view, query)),
    async openView(view) {
      const standing = await read(findViews(settings, view.name));
      return judgeOpening(view, standing, []) ?? settings.run(() => makeTable(settings, view));
    },
  };
}

async function makeTable(settings: ViewSettings, view: ViewShape): Promise<ViewGeneration> {
  const { schema: s, runner, place, patience } = settings;
  const text = `SELECT name, hash, state, shape FROM ${s}.open_view_v1($1, $2, $3, $4, $5, $6, $7::text[], $8::text[],
    $9::boolean[], $10::text[], $11::text[], $12, $13)`;
  const statement = { text, parameters: openingOf(view, patience) };
  const writing = plainWriting(settings, statement, (rows: Rows): Rows => rows);
  const rows = await runner.write({ ...writing, announces: true }).catch((error: unknown) => {
    throw tableErrorOf(error, view, place) ?? error;
  });
  const known = rows.map(([name, ...row]) => generationOf(name ?? '', row));
  const standing = known.filter(({ name }) => name === view.name);
  const others = known.map(({ name }) => name).filter((name) => name !== view.name);
  const opened = judgeOpening(view, standing, others);
  if (opened === undefined) throw new Error(`PostgreSQL neither found nor made a table of view ${view.name}.`);
  return opened;
}
