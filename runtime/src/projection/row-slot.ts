import { InvalidUseError } from '../errors/command-errors.js';
import { InvalidRowError, RowExistsError, RowMissingError, type RowPlace } from '../errors/projection-errors.js';
import { problemsOf } from '../shape/make.js';
import { setOwn } from '../shape/plain-object.js';
import { type Operations, writing } from '../shape/shape.js';
import type { ViewPlace, ViewRow } from '../store/view.js';
import type { AnyRow, AnyRowEditor } from './bound-projection.js';
import { decodeColumns, encodeColumns, type RowColumns } from './row-columns.js';

/** One row while a page of events is folded. */
export class RowSlot {
  readonly place: ViewPlace;
  /** As it would be stored; `undefined` for no row. */
  columns: ViewRow | undefined;
  isChanged = false;

  constructor(place: ViewPlace, columns: ViewRow | undefined) {
    this.place = place;
    this.columns = columns;
  }

  put(columns: ViewRow | undefined): void {
    this.columns = columns;
    this.isChanged = true;
  }
}

export interface EditedRows {
  readonly columns: RowColumns;
  readonly shape: Operations;
}

/** What a handler gets of a row. */
export class SlotEditor implements AnyRowEditor {
  readonly key: AnyRow;
  readonly #rows: EditedRows;
  readonly #slot: RowSlot;
  readonly #place: RowPlace;
  #isClosed = false;

  constructor(rows: EditedRows, slot: RowSlot, place: RowPlace) {
    this.key = place.key;
    this.#rows = rows;
    this.#slot = slot;
    this.#place = place;
  }

  get current(): AnyRow | undefined {
    const { columns } = this.#slot;
    return columns && decodeColumns(this.#rows.columns.all, columns);
  }

  insert(fields: AnyRow): void {
    if (this.#open().columns !== undefined) throw new RowExistsError(this.#place);
    this.#put(fields, this.key);
  }

  upsert(fields: AnyRow): void {
    const { columns } = this.#open();
    this.#put(fields, columns === undefined ? this.key : decodeColumns(this.#rows.columns.key, columns));
  }

  patch(fields: AnyRow): void {
    this.#open();
    const { current } = this;
    if (current === undefined) throw new RowMissingError(this.#place);
    this.#put({ ...current, ...fields }, current);
  }

  delete(): void {
    if (this.#open().columns !== undefined) this.#slot.put(undefined);
  }

  /** The handler has ended. */
  close(): void {
    this.#isClosed = true;
  }

  #open(): RowSlot {
    if (!this.#isClosed) return this.#slot;
    throw new InvalidUseError(
      `${this.#place.projection}: a row was changed after its handler had ended. Await it there.`,
    );
  }

  #put(fields: AnyRow, key: AnyRow): void {
    const { columns, shape } = this.#rows;
    const row: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) setOwn(row, name, value);
    for (const { name } of columns.key) setOwn(row, name, key[name]);
    if (!shape.accepts(row, writing, 0)) throw new InvalidRowError(this.#place, problemsOf(shape, row, writing));
    const { fill: completed } = shape;
    this.#slot.put(encodeColumns(columns.all, completed(row) as AnyRow));
  }
}
