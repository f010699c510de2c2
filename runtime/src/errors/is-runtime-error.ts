import type { InvalidCloudEventError } from './cloud-event-errors.js';
import type { DeliveryFailedError, ReceiverGoneError, WebhookRefusedError } from './delivery-errors.js';
import type { MaintenanceRefusedError } from './maintenance-refused-error.js';
import type {
  DeadlinePassedError,
  IdempotencyKeyReusedError,
  IllegalTransitionError,
  InvalidDecisionError,
  InvalidUseError,
  StreamPreconditionError,
  StreamTooLongError,
  StreamVersionNotReachedError,
  UndecodableOutcomeError,
  UnexpectedVersionError,
  WrongExpectedVersionError,
} from './command-errors.js';
import type { FailedCommandUpcasterError, NewerCommandError, UnknownCommandError } from './command-message-errors.js';
import type {
  FailedConversionError,
  FailedDowncastError,
  InvalidDecimalError,
  InvalidMessageError,
  InvalidStreamNameError,
} from './message-errors.js';
import type {
  FailedUpcasterError,
  InvalidReplacementError,
  MissingUpcasterError,
  NewerSchemaVersionError,
  UndecodableEventError,
  UnfitUpcastError,
  UnknownEnumValueError,
  UnknownEventTypeError,
} from './reading-errors.js';
import { errorMark } from './runtime-error.js';
import type {
  InvalidLogPositionError,
  InvalidStoreArgumentError,
  OperationAbortedError,
} from './store-argument-errors.js';
import type { InvalidReactionError, MissingInstanceError, TenantEventError } from './process-errors.js';
import type { CheckpointMismatchError, ProcessorFailedError } from './processor-errors.js';
import type {
  InvalidCursorError,
  InvalidRowError,
  MissingKeyError,
  ProjectionBuildingError,
  ProjectionFailedError,
  ProjectionReplacedError,
  RowExistsError,
  RowMissingError,
} from './projection-errors.js';
import type {
  CheckpointsBehindError,
  DuplicateEventIdError,
  OutcomeKeyTakenError,
  OutcomeUnknownError,
  PartialDuplicateError,
  StoreBusyError,
  StoreClosedError,
  StreamClosedError,
} from './store-errors.js';
import type {
  NewerStoreLayoutError,
  NotAVarveStoreError,
  StoreCorruptedError,
  StoreFullError,
  StoreReadOnlyError,
  StoreUnavailableError,
} from './store-file-errors.js';
import type { DraftShapeError, ShapeDriftedError } from './store-shape-errors.js';
import type {
  DuplicateMessageIdError,
  LeaseLostError,
  StaleEpochError,
  UnitClosedError,
  UnitPoisonedError,
} from './store-unit-errors.js';
import type { ViewMissingError } from './view-errors.js';

/** Every error that this package throws on purpose, by its stable code. */
export interface RuntimeErrors {
  'checkpoints-behind': CheckpointsBehindError;
  'checkpoint-mismatch': CheckpointMismatchError;
  'processor-failed': ProcessorFailedError;
  'deadline-passed': DeadlinePassedError;
  'delivery-failed': DeliveryFailedError;
  'draft-shape': DraftShapeError;
  'duplicate-event-id': DuplicateEventIdError;
  'duplicate-message-id': DuplicateMessageIdError;
  'failed-command-upcaster': FailedCommandUpcasterError;
  'failed-conversion': FailedConversionError;
  'failed-downcast': FailedDowncastError;
  'failed-upcaster': FailedUpcasterError;
  'idempotency-key-reused': IdempotencyKeyReusedError;
  'illegal-transition': IllegalTransitionError;
  'invalid-cloud-event': InvalidCloudEventError;
  'invalid-cursor': InvalidCursorError;
  'invalid-decimal': InvalidDecimalError;
  'invalid-decision': InvalidDecisionError;
  'invalid-log-position': InvalidLogPositionError;
  'invalid-message': InvalidMessageError;
  'invalid-reaction': InvalidReactionError;
  'invalid-replacement': InvalidReplacementError;
  'invalid-row': InvalidRowError;
  'invalid-store-argument': InvalidStoreArgumentError;
  'invalid-stream-name': InvalidStreamNameError;
  'invalid-use': InvalidUseError;
  'maintenance-refused': MaintenanceRefusedError;
  'missing-instance': MissingInstanceError;
  'missing-key': MissingKeyError;
  'missing-upcaster': MissingUpcasterError;
  'newer-command': NewerCommandError;
  'newer-schema-version': NewerSchemaVersionError;
  'newer-store-layout': NewerStoreLayoutError;
  'not-a-varve-store': NotAVarveStoreError;
  'operation-aborted': OperationAbortedError;
  'outcome-key-taken': OutcomeKeyTakenError;
  'outcome-unknown': OutcomeUnknownError;
  'partial-duplicate': PartialDuplicateError;
  'projection-building': ProjectionBuildingError;
  'projection-failed': ProjectionFailedError;
  'projection-replaced': ProjectionReplacedError;
  'receiver-gone': ReceiverGoneError;
  'row-exists': RowExistsError;
  'row-missing': RowMissingError;
  'shape-drifted': ShapeDriftedError;
  'stale-epoch': StaleEpochError;
  'lease-lost': LeaseLostError;
  'store-busy': StoreBusyError;
  'store-closed': StoreClosedError;
  'store-corrupted': StoreCorruptedError;
  'store-full': StoreFullError;
  'store-read-only': StoreReadOnlyError;
  'store-unavailable': StoreUnavailableError;
  'stream-closed': StreamClosedError;
  'stream-precondition': StreamPreconditionError;
  'stream-too-long': StreamTooLongError;
  'stream-version-not-reached': StreamVersionNotReachedError;
  'tenant-event': TenantEventError;
  'undecodable-event': UndecodableEventError;
  'undecodable-outcome': UndecodableOutcomeError;
  'unexpected-version': UnexpectedVersionError;
  'unfit-upcast': UnfitUpcastError;
  'unit-closed': UnitClosedError;
  'unit-poisoned': UnitPoisonedError;
  'unknown-command': UnknownCommandError;
  'unknown-enum-value': UnknownEnumValueError;
  'unknown-event-type': UnknownEventTypeError;
  'view-missing': ViewMissingError;
  'webhook-refused': WebhookRefusedError;
  'wrong-expected-version': WrongExpectedVersionError;
}

/**
 * Whether an error is one of this package's, or the one of this code. Compares codes, not classes, so that it also
 * answers for errors of another copy of the package.
 */
export function isRuntimeError(error: unknown): error is RuntimeErrors[keyof RuntimeErrors];
export function isRuntimeError<Code extends keyof RuntimeErrors>(
  error: unknown,
  code: Code,
): error is RuntimeErrors[Code];
export function isRuntimeError(error: unknown, code?: string): boolean {
  if (!(error instanceof Error) || Reflect.get(error, errorMark) !== true) return false;
  return code === undefined || Reflect.get(error, 'code') === code;
}
