import type { CommandId } from '../message/identifiers.js';

/** Scope within which a command id is unique. */
export interface OutcomeKey {
  /** Empty for commands of no tenant. A tenant's handle takes its own keys alone. */
  readonly tenant: string;
  readonly context: string;
  readonly commandId: CommandId;
}

/** What became of a command: every outcome is kept, rejections and «nothing to do» too. */
export interface OutcomeRecord {
  readonly key: OutcomeKey;
  /** Hash of the command's type, identity and data; the same id with another hash is a reused id. */
  readonly commandHash: string;
  readonly kind: 'accepted' | 'rejected' | 'nothing';
  /** JSON text that the command loop wrote and will read again; the store does not look inside. */
  readonly result: string;
}

export interface OutcomeReader {
  findOutcome(key: OutcomeKey): Promise<OutcomeRecord | undefined>;
}

export interface OutcomeWriter {
  /**
   * Records an outcome that comes with no events. If the key is taken, nothing is written.
   * @returns the record that now stands under the key: the given one, or the earlier one.
   */
  recordOutcome(record: OutcomeRecord): Promise<OutcomeRecord>;
}
