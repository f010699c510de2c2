import { RuntimeError } from './runtime-error.js';

/** Something inside the unit conflicted or failed, so the unit cannot commit. `cause` says what; nothing of the unit is stored. */
export class UnitPoisonedError extends RuntimeError {
  override readonly code = 'unit-poisoned';

  constructor(reason: string, options?: ErrorOptions) {
    super(`The unit cannot commit: ${reason}. Nothing of it is stored.`, options);
  }
}

/** A unit was used after its transaction had ended, for instance by work that was not awaited. */
export class UnitClosedError extends RuntimeError {
  override readonly code = 'unit-closed';

  constructor() {
    super('This unit has ended; await everything inside the function given to transact().');
  }
}

/** A newer owner has written this checkpoint: whoever still holds the older epoch must stop. */
export class StaleEpochError extends RuntimeError {
  override readonly code = 'stale-epoch';
  readonly checkpointName: string;
  readonly epoch: number;
  readonly storedEpoch: number;

  constructor(checkpointName: string, epoch: number, storedEpoch: number) {
    super(`Checkpoint ${checkpointName} belongs to epoch ${storedEpoch}; epoch ${epoch} may no longer write it.`);
    this.checkpointName = checkpointName;
    this.epoch = epoch;
    this.storedEpoch = storedEpoch;
  }
}

/** Somebody else has acquired the lease: whoever held it must stop, and nothing of its unit is stored. */
export class LeaseLostError extends RuntimeError {
  override readonly code = 'lease-lost';
  readonly leaseName: string;
  readonly epoch: number;
  /** Of the last lease; `undefined` when there is none of that name. */
  readonly lastEpoch: number | undefined;

  constructor({ name, epoch }: LeaseEpoch, last: LeaseEpoch | undefined) {
    const now = last === undefined ? 'is not known here' : `is held in epoch ${last.epoch}`;
    super(`Lease ${name}, acquired in epoch ${epoch}, ${now}; its former owner may no longer write.`);
    this.leaseName = name;
    this.epoch = epoch;
    this.lastEpoch = last?.epoch;
  }
}

interface LeaseEpoch {
  readonly name: string;
  readonly epoch: number;
}

/** A message with this id still waits in the outbox. */
export class DuplicateMessageIdError extends RuntimeError {
  override readonly code = 'duplicate-message-id';
  readonly messageId: string;

  constructor(messageId: string) {
    super(`Message ${messageId} already waits in the outbox.`);
    this.messageId = messageId;
  }
}
