// The door for generated code, version 1. It only grows: files generated today work with every later runtime of this
// major version. Users import from `@varve/runtime`, never from here.
export { Aggregate } from '../../aggregate/aggregate.js';
export { exposeContext } from '../../application/opened-context.js';
export type { CommandOptions } from '../../command/command-options.js';
export {
  type CommandStore,
  type Context,
  type ContextOptions,
  openContext,
  type StateStore,
} from '../../command/context.js';
export type { Accepted, Outcome, Rejected } from '../../command/outcome.js';
export { isList, mapValues, type Mutable, withoutKeys } from '../../conversion/collections.js';
export { dateToInstant } from '../../conversion/date-to-instant.js';
export { epochMillisecondsToInstant, epochSecondsToInstant, parseInstant } from '../../conversion/moments.js';
export {
  fromMinorUnits,
  integerToDecimal,
  numberToDecimal,
  parseDecimal,
  parseInteger,
  parseNumber,
  toMinorUnits,
  toText,
} from '../../conversion/numbers.js';
export { adopt, constant, toJson, toUuid } from '../../conversion/values.js';
export {
  type AggregateContract,
  type AggregateDefinition,
  type CommandContract,
  defineAggregate,
  type EventOf,
  type StateOf,
} from '../../decider/contract.js';
export type { DecideContext, Decider, Decision } from '../../decider/decider.js';
export type { StateDecider } from '../../decider/state-decider.js';
export type { EventId, StreamName } from '../../message/identifiers.js';
export type { JsonValue, LoggedEvent, Message, StreamEvent } from '../../message/message.js';
export type { GivenMetadata, MessageMetadata } from '../../message/metadata.js';
export type { SnapshotCodec } from '../../snapshot/state-codec.js';
export type { StoredFacts } from '../../message/stored-facts.js';
export {
  type CommandDefinition,
  defineCommand,
  defineEvent,
  defineRejection,
  type EventDefinition,
  type RejectionDefinition,
} from '../../registry/message-definition.js';
export { nextCommandVersion, nextVersion } from '../../registry/next-version.js';
export { type BoundProjection, bindProjection } from '../../projection/bound-projection.js';
export {
  defineProjection,
  type LiveHandlers,
  type ProjectionDefinition,
  type ProjectionHandlers,
  type RowEditor,
} from '../../projection/contract.js';
export { bindProcess, type BoundProcess } from '../../process/bound-process.js';
export { defineProcess, type ProcessDefinition, type ProcessHandlers, type Refusal } from '../../process/contract.js';
export { openProcess, type ProcessInstances } from '../../process/open-process.js';
export { processStreams } from '../../process/records.js';
export { openProjection } from '../../projection/open-projection.js';
export type { Projection } from '../../projection/projection.js';
export type { ProjectionOptions } from '../../projection/projection-store.js';
export { defineRegistry, type MetadataKeys, type Registry } from '../../registry/registry.js';
export { defineState, type StateDefinition } from '../../registry/state-definition.js';
export { aggregateRepository } from '../../repository/aggregate-repository.js';
export { deciderRepository } from '../../repository/decider-repository.js';
export {
  type LogRepository,
  logRepository,
  type RecordConflict,
  type RecordedEvents,
  type RecordOptions,
} from '../../repository/log-repository.js';
export type { Loaded, LoadOptions, Repository } from '../../repository/repository.js';
export {
  brandedDate,
  brandedDatetime,
  brandedDuration,
  brandedInstant,
  brandedInstantEpochMs,
  brandedLocalDatetime,
  brandedTime,
  brandedTimezone,
  type Instant,
  type IsoDate,
  type IsoDuration,
  type IsoTime,
  type LocalDateTime,
  type OffsetDateTime,
  type Timezone,
} from '../../shape/branded.js';
export { type LoadedState, type StateRepository, stateRepository } from '../../state/state-repository.js';
export type { Unit } from '../../store/unit.js';
export { type Check, type CheckError, saying } from '../../shape/check.js';
export { codePointLength, constrained, equal } from '../../shape/constrained.js';
export { lazy, list, map, nullable } from '../../shape/containers.js';
export type { Decimal } from '../../shape/decimal.js';
export { compareDecimals, isDecimalMultiple } from '../../shape/decimal-checks.js';
export { enumeration, openEnum, type Unrecognised } from '../../shape/enumeration.js';
export { json } from '../../shape/json-shape.js';
export { make } from '../../shape/make.js';
export { type Extended, openRecord, optional, record, withDefault } from '../../shape/record.js';
export {
  bigint,
  boolean,
  brandedEmail,
  brandedUri,
  brandedUuid,
  bytes,
  date,
  datetime,
  decimal,
  duration,
  type Email,
  email,
  instant,
  integer,
  localDatetime,
  nullValue,
  number,
  text,
  time,
  timezone,
  type Uri,
  uri,
  type Uuid,
  uuid,
} from '../../shape/scalar.js';
export type { InputOf, Shape, ValueOf } from '../../shape/shape.js';
export { oneOfKinds, tagged } from '../../shape/union.js';
export { bigintNumber, decimalNumber, instantEpochMs } from '../../shape/wire-number.js';
