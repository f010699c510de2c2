/**
 * The IR: what the YAML means, with every name resolved. Made by `bind`, deep-frozen, read by everything after it.
 * It keeps the domain's words (`uuid`, `instant`); how they look in TypeScript is decided in `plan`.
 * Arrays are sorted by name unless they say that the source's order counts.
 */
import type { Place } from '../diagnostics/place.js';
import type { ProcessModel } from './process-model.js';
import type { ProjectionModel } from './projection-model.js';
import type { StepModel } from './step-model.js';
import type { FieldModel, JsonValue, ShapeModel, TypeModel } from './type-model.js';

export interface DomainModel {
  readonly contexts: readonly ContextModel[];
  /** Metadata keys from the configuration, by their order there. */
  readonly metadata: readonly FieldModel[];
}

export interface ContextModel {
  readonly name: string;
  /** YAML files that hold its types, sorted. */
  readonly sources: readonly string[];
  readonly types: readonly NamedTypeModel[];
  /** The streams of its processes among them. */
  readonly aggregates: readonly AggregateModel[];
  readonly projections: readonly ProjectionModel[];
  readonly processes: readonly ProcessModel[];
}

export interface NamedTypeModel {
  readonly context: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  /** False when written without version keys; then there is exactly version 1. */
  readonly versioned: boolean;
  readonly versions: Versions<TypeVersionModel>;
  readonly place: Place;
}

/** Steps to and from the version before, as declared; `undefined` leaves it to what follows from the two shapes. */
export interface DeclaredSteps {
  readonly upcast: StepModel | undefined;
  readonly downcast: StepModel | undefined;
}

export interface TypeVersionModel extends DeclaredSteps {
  readonly schemaVersion: number;
  readonly type: TypeModel;
  /** Every value of this type is personal data, whatever the field that holds it says. */
  readonly personal: boolean;
  readonly examples: readonly JsonValue[];
  readonly place: Place;
}

/** 1, 2, 3 … without gaps. */
export type Versions<T> = readonly [T, ...T[]];

export interface AggregateModel {
  readonly context: string;
  readonly name: string;
  /** Kind part of the stream names, such as `ordering.order`. */
  readonly category: string;
  readonly description: string | undefined;
  /** `process`: the streams of a process, which has the state and nothing else of an aggregate. */
  readonly style: 'decider' | 'class' | 'log' | 'process';
  /** What is the truth: its events, or its state, from which events only tell others. */
  readonly persistence: 'events' | 'state';
  /** The event with the whole state that follows every change; `undefined` where nobody asks for it. */
  readonly fact: FactModel | undefined;
  /** YAML files this came from, sorted. */
  readonly sources: readonly string[];
  /** In the order of the source: it is the order in the stream name. */
  readonly id: readonly IdPart[];
  readonly events: readonly EventModel[];
  readonly rejections: readonly RejectionModel[];
  readonly commands: readonly CommandModel[];
  /** `undefined`: the state is a TypeScript type of the user's. */
  readonly state: StateModel | undefined;
  /** Whose personal data each event holds. By event; empty when the aggregate names no subject. */
  readonly subject: readonly SubjectModel[];
  readonly snapshot: SnapshotModel | undefined;
  readonly place: Place;
}

/** Its data are the declared state, whose versions and steps it has. */
export interface FactModel {
  /** `OrderFact`. */
  readonly name: string;
  /** `<context>.OrderFact`. */
  readonly type: string;
  /** Kind part of the names of its streams. */
  readonly category: string;
}

export interface SubjectModel {
  /** Local name of the event. */
  readonly event: string;
  readonly source: DataSource;
}

/** A field of an event's data, or a part of its stream's identity. */
export type DataSource =
  { readonly kind: 'field'; readonly name: string } | { readonly kind: 'id'; readonly part: string };

export interface SnapshotModel {
  /** Number of events between two snapshots; `undefined` leaves it to the store's options. */
  readonly every: number | undefined;
  /** Raised by hand when evolve changes meaning; at least 1. */
  readonly revision: number;
}

export interface IdPart {
  readonly name: string;
  readonly type: TypeModel;
  readonly place: Place;
}

export interface EventModel {
  /** Local name, such as `OrderPlaced`. */
  readonly name: string;
  /** The name stored with every event: `<context>.<Event>`, or what `stored` says. */
  readonly type: string;
  readonly aliases: readonly AliasModel[];
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  /** A reason: no longer emitted, still decoded and evolved. */
  readonly retired: string | undefined;
  /** A reason: skipped on read. */
  readonly ignored: string | undefined;
  /** Replaced by these events of the same stream, in the order in which they are read; `undefined` for one that is read as itself. */
  readonly becomes: readonly EventReference[] | undefined;
  readonly versions: Versions<MessageVersionModel>;
  readonly place: Place;
}

/** A version of an event of the same aggregate. */
export interface EventReference {
  /** Local name. */
  readonly event: string;
  readonly schemaVersion: number;
  readonly place: Place;
}

/** A name that is no longer written. */
export interface AliasModel {
  readonly name: string;
  /** Schema version stored under that name → schema version of ours; empty when they are the same. */
  readonly versions: readonly { readonly stored: number; readonly schemaVersion: number }[];
  /** Schema version to assume where none was stored. */
  readonly unversioned: number | undefined;
}

export interface MessageVersionModel extends DeclaredSteps {
  readonly schemaVersion: number;
  readonly shape: ShapeModel;
  readonly examples: readonly JsonValue[];
  readonly place: Place;
}

export interface RejectionModel {
  readonly name: string;
  /** `<context>.<Rejection>`. */
  readonly type: string;
  readonly shape: ShapeModel;
  readonly description: string | undefined;
  readonly place: Place;
}

export interface CommandModel {
  readonly name: string;
  /** `<context>.<Command>`. */
  readonly type: string;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  readonly expects: 'new' | 'existing' | 'any';
  /** Local names of this aggregate's events. */
  readonly emits: readonly string[];
  /** Local names of this aggregate's rejections. */
  readonly rejects: readonly string[];
  /** Fields without the identity's parts, which every version has besides. */
  readonly versions: Versions<MessageVersionModel>;
  readonly place: Place;
}

export interface StateModel {
  /** Undefined for `state:` (one shape). */
  readonly union: StateUnionModel | undefined;
  readonly description: string | undefined;
  readonly versions: Versions<StateVersionModel>;
  readonly place: Place;
}

export interface StateUnionModel {
  /** Field that tells the states apart. */
  readonly tag: string;
  readonly initial: string;
  /** From state to the states it may become; `undefined` when transitions are not declared. Both sorted. */
  readonly transitions: readonly { readonly from: string; readonly to: readonly string[] }[] | undefined;
}

export interface StateVersionModel extends DeclaredSteps {
  readonly schemaVersion: number;
  /** An object for `state:`, tagged for `states:`. */
  readonly type: TypeModel;
  readonly place: Place;
}
