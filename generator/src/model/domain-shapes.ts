/**
 * What others rely on: everything about a domain that stored data, readers, senders and code depend on, and nothing else.
 * Made of a model, or read from a lock; two of them can be compared.
 */
import type { Place, Span } from '../diagnostics/place.js';
import type { AliasModel, CommandModel } from './domain-model.js';
import type { RefType, TypeModel } from './type-model.js';

export interface DomainShapes {
  /** As people call it: `varve.lock.json`, the name of a revision, a folder. */
  readonly origin: string;
  /** Whether constraints, defaults and what commands may do are known. A lock holds none of them. */
  readonly isComplete: boolean;
  /** By `<context>.<Aggregate>`, sorted. */
  readonly aggregates: ReadonlyMap<string, AggregateShapes>;
  /** By `lineageKey`, sorted by kind and name. */
  readonly lineages: ReadonlyMap<string, Lineage>;
  /** Typed keys of the metadata by name, sorted. */
  readonly metadata: ReadonlyMap<string, MetadataShape>;
}

export interface AggregateShapes {
  readonly context: string;
  readonly name: string;
  readonly category: string;
  /** In the order in which they stand in the stream name. */
  readonly id: readonly { readonly name: string; readonly type: TypeModel }[];
  /** What of it is stored: its events, facts beside them, or its state alone. */
  readonly keeps: 'events' | 'facts' | 'state';
  readonly place: Place | Span | undefined;
}

/** Whether values of a state are stored for good. */
export function isStoredState({ aggregates }: DomainShapes, { kind, type }: Pick<Lineage, 'kind' | 'type'>): boolean {
  return kind === 'state' && (aggregates.get(type)?.keeps ?? 'events') !== 'events';
}

export interface MetadataShape {
  readonly type: TypeModel;
  readonly place: Place | Span | undefined;
}

export const lineageKinds = ['command', 'event', 'state', 'type'] as const;
export type LineageKind = (typeof lineageKinds)[number];

/** All versions of one event, command, state or named type. */
export interface Lineage {
  readonly kind: LineageKind;
  readonly context: string;
  /** As the YAML says; of a state the name of its aggregate. */
  readonly name: string;
  /** The name that is kept for good: of an event the stored one, of everything else `<context>.<Name>`. */
  readonly type: string;
  /** Name of the aggregate; a named type has none. */
  readonly aggregate: string | undefined;
  /** Of events only. */
  readonly event: EventFacts | undefined;
  /** Of commands, where they are known. */
  readonly command: CommandFacts | undefined;
  /** It is gone, and nothing else may have its name. */
  readonly isRemoved: boolean;
  /** Ascending. */
  readonly versions: readonly LineageVersion[];
  readonly place: Place | Span | undefined;
}

/** How the events of a type are read. */
export interface EventFacts {
  readonly aliases: readonly AliasModel[];
  /** As `Withdrawn@1`, in the order in which they are read; `undefined` for an event that is read as itself. */
  readonly becomes: readonly string[] | undefined;
  readonly isRetired: boolean;
  readonly isIgnored: boolean;
}

export type CommandFacts = Pick<CommandModel, 'emits' | 'rejects' | 'expects'>;

export interface LineageVersion {
  readonly schemaVersion: number;
  /** An object for messages. */
  readonly type: TypeModel;
  /** Of the shape and of every named type it reaches. */
  readonly hash: string;
  /** Of the step from the version before: `inferred`, or the hash of what was declared. `undefined` for the first. */
  readonly step: string | undefined;
  readonly place: Place | Span | undefined;
}

/** Tells lineages apart: an event and a command may have one name. */
export function lineageKey({ kind, type }: Pick<Lineage, 'kind' | 'type'>): string {
  return `${kind} ${type}`;
}

/** What a reference means there. A lock holds every type version that something released refers to. */
export function typeIn(shapes: DomainShapes, { context, name, schemaVersion }: RefType): TypeModel | undefined {
  const lineage = shapes.lineages.get(`type ${context}.${name}`);
  return lineage?.versions.find((each) => each.schemaVersion === schemaVersion)?.type;
}
