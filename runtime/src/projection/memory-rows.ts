import { checkQuery } from '../store/check-view-query.js';
import { selectRows } from '../store/select-rows.js';
import type { RowChange, ViewKey, ViewPlace, ViewQuery, ViewRow, ViewShape } from '../store/view.js';
import { columnsOf } from '../store/view-columns.js';
import { placeText } from '../store/view-order.js';
import type { RowStore } from './fold-events.js';
import type { RowColumns } from './row-columns.js';

/** Rows that nobody keeps: of projections that are folded on request, and of tests. */
export class MemoryRows implements RowStore {
  readonly #columns: RowColumns;
  readonly #rows = new Map<string, { readonly tenant: string; readonly row: ViewRow }>();

  constructor(columns: RowColumns) {
    this.#columns = columns;
  }

  rowAt(key: ViewKey, tenant?: string): ViewRow | undefined {
    return this.#rows.get(placeText(this.#columns.key, { tenant: tenant ?? '', key }))?.row;
  }

  /** Rows of a tenant, nobody's when left out, in the order of their keys. */
  sorted(view: ViewShape, tenant = ''): readonly ViewRow[] {
    const own = this.#rowsOf(tenant);
    return selectRows(columnsOf(view), own, checkQuery(view, { where: [], orderBy: [], limit: own.length + 1 }));
  }

  async findRows(
    _view: ViewShape,
    places: readonly (ViewPlace | ViewKey)[],
  ): Promise<readonly (ViewRow | undefined)[]> {
    return places.map((place) => {
      return 'key' in place ? this.rowAt(place.key, place.tenant) : this.rowAt(place);
    });
  }

  async queryRows(view: ViewShape, query: ViewQuery): Promise<readonly ViewRow[]> {
    return selectRows(columnsOf(view), this.#rowsOf(''), checkQuery(view, query));
  }

  async writeRows(_view: ViewShape, changes: readonly RowChange[]): Promise<void> {
    for (const { tenant, key, row } of changes) {
      const place = placeText(this.#columns.key, { tenant: tenant ?? '', key });
      if (row === undefined) this.#rows.delete(place);
      else this.#rows.set(place, { tenant: tenant ?? '', row });
    }
  }

  #rowsOf(tenant: string): readonly ViewRow[] {
    return [...this.#rows.values()].filter((kept) => kept.tenant === tenant).map(({ row }) => row);
  }
}
