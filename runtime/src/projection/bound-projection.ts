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

/** Takes a generated definition and its handlers together, for `openContext`. */
export function bindProjection<C extends ProjectionContract, U extends Unit>(
  definition: ProjectionDefinition<C>,
  handlers: ProjectionHandlers<C, U> | LiveHandlers<C>,
): BoundProjection;
export function bindProjection(
  definition: AnyProjection,
  handlers: Readonly<Record<string, AnyHandler>>,
): BoundProjection {
  return { definition, handlers, openAppends: definition.run === 'inline' ? openInlineAppends : undefined };
}
