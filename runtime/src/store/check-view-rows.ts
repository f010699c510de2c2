import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import { utf8 } from '../message/utf8.js';
import { assertTenant, refuseForeign } from './tenant.js';
import type { ColumnValue, RowChange, ViewKey, ViewPlace, ViewRow, ViewShape } from './view.js';
import { checkedValue, columnsOf, type ViewColumns } from './view-columns.js';
import { placeText } from './view-order.js';

/** Where a row stands, with whose it is; empty for nobody's. */
export type CheckedPlace = Required<ViewPlace>;

export interface CheckedChange extends CheckedPlace {
  readonly row: ViewRow | undefined;
}

/** In UTF-8, less than a third of a page: PostgreSQL indexes no more. */
const mostIndexedBytes = 1_800;

/** Copies of the places. @throws InvalidStoreArgumentError */
export function checkPlaces(view: ViewShape, places: readonly ViewPlace[], handle: string): readonly CheckedPlace[] {
  const columns = columnsOf(view);
  return places.map((place) => ({ tenant: ownerOf(place, handle), key: checkedKey(columns, place.key) }));
}

/** Copies of the changes. @throws InvalidStoreArgumentError */
export function checkChanges(view: ViewShape, changes: readonly RowChange[], handle: string): readonly CheckedChange[] {
  const columns = columnsOf(view);
  const seen = new Set<string>();
  return changes.map((change) => {
    const tenant = ownerOf(change, handle);
    const key = checkedKey(columns, change.key);
    const place = placeText(columns.all, { tenant, key });
    if (seen.has(place)) throw new InvalidStoreArgumentError('changes', `name a place twice: ${JSON.stringify(key)}`);
    seen.add(place);
    if (change.row === undefined) return { tenant, key, row: undefined };
    const row = checkedRow(columns, change.row);
    if (placeText(columns.all, { tenant, key: row.slice(0, columns.keyLength) }) !== place) {
      throw new InvalidStoreArgumentError('changes', `have a row of another key at ${JSON.stringify(key)}`);
    }
    return { tenant, key, row };
  });
}

function ownerOf({ tenant }: Pick<ViewPlace, 'tenant'>, handle: string): string {
  if (tenant === undefined) return handle;
  assertTenant(tenant);
  refuseForeign('tenant', tenant, handle);
  return tenant;
}

function checkedKey({ all, keyLength }: ViewColumns, key: ViewKey): readonly ColumnValue[] {
  if (key.length !== keyLength) {
    throw new InvalidStoreArgumentError('key', `has ${key.length} values, and its view ${keyLength} columns of a key`);
  }
  return all.slice(0, keyLength).map((column, number) => checkedValue(column, key[number]));
}

function checkedRow({ all, indexes }: ViewColumns, row: ViewRow): ViewRow {
  if (row.length !== all.length) {
    throw new InvalidStoreArgumentError('row', `has ${row.length} values, and its view ${all.length} columns`);
  }
  const values = all.map((column, number) => checkedValue(column, row[number]));
  for (const index of indexes) {
    const texts = index.map((number) => values[number]).filter((value) => typeof value === 'string');
    if (!areShort(texts)) {
      const names = index.map((number) => all[number]?.name).join(', ');
      throw new InvalidStoreArgumentError(names, `have more than ${mostIndexedBytes} bytes of text, and are indexed`);
    }
  }
  return values;
}

function areShort(texts: readonly string[]): boolean {
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  // No unit has more than three bytes: only long texts have to be looked at.
  return units * 3 <= mostIndexedBytes || texts.reduce((sum, text) => sum + utf8(text).length, 0) <= mostIndexedBytes;
}
