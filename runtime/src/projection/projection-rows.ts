// What users read of a projection, wherever its rows come from. In: keys and queries. Out: rows, page by page.
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { LogPosition } from '../store/stored-event.js';
import type { ViewKey, ViewQuery, ViewReader, ViewRow, ViewShape } from '../store/view.js';
import type { AnyRow } from './bound-projection.js';
import { cursorBehind } from './cursor.js';
import type { Folder } from './fold-events.js';
import type { WaitOptions } from './projection.js';
import { decodeColumns } from './row-columns.js';
import { type AnyQuery, viewKey, viewQuery } from './row-queries.js';

/** Rows of one generation, to be read. */
export interface ReadableRows {
  readonly view: ViewShape;
  readonly reader: Pick<ViewReader, 'findRows' | 'queryRows'>;
}

/** Where the rows of a projection come from. */
export interface RowSource {
  /** @returns `undefined` where there are none yet @throws ProjectionBuildingError */
  rows(key: ViewKey | undefined): Promise<ReadableRows | undefined>;
  /** The rows that were given last are gone. */
  forget(): void;
  reached(place: LogPosition, options: WaitOptions): Promise<void>;
  caughtUp(options: WaitOptions): Promise<void>;
}

const pageOfAll = 1_000;

/** As `Projection`, with its types taken away. */
export class ProjectionRows {
  readonly #folder: Folder;
  readonly #source: RowSource;

  constructor(folder: Folder, source: RowSource) {
    this.#folder = folder;
    this.#source = source;
  }

  async find(given: AnyRow): Promise<AnyRow | undefined> {
    const key = viewKey(this.#folder, given);
    const [row] = await this.#read(key, ({ view, reader }) => reader.findRows(view, [key]));
    return row && this.#decode(row);
  }

  async query(given: AnyQuery = {}): Promise<{ rows: readonly AnyRow[]; cursor: string | undefined }> {
    const query = viewQuery(this.#folder, given);
    // One more than asked for tells whether there are more.
    const more = { ...query, limit: query.limit + 1 };
    const found = await this.#read(undefined, ({ view, reader }) => reader.queryRows(view, more));
    const page = found.flatMap((row) => (row === undefined ? [] : [row])).slice(0, query.limit);
    const last = found.length > page.length ? page.at(-1) : undefined;
    return { rows: page.map((row) => this.#decode(row)), cursor: last && this.#cursor(query, last) };
  }

  async *all({ where, orderBy }: AnyQuery = {}): AsyncGenerator<AnyRow> {
    const asked = { ...(where === undefined ? {} : { where }), ...(orderBy === undefined ? {} : { orderBy }) };
    let after: string | undefined;
    do {
      const page = await this.query({ ...asked, limit: pageOfAll, ...(after === undefined ? {} : { after }) });
      yield* page.rows;
      after = page.cursor;
    } while (after !== undefined);
  }

  reached(place: LogPosition, options: WaitOptions = {}): Promise<void> {
    return this.#source.reached(place, options);
  }

  caughtUp(options: WaitOptions = {}): Promise<void> {
    return this.#source.caughtUp(options);
  }

  /** A generation may be taken away between being found and being read; the next one is there by then. */
  async #read(
    key: ViewKey | undefined,
    read: (rows: ReadableRows) => Promise<readonly (ViewRow | undefined)[]>,
  ): Promise<readonly (ViewRow | undefined)[]> {
    for (let attempt = 1; ; attempt += 1) {
      const rows = await this.#source.rows(key);
      if (rows === undefined) return [];
      try {
        return await read(rows);
      } catch (error) {
        if (!isRuntimeError(error, 'view-missing') || attempt >= 3) throw error;
        this.#source.forget();
      }
    }
  }

  #decode(row: ViewRow): AnyRow {
    return decodeColumns(this.#folder.columns.all, row);
  }

  #cursor(query: ViewQuery, row: ViewRow): string {
    const { all, key } = this.#folder.columns;
    const valueOf = (name: string) => row[all.findIndex((column) => column.name === name)] ?? null;
    const values = [...query.orderBy.map(({ column }) => valueOf(column)), ...key.map(({ name }) => valueOf(name))];
    return cursorBehind(this.#folder.name, query, values);
  }
}
