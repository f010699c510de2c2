import type { Abort } from '../store/abort.js';
import type { LogPosition } from '../store/stored-event.js';
import type { ProjectionContract } from './contract.js';

/** Types of columns that can be compared; lists, maps and objects lie in columns that cannot. */
type Comparable = string | number | bigint | boolean | null | undefined;

/** Fields of a row that can be asked and ordered by. */
export type ComparableField<Row> = {
  readonly [Field in keyof Row]-?: Row[Field] extends Comparable ? Field : never;
}[keyof Row];

/** What is asked of one field. `null` stands for a field that has no value; it is equal to nothing else. */
export type FieldCondition<Value> =
  | Exclude<Value, undefined>
  | (undefined extends Value ? null : never)
  | { readonly in: readonly Exclude<Value, undefined>[] }
  | FieldRange<Exclude<Value, null | undefined>>;

/** One bound or two. */
export interface FieldRange<Value> {
  readonly less?: Value;
  readonly atMost?: Value;
  readonly greater?: Value;
  readonly atLeast?: Value;
}

export interface RowQuery<Row> {
  /** All of it holds. */
  readonly where?: { readonly [Field in ComparableField<Row>]?: FieldCondition<Row[Field]> };
  /** Ascending unless said otherwise; the key follows by itself, so that the order is total. Fields without a value come first. */
  readonly orderBy?: readonly { readonly by: ComparableField<Row>; readonly descending?: boolean }[];
}

export interface RowPageQuery<Row> extends RowQuery<Row> {
  /** The `cursor` of the page before. */
  readonly after?: string;
  /** Rows of a page, at least 1 and at most 10,000. Default 100. */
  readonly limit?: number;
}

export interface RowPage<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins: text for anybody to keep and to hand back with the same query. `undefined` behind the last row. */
  readonly cursor: string | undefined;
}

export interface WaitOptions {
  readonly signal?: Abort;
}

/**
 * The rows of a projection. On a tenant's handle that tenant's, otherwise those of events of no tenant.
 * @throws ProjectionBuildingError while only rows that this code cannot read are there
 */
export interface Projection<C extends ProjectionContract> {
  find(key: C['key']): Promise<C['row'] | undefined>;
  /** @throws InvalidCursorError, InvalidUseError */
  query(query?: RowPageQuery<C['row']>): Promise<RowPage<C['row']>>;
  /** All rows, read page by page; rows that change meanwhile may be seen as they were or as they are. */
  all(query?: RowQuery<C['row']>): AsyncIterable<C['row']>;
  /**
   * Resolves when everything up to this place of the log is in the rows, whichever process puts it there.
   * @throws OperationAbortedError; InvalidUseError on a tenant's handle, which does not see how far the work has come
   */
  reached(place: LogPosition, options?: WaitOptions): Promise<void>;
  /** As `reached`, for the log's present end. */
  caughtUp(options?: WaitOptions): Promise<void>;
}
