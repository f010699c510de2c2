// Views: tables of a store that hold what was made of its events. In: shapes of tables and rows as plain values, from
// projections. Out: the same rows from every store, in the same order. A view has generations, told apart by a hash of
// everything that decides what its rows say; one of them serves, another may be built beside it.

/**
 * What a column holds. All but `json` are compared by value, in every store alike: `text` by code points, `decimal` exactly
 * and whatever its scale, `instant` as moments. An `integer` is one that a JavaScript number holds safely; larger ones, as
 * bigints may be, are a `decimal`'s.
 */
export type ColumnKind = 'text' | 'integer' | 'number' | 'decimal' | 'instant' | 'boolean' | 'json';

/**
 * As values travel: decimals and instants as text, JSON as its text, and text comes back as it was written. `null` only
 * where the column may be null. A number is finite, and `-0` is `0`.
 */
export type ColumnValue = string | number | boolean | null;

export interface ViewColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Never for columns of the key. */
  readonly nullable: boolean;
}

/**
 * One generation of a view, as a table. At most 12 columns are its key, and at most 12 are in an index; the texts of a row
 * that lie in one index, those of the key included, have at most 1,800 bytes of UTF-8 together.
 */
export interface ViewShape {
  /** `<context>.<Projection>`. */
  readonly name: string;
  /** Of everything that decides what the rows say. */
  readonly hash: string;
  /** At least one; none of them is `json`. */
  readonly key: readonly ViewColumn[];
  readonly columns: readonly ViewColumn[];
  /** Names of columns, none of them `json`. */
  readonly indexes: readonly (readonly string[])[];
}

/** Values of the key's columns, in their order. */
export type ViewKey = readonly ColumnValue[];

/** Values of the key's columns and of the others, in the order of the shape. */
export type ViewRow = readonly ColumnValue[];

/** `building`: rows are being made, nobody is to rely on them yet. */
export interface ViewGeneration {
  readonly name: string;
  readonly hash: string;
  readonly state: 'building' | 'serving';
  /** As it was opened, so that others can tell whether they could read its rows. */
  readonly shape: ViewShape;
}

export type ViewCondition =
  | { readonly column: string; readonly is: 'equal'; readonly value: ColumnValue }
  | { readonly column: string; readonly is: 'one-of'; readonly values: readonly ColumnValue[] }
  | {
      readonly column: string;
      readonly is: 'less' | 'at-most' | 'greater' | 'at-least';
      readonly value: Exclude<ColumnValue, null>;
    };

export interface ViewQuery {
  /** All of them hold. `equal` to null holds where the column is null; the others never hold there. `one-of` has at most 1,000 values. */
  readonly where: readonly ViewCondition[];
  /** The columns of the key follow by themselves, ascending, so that the order is total. Null comes before everything. */
  readonly orderBy: readonly { readonly column: string; readonly descending: boolean }[];
  /** The row behind which the page begins: its values of `orderBy`'s columns, then of the whole key. It need not be there any more. */
  readonly after?: readonly ColumnValue[];
  /** At least 1. */
  readonly limit: number;
}

/** Where a row stands: keys are each tenant's own. Left out for nobody's, and on a tenant's handle for its own. */
export interface ViewPlace {
  readonly tenant?: string;
  readonly key: ViewKey;
}

/** A row as it is to be; `undefined` when there is to be none. */
export interface RowChange {
  readonly tenant?: string;
  readonly key: ViewKey;
  readonly row: ViewRow | undefined;
}

/**
 * A tenant's handle reads that tenant's rows, the store as it was opened nobody's.
 * @throws ViewMissingError for a generation that was not opened, not with this shape, or was dropped
 * @throws InvalidStoreArgumentError for columns, kinds and values that do not fit the shape
 */
export interface ViewReader {
  /** All generations of a view, the serving one first. */
  findViews(name: string): Promise<readonly ViewGeneration[]>;
  /** In the order of the keys; `undefined` where there is no row. */
  findRows(view: ViewShape, keys: readonly ViewKey[]): Promise<readonly (ViewRow | undefined)[]>;
  queryRows(view: ViewShape, query: ViewQuery): Promise<readonly ViewRow[]>;
}

/** A store that can hold views. */
export interface Views extends ViewReader {
  /**
   * Makes the table and indexes of a generation where they are missing; a new one is `building`. Safe when many do it at once.
   * It waits for units that hold the view.
   * @throws InvalidStoreArgumentError when the hash was opened with another shape, or another view has the table's name
   * @throws MaintenanceRefusedError when the table is missing and this user may not make it
   */
  openView(view: ViewShape): Promise<ViewGeneration>;
}

/**
 * What a unit can do with views; it sees what it has written.
 * @throws ViewMissingError, InvalidStoreArgumentError
 */
export interface ViewWriting {
  /**
   * Keeps a view's generations as they are until the unit ends: `shared` by any number of units, `alone` against all others.
   * @returns them, the serving one first
   */
  holdView(name: string, how: 'shared' | 'alone'): Promise<readonly ViewGeneration[]>;
  findRows(view: ViewShape, places: readonly ViewPlace[]): Promise<readonly (ViewRow | undefined)[]>;
  /** One place at most once. The row's own values of the key are equal to those of its place. Removing a row that is not there is no error. */
  writeRows(view: ViewShape, changes: readonly RowChange[]): Promise<void>;
  /** From this commit on this generation serves, and the one before it is `building` again. Refused on a tenant's handle: it serves all tenants. */
  serveView(view: ViewShape): Promise<void>;
  /** Takes away a generation and its rows, of all tenants, and is refused on a tenant's handle. No error where there is none. @throws InvalidStoreArgumentError for the serving one */
  dropView(name: string, hash: string): Promise<void>;
}
