import type { Message, Recorded } from '../message/message.js';
import type { Operations } from '../shape/shape.js';
import type { ColumnKind } from '../store/view.js';
import type { Unit } from '../store/unit.js';
import type {
  LiveHandlers,
  ProjectedEvent,
  ProjectionContract,
  ProjectionDefinition,
  ProjectionHandlers,
} from './contract.js';
import { type AppendingMaker, openInlineAppends } from './inline-appends.js';

/** A definition with its types taken away. */
export interface AnyProjection extends Pick<
  ProjectionDefinition,
  'context' | 'name' | 'run' | 'hash' | 'category' | 'errors'
> {
  readonly on: Readonly<Record<string, ProjectedEvent>>;
  readonly key: Readonly<Record<string, ColumnKind>>;
  readonly fields: Readonly<Record<string, ColumnKind>>;
  readonly row: Operations;
  readonly indexes: readonly (readonly string[])[];
}

/** A row with its types taken away. */
export type AnyRow = Readonly<Record<string, unknown>>;

/** An editor with its types taken away. */
export interface AnyRowEditor {
  readonly key: AnyRow;
  readonly current: AnyRow | undefined;
  insert(fields: AnyRow): void;
  upsert(fields: AnyRow): void;
  patch(fields: AnyRow): void;
  delete(): void;
}

/** A handler with its types taken away. */
export type AnyHandler = (
  event: Message & Recorded<object>,
  row: AnyRowEditor,
  handling: { readonly unit: Unit | undefined },
) => unknown;

/** A projection and what its user wrote for it. */
export interface BoundProjection {
  readonly definition: AnyProjection;
  /** By the names of `definition.on`. */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** How events are appended where rows are kept in the same commit. */
  readonly openAppends: AppendingMaker | undefined;
}

/**
 * Takes a generated definition and its handlers together, for `openContext`: handlers for the units of any store, since it is
 * for the options of the context to say that they are those of its own.
 */
export function bindProjection<C extends ProjectionContract>(
  definition: ProjectionDefinition<C>,
  handlers: ProjectionHandlers<C, never> | LiveHandlers<C>,
): BoundProjection;
export function bindProjection(definition: AnyProjection, given: object): BoundProjection {
  const handlers = given as Readonly<Record<string, AnyHandler>>;
  return { definition, handlers, openAppends: definition.run === 'inline' ? openInlineAppends : undefined };
}
