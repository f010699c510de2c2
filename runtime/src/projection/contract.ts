import type { Message } from '../message/message.js';
import type { Recorded } from '../message/message.js';
import type { Shape } from '../shape/shape.js';
import type { ColumnKind } from '../store/view.js';
import type { Unit } from '../store/unit.js';

/** The types of a projection, generated. */
export interface ProjectionContract {
  readonly key: object;
  /** The key's fields and the others. */
  readonly row: object;
  /** By local name; those of other contexts by their type. */
  readonly events: Readonly<Record<string, Message & Recorded<object>>>;
}

/** The fields of a row that handlers set. */
export type FieldsOf<C extends ProjectionContract> = Omit<C['row'], keyof C['key']>;

/** The row at the key of the event in hand. What is done to it is seen by the handlers of later events at once. */
export interface RowEditor<C extends ProjectionContract> {
  readonly key: C['key'];
  /** As it stands now; `undefined` when there is none. */
  readonly current: C['row'] | undefined;
  /** @throws RowExistsError */
  insert(fields: FieldsOf<C>): void;
  /** Puts the row there, whatever was there before. */
  upsert(fields: FieldsOf<C>): void;
  /** Changes these fields and keeps the others. @throws RowMissingError */
  patch(fields: Partial<FieldsOf<C>>): void;
  /** No error when there is none. */
  delete(): void;
}

/** What a handler may use beside its event and row; there is none where a projection is folded on request. */
export interface ProjectionHandling<U extends Unit = Unit> {
  /** What is done through it stands if, and only if, the row does. */
  readonly unit: U;
}

/** One handler for each event, none missing and none more. */
export type ProjectionHandlers<C extends ProjectionContract, U extends Unit = Unit> = {
  readonly [Name in keyof C['events']]: (
    event: C['events'][Name],
    row: RowEditor<C>,
    handling: ProjectionHandling<U>,
  ) => void | Promise<void>;
};

/** The same without a unit, and without waiting: for projections that are folded on request. */
export type LiveHandlers<C extends ProjectionContract> = {
  readonly [Name in keyof C['events']]: (event: C['events'][Name], row: RowEditor<C>) => void;
};

/** Where a part of the key comes from: a field of the event's data, or a part of its stream's identity. */
export type KeySource = { readonly field: string } | { readonly id: string };

export interface ProjectedEvent<Part extends string = string> {
  readonly type: string;
  readonly key: Readonly<Record<Part, KeySource>>;
}

/** Everything the runtime needs to know of a projection, generated. */
export interface ProjectionDefinition<C extends ProjectionContract = ProjectionContract> {
  readonly context: string;
  readonly name: string;
  readonly run: 'inline' | 'async' | 'live';
  /** By the names of the contract. */
  readonly on: { readonly [Name in keyof C['events']]: ProjectedEvent<keyof C['key'] & string> };
  /** Columns of the key, in order. */
  readonly key: { readonly [Part in keyof C['key']]-?: ColumnKind };
  /** Columns of the other fields, in order. Optional and nullable fields are null where they have no value. */
  readonly fields: { readonly [Field in Exclude<keyof C['row'], keyof C['key']>]-?: ColumnKind };
  /** Of the whole row. */
  readonly row: Shape<C['row'], never>;
  readonly indexes: readonly (readonly (keyof C['row'] & string)[])[];
  /** Of events, key, fields, indexes and revision: another one, and the rows are made anew. */
  readonly hash: string;
  /** The category whose streams are the rows: each event's key is its stream's identity, whole and in order. */
  readonly category?: string;
  readonly errors?: { readonly retry?: number; readonly then?: 'stop' | 'skip' | 'park' };
}

/* @__NO_SIDE_EFFECTS__ */
export function defineProjection<C extends ProjectionContract>(
  definition: ProjectionDefinition<C>,
): ProjectionDefinition<C> {
  return definition;
}
